"""Groups of entries ⇄ the bytes of a file, in the formats that translation tools read."""

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from concord.errors import ConfigurationError
from concord.xliff import xliff12, xliff20
from concord.xliff.units import Group, ReturnedFile
from concord.xliff.xml_text import parse_xml, xml_bytes

FORMATS: Mapping[str, Any] = {"xliff": xliff20, "xliff12": xliff12}  # each reads and writes one
_BY_NAMESPACE = {module.NAMESPACE: form for form, module in FORMATS.items()}


def write_file(form: str, source: str, target: str, pages: Mapping[str, Iterable[Group]]) -> bytes:
    """The bytes of a file with the groups of `pages`, by path.

    Args:
        form: The format, a key of `FORMATS`.
        source: The code of the language to translate from.
        target: The code of the language to translate into.
        pages: The groups by the path of their page.
    """
    return xml_bytes(FORMATS[form].write(source, target, pages))


def read_file(data: bytes, name: str) -> ReturnedFile:
    """Reads a file that a translation tool has written.

    Args:
        data: Its bytes.
        name: What messages call it.

    Raises:
        ConfigurationError: It is in none of the formats, or something in it cannot be read.
    """
    try:
        root = parse_xml(data)
        tag = etree.QName(root)
        form = _BY_NAMESPACE.get(tag.namespace or "", "")
        if tag.localname != "xliff" or not form:
            raise ConfigurationError(f"{name} is no XLIFF file")
        module = FORMATS[form]
        source, target = module.languages(root)
        return ReturnedFile(form, source, target, list(module.read(root)))
    except etree.XMLSyntaxError as error:
        raise ConfigurationError(f"{name} is no XLIFF file ({' '.join(str(error).split())})") from error
    except (ValueError, OverflowError) as error:  # a number that is none, an entity
        raise ConfigurationError(f"{name} cannot be read: {error}") from error
