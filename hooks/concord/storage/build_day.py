"""The day that ages are counted to, from what a build is given: never the day on which it happens to run."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from concord.errors import ConfigurationError
from concord.storage.git import last_commit_day

_VARIABLE = "SOURCE_DATE_EPOCH"  # https://reproducible-builds.org/specs/source-date-epoch/


def build_day(folder: Path) -> date | None:
    """The day of SOURCE_DATE_EPOCH, else that of the last commit of the repository that `folder` lies in, if any.

    Raises:
        ConfigurationError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    seconds = os.environ.get(_VARIABLE)
    if not seconds:
        return last_commit_day(folder)
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigurationError(f"{_VARIABLE} must be a number of seconds since 1970, not {seconds!r}") from error
