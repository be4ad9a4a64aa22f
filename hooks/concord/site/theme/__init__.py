"""Changes to what Material for MkDocs renders: HTML, navigation, policy, preview."""
