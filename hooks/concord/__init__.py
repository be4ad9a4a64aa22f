"""The library behind the hooks and the command: do the languages of a guide agree?

Files → `corpus` + `registry` → `checks` → findings → `report`. Knows nothing of MkDocs.
"""
