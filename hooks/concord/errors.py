"""The exceptions of the package: what keeps a command or a build from running. A finding is no exception.

ConcordError
├── ConfigurationError   the configuration or an argument is wrong: exit status 2
└── LanguageError        a file of `languages/` is missing or broken
"""


class ConcordError(Exception):
    """The base class; its text is one line for the user."""


class ConfigurationError(ConcordError):
    """The configuration or an argument of the command cannot be used."""


class LanguageError(ConcordError):
    """A file of `languages/` is missing or cannot be used."""
