"""Findings, registry entries and states → the text, JSON, SARIF or HTML that a command prints."""
