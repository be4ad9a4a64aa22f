"""What Material for MkDocs renders → the same with corrected HTML, a security policy, a notice or a banner."""
