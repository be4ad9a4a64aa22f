"""Processor time and memory of the check, the build and the commands."""
