"""Configuration → findings on the Markdown extensions that the tree names and that are not loaded."""

from collections.abc import Iterator

from concord.config import Config
from concord.finding import Finding
from concord.model import Location
from concord.pages.markdown_extensions import known_extensions


def check_extensions(config: Config) -> Iterator[Finding]:
    """Yields `markdown-extension` for each extension, and each setting of one, that the pages are read without."""
    _, ignored = known_extensions(config.extensions)
    for extension, setting in ignored:
        name = f"{extension}: {setting}" if setting else extension
        line = config.extension_lines.get(name) or config.extension_lines.get(extension, 1)
        data = {"name": name} | ({"case": "setting"} if setting else {})
        yield Finding("markdown-extension", Location(config.site_file, line), data)
