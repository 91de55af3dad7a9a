"""The rules of what reaches a person, and the words of its mails."""
