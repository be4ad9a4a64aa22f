"""The schemas of the files for translation tools: of XLIFF 1.2 and 2.0, of TMX 1.4, each from a package of Debian's."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from servers import missing
from trees import ROOT

SYMFONY = ROOT / "audit/schemas/usr/share/php/Symfony/Component/Translation/Resources/schemas"
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
FILES = {"xliff": "xliff-core-2.0.xsd", "xliff12": "xliff-core-1.2-strict.xsd"}
XML = ("informativeCopiesOf3rdPartySchemas/w3c/xml.xsd", "http://www.w3.org/2001/xml.xsd")


@cache
def xliff_schema(form: str) -> Any:
    """The schema of OASIS, from Debian's package php-symfony-translation."""
    file = SYMFONY / FILES[form]
    if not file.exists():
        missing("no schema of XLIFF: tests/get-tools fetches it")
    text = file.read_text(encoding="utf-8")
    for address in XML:
        text = text.replace(f'"{address}"', f'"{(SYMFONY / "xml.xsd").as_uri()}"')
    return etree.XMLSchema(etree.fromstring(text.encode()))


@cache
def tmx_definition() -> Any:
    """The DTD of TMX 1.4, from Debian's package omegat."""
    if not OMEGAT.exists():
        missing("no definition of TMX: tests/get-tools installs OmegaT, which has it")
    with zipfile.ZipFile(OMEGAT) as jar:
        return etree.DTD(BytesIO(jar.read("schemas/tmx14.dtd")))


def check_xliff(file: Any, form: str) -> None:
    """Asserts that a file is valid, with the elements of its modules, which the schema leaves open."""
    schema = xliff_schema(form)
    assert schema.validate(file), schema.error_log
    modules = etree.RelaxNG(etree.parse(ROOT / "tests/data/xliff-2.0-modules.rng"))
    for name in ("matches", "glossary"):
        for element in file.iter(f"{{urn:oasis:names:tc:xliff:{name}:2.0}}{name}"):
            assert modules.validate(etree.fromstring(etree.tostring(element))), modules.error_log
            known = {one.get("id") for one in element.getparent().iter("{*}segment")}
            assert {one.get("ref")[1:] for one in element} <= known
