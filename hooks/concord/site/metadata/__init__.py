"""What the site says of its pages to browsers, search engines and language models."""
