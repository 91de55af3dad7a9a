"""Somebody else's service: says who joins. Nothing but stock nameko."""

from nameko.events import event_handler


class Newcomers:
    name = "newcomers"

    @event_handler("directory", "member.joined")
    def welcome(self, member):
        print(f"{member['name']} joined from {member['region']}", flush=True)
