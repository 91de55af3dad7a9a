"""The runner: everything that `./q` does, on one machine, with nothing asked.

`table.py` lists every process in one place; `supervisor.py` starts, mends and ends them; `broker.py`,
`database.py` and `mail.py` are the servers that it embeds; `machine.py` installs what the machine lacks.
"""
