"""The rules of what reaches a person: kinds of notification, notices and mails. Standard library only."""
