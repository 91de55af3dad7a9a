"""The members' web: pages, JSON API, live updates and sign-in.

Owns        accounts (addresses, passwords, sessions, API tokens, links), replies to mails and kept forms
Publishes   address.changed, link.requested (private)
Consumes    person.nominated, person.erased (directory), notice.added (notifications, for live updates)
Answers     set_demonstration_password (only with Q_DEMO=1)

Pages and API share `calls.py`; whoever writes a page starts at `web.py`.
"""
