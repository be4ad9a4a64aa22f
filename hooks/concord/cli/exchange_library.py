"""Whether the library that reads and writes files for translation tools is installed."""

from importlib.util import find_spec

from concord.errors import ConfigurationError


def check_library() -> None:
    """Raises `ConfigurationError` where lxml, of the extra `exchange`, is not installed."""
    if not find_spec("lxml"):
        raise ConfigurationError("this needs lxml; pip install 'concord-docs[exchange]'")
