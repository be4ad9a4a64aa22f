"""What a language has to follow: what changed since it last agreed, beside its present text."""
