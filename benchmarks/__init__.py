"""The bus measured beside its peers, in one run, round by round: `./q bench NAME [--json] [--quick]`.

A round measures each contender once, one after the other, each in processes of its own on the same broker and
database; a value is the median of the rounds, a ratio the median of each round's ratio, so that a machine which
slows down slows them all. Peers run with their best settings (each program in `_peers` says which), the same JSON
body of 250 bytes, durable queues, persistent messages and publisher confirms; they do no database work, ours does.
Each benchmark ends by counting: one effect for each command or event, empty queues, nothing parked; else it fails.
"""
