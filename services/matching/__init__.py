"""Matching: who meets whom for coffee, and who has what another needs.

Owns       enrolments in coffee trials, rounds with what they were drawn from and what is certified of them, pairs,
           who waits for another coffee, answers of surveys; the ads of the swap shop and wanted ads, replies to them,
           which want met which offer, reports of ads
Keeps      copies of members, of roles and of whom members block (directory), enough to work while the directory is down
Publishes  coffee.matched, coffee.unmatched, coffee.partner_left, coffee.asked, coffee.survey_due, coffee.paused,
           coffee.awaited, coffee.benefited, ad.opened, ad.released, ad.matched, ad.expiring, ad.removed, reply.sent,
           reply.accepted, reply.passed_over (all private)
Hears      member.joined, member.updated, member.left, role.granted, role.revoked, person.blocks_changed,
           person.erased, choice.renamed, choice.merged (directory); ad.opened, its own
Answers    taking part in coffee trials, pausing, leaving, whom not to meet; one's coffees and what one says of them;
           posting, changing, renewing and closing ads, finding them, replies; rounds and what waits, for staff
Does       opens a round each month; takes each round from step to step, the draw in a process of its own
"""
