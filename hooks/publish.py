"""The site also carries its titles as files for other systems."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from concord.guide import Guide
from concord.site.exchange import titles_json
from concord.site.tbx import titles_tbx

FILES = {"titles.json": titles_json, "titles.tbx": titles_tbx}


@event_priority(-200)  # behind i18n, which keeps no file that lies in no folder of a language
def on_files(files: Files, config: MkDocsConfig) -> Files:
    the_guide: Guide = config.extra["guide"]
    for name, text in FILES.items():
        content = text(the_guide.registry, the_guide.corpus, config.site_url or "")
        files.append(File.generated(config, name, content=content))
    return files
