"""The directory: who the people are, who applies, who decides, and who is a member.

Owns      persons (by a keyed digest of their address), roles, applications, assessments, members,
          the register of organisations; what is between members: connections, introductions, whom
          they block, what they report, who helped whom and when that is asked; panels: who assesses
          what by when, deputies, what assessors practised; waves, and who wants to hear of them; the
          audit trail of all, sealed, and the reasons beside it; the regions, partnerships, backgrounds,
          topics and criteria that everyone speaks in, as staff keep them.
Publishes member.joined, member.updated, member.left, person.erased (what any member may read);
          organisation.added, organisation.changed, organisation.merged, organisation.removed,
          wave.opened, wave.closed, choice.added, choice.renamed, choice.retired, choice.restored,
          choice.merged (public); person.nominated, entry.check_due, recognition.given,
          person.blocks_changed, application.submitted, application.withdrawn, application.moved,
          application.questioned, application.answered, application.expiring, application.decided,
          assignment.made, assignment.due, connection.requested, connection.made, connection.introduced,
          benefit.question_due, role.granted, role.revoked, interest.answered (private).
Consumes  person.erased, its own; coffee.benefited: otherwise it is where these facts begin.
Answers   reference data, registering people, applications and their assessment, waves, search, profiles,
          nominations, roles: `service/` lists every door.
"""
