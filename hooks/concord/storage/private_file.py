"""A path and content → a file of this user alone, which is whole at any moment: the old one or the new one."""

import os
import tempfile
from pathlib import Path


def replace_private_file(path: Path, content: bytes) -> None:
    """Writes a file that only the user can read: mode 0600.

    Raises:
        OSError: The file cannot be written. Then it is as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
