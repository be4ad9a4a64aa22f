"""Blocks → the prose, numbers, titles and quotations in their texts."""
