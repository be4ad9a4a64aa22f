"""What the check finds, what it reports in vain, and how fast it is."""
