"""Finds where the languages of a multilingual guide disagree: the library of the hooks and of the command `concord`.

Files → `pages` + `registry` → `checks` → `Finding` → `report`. Nothing of it imports MkDocs.
"""

__version__ = "0.1.0"
