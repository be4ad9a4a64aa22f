"""What a stranger wrote → what can be used of it: settings as data, text that a terminal can show."""
