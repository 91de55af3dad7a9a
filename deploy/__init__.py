"""How the house is put on a machine: `local` is one machine with everything embedded."""
