"""The build does nothing twice that once is enough for: listing and compiling templates, looking for garbage."""

import pickle
from collections.abc import Callable, Collection
from contextlib import suppress
from io import BytesIO
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from concord.config import Config
from concord.errors import ConfigurationError
from concord.garbage import look_rarely
from concord.storage.cache import repository_cache

NAME = "templates"
LISTED: dict[object, list[str]] = {}


class Compiled(BytecodeCache):
    """The theme's templates, which each language's pass would compile anew, and each build."""

    def __init__(self) -> None:
        self.templates: dict[str, bytes] = {}
        self.is_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.templates:
            bucket.load_bytecode(BytesIO(self.templates[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.templates[bucket.key] = bucket.bytecode_to_string()
        self.is_new = True

    def recall(self, config: Config) -> None:
        """Those of an earlier build, from the repository."""
        with suppress(Exception):  # it is no older than the code, but nobody vouches for what lies in a folder
            self.templates = pickle.loads(repository_cache(config).get([NAME])[NAME]) | self.templates

    def keep(self, config: Config) -> None:
        """Keeps them for the next build."""
        if self.is_new:
            with suppress(ConfigurationError):
                repository_cache(config).put({NAME: pickle.dumps(self.templates)})
        self.is_new = False


COMPILED = Compiled()


def on_startup(command: str, dirty: bool) -> None:
    look_rarely()


@event_priority(-300)  # behind all that changes the theme
def on_config(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if (i18n.current_language or i18n.default_language) == i18n.default_language:
        LISTED.clear()
        COMPILED.recall(config.extra["guide"].config)
    theme, make = config.theme, type(config.theme).get_env

    def get_env() -> Environment:
        env = make(theme)
        vars(env)["list_templates"] = once(env, (*theme.dirs, *sorted(theme.static_templates)))
        return env

    vars(theme)["get_env"] = get_env


def once(env: Environment, theme: tuple[str, ...]) -> Callable[..., list[str]]:
    """`env.list_templates`, asked once a build and theme: it looks at 14,000 icons."""
    ask = env.list_templates

    def listed(
        extensions: Collection[str] | None = None, filter_func: Callable[[str], bool] | None = None
    ) -> list[str]:
        if theme not in LISTED:
            LISTED[theme] = ask(extensions, filter_func)
        return LISTED[theme]

    return listed


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    env.bytecode_cache = COMPILED


@event_priority(-300)  # behind i18n, which builds the other languages here
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if not i18n.building:
        COMPILED.keep(config.extra["guide"].config)
