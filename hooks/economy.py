"""Theme → the same theme, whose templates are listed once a build and compiled once for all builds."""

import gc
from collections.abc import Callable, Collection
from io import BytesIO
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from concord.config import Config
from concord.storage.cache import Cache

GC_THRESHOLDS = (10_000, 10, 10)  # objects, and collections of the younger generation: NUMBER
LISTED: dict[object, list[str]] = {}


class CompiledTemplates(BytecodeCache):
    """The compiled templates of the theme. Each language's pass would compile them anew, and each build.

    NUMBER
    """

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}
        self._cache: Cache | None = None

    def open(self, config: Config) -> None:
        """Gives access to the templates that an earlier build has compiled."""
        self._cache = Cache(config, "templates")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills `bucket` where its template has been compiled before; Jinja compares the hash of the source."""
        kept = self._cache.get([bucket.key]) if self._cache else {}
        if compiled := self._compiled.get(bucket.key) or kept.get(bucket.key):
            bucket.load_bytecode(BytesIO(compiled))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what Jinja has compiled for the rest of the process."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()

    def save(self) -> None:
        """Keeps what this process has compiled for the next build."""
        if self._cache and self._compiled:
            self._cache.put(self._compiled)


COMPILED = CompiledTemplates()


def on_startup(command: str, dirty: bool) -> None:
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


@event_priority(-300)  # behind all that changes the theme
def on_config(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if (i18n.current_language or i18n.default_language) == i18n.default_language:
        LISTED.clear()
        COMPILED.open(config.extra["guide"].config)
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
        COMPILED.save()
