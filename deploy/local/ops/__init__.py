"""What an operator may do, by asking the services: never by their databases.

`operator.py` asks in the name of the service `ops`; `cohort.py` imports nominated people; `roles.py` grants,
revokes and lists roles; `demonstration.py` loads the demonstration; `commands.py` is the command line.
"""
