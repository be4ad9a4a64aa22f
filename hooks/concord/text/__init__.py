"""Running text: masking of markup, phrases, titles, quotations."""
