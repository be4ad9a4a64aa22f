"""What the languages have agreed on, section by section, and where each of them stands since."""
