"""What a language has to follow: what changed in the leading languages since it last agreed with them."""
