"""The directory: who the people are, who applies, who decides, and who is a member.

Owns      persons (by a keyed digest of their address), roles, applications, assessments, members,
          their audit trail; the regions, backgrounds, topics and criteria that everyone speaks in.
Publishes member.joined, member.updated, member.left, person.erased (what any member may read);
          person.nominated, entry.check_due, application.submitted, application.withdrawn,
          application.decided, role.granted, role.revoked, interest.answered (private); wave.opened,
          wave.closed (public).
Consumes  person.erased, its own; otherwise nothing: it is where these facts begin.
Answers   reference data, registering people, applications and their assessment, waves, search, profiles,
          nominations, roles: `service.py` lists every door.
"""
