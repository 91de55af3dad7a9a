"""The directory: who the people are, who applies, who decides, and who is a member.

Owns      persons (by a keyed digest of their address), roles, applications, assessments, members,
          their audit trail, sealed, and the reasons beside it; the regions, backgrounds, topics and
          criteria that everyone speaks in.
Publishes member.joined, member.updated, member.left, person.erased (what any member may read);
          person.nominated, entry.check_due, application.submitted, application.withdrawn,
          application.questioned, application.answered, application.expiring, application.decided,
          role.granted, role.revoked (private).
Consumes  person.erased, its own; otherwise nothing: it is where these facts begin.
Answers   reference data, registering people, applications and their assessment, search, profiles,
          nominations, roles: `service/` lists every door.
"""
