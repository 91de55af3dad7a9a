"""The peers, each written as its own documentation would have it, with the settings that were fastest here."""
