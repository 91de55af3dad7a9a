"""Accounts: addresses, passwords, links, sessions, API tokens, kept forms; the same rooms as any service."""
