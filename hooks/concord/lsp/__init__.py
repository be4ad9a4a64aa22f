"""`concord lsp`: what an editor sends and asks (the Language Server Protocol) → findings while typing, and answers."""
