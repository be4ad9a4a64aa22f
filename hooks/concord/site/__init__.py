"""Registry and corpus → what the site shows: elements of Markdown's tree and texts, by pure functions."""
