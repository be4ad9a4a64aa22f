"""A title → what the glossary shows of it: data card, definition, reporting tree, place in the list from A to Z."""
