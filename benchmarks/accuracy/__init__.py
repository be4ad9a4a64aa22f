"""Recall (injected errors that are found) and precision (correct text that is not reported)."""
