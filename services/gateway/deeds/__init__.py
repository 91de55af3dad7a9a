"""What was answered from a mail by its signed link, without signing in; the same rooms as any service."""
