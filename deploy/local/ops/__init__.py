"""What an operator may do, by asking the services: never by their databases.

`operator.py` asks in the name of the service `ops`; `commands.py` is the command line, to which each subject's file
adds its own commands; `showing.py` gives them all their help, an example and `--json`.
"""
