"""What stops the command itself. A finding is no exception.

ConcordError
├── ConfigurationError   the configuration or an argument is wrong: exit status 2
└── LanguageError        a file of `languages/` is missing or broken
"""


class ConcordError(Exception):
    """Base of all errors of this package; its text is one line for the user."""


class ConfigurationError(ConcordError):
    """The configuration, or what was asked for on the command line, cannot be used."""


class LanguageError(ConcordError):
    """There is no usable description of a language."""
