"""A title as the glossary shows it: its card, its definition, its reporting line, the list from A to Z."""
