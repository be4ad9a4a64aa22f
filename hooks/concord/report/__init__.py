"""Findings → what a person or a program reads. The only place that has words for them."""
