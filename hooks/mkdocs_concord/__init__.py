"""What the hooks of `hooks/` share and do: the only package, besides the hook files, that imports MkDocs."""
