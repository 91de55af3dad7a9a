"""What the API takes and gives, one file per noun; the services behind it hold the rules."""
