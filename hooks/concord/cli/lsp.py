"""`concord lsp`: the guide in an editor. Needs the extra `editor`."""

from concord.cli.group import concord
from concord.errors import ConfigurationError


@concord.command()
def lsp() -> None:
    """Serve an editor: findings while typing, on standard input and output."""
    try:
        from concord.lsp.features import make_server
    except ImportError as error:
        raise ConfigurationError(f"{error.name} is not installed: pip install 'concord-docs[editor]'") from error
    make_server().serve()
