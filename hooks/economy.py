"""The build does nothing twice that once is enough for: compiling templates, looking for garbage in what stays."""

from io import BytesIO

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from concord.garbage import look_rarely


class Compiled(BytecodeCache):
    """The theme's templates, which each language's pass would compile anew."""

    def __init__(self) -> None:
        self.templates: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.templates:
            bucket.load_bytecode(BytesIO(self.templates[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.templates[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def on_startup(command: str, dirty: bool) -> None:
    look_rarely()


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    env.bytecode_cache = COMPILED
