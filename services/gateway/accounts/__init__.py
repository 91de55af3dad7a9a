"""Accounts: addresses, passwords, links, sessions, API tokens and kept forms; the same rooms as any service."""
