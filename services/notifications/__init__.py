"""Notifications: what reaches a person, in the application and by mail.

Owns       notices, mails (each a row before it is sent), preferences
Keeps      copies of addresses (gateway), roles, nominations, blocks and the names of what can be chosen (directory)
Publishes  notice.added
Hears      link.requested, address.changed (gateway); person.nominated, person.erased, person.blocks_changed,
           role.granted, role.revoked, application.submitted, application.withdrawn, application.decided,
           member.joined, entry.check_due, assignment.made, assignment.due, application.moved,
           interest.answered, recognition.given, choice.added, choice.renamed, choice.merged (directory)
Answers    list_notices, count_unread, mark_notices_read; get_preferences, set_preference, unsubscribe;
           get_mail_state (operators)
Sends      over SMTP, from one loop a process: recorded once, tried until accepted, with a stable Message-ID
"""
