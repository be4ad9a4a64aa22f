"""What is behind, out to the tools of translators and back in, by XLIFF 2. Pure but for the command's files."""
