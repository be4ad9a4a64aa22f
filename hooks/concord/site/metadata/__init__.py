"""Pages → what the site says of them to browsers, search engines and language models."""
