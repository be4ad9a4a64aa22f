"""A listing’s code → what of it is the same in every language: no comments, no labels of diagrams."""

import re

_HASH = r"(?:^|(?<=\s))#.*$"
_SPACED_HASH = r"(?:^|(?<=\s)|(?<=>))#(?:[\s#!].*)?$"  # where the language is unknown, "#include" is none
_SLASHES = r"(?:^|(?<=\s)|(?<=[>;{}]))//.*$"
_BLOCK = r"/\*[\s\S]*?(?:\*/|\Z)"
_DASHES = r"(?:^|(?<=\s))--(?:\s.*)?$"
_SEMICOLONS = r"(?:^|(?<=\s));.*$"
_PERCENT = r"(?:^|(?<=\s))%.*$"
_BANGS = r"^\s*!\s.*$"
_SLASHED_LINES = r"^//\s.*$"  # which a terminal that types for the reader shows as words of its own
_MARKUP = r"<!--[\s\S]*?(?:-->|\Z)"
_SIGNS = {  # the languages of code, by the names that a fence has for them → the patterns of their comments
    "bash cmake conf dockerfile elixir env fish gitignore graphql ini julia make makefile nginx nix perl "
    "powershell properties ps1 py pycon python r rb robots ruby sh shell starlark toml yaml yml zsh": (_HASH,),
    "console terminal": (_HASH, _SLASHED_LINES),
    "adblock fortran xresources": (_BANGS,),
    "hcl php terraform tf": (_HASH, _SLASHES, _BLOCK),
    "c c++ cpp cs csharp dart go golang groovy h hpp java javascript js json json5 jsonc jsx kotlin kt less objc proto "
    "rs rust sass scala scss sol swift ts tsx typescript zig": (_SLASHES, _BLOCK),
    "css": (_BLOCK,),
    "ada elm haskell hs lua sql vhdl": (_DASHES, _BLOCK),
    "asm clj clojure elisp lisp scheme": (_SEMICOLONS,),
    "erlang latex matlab prolog tex": (_PERCENT,),
    "astro html svelte svg vue xhtml xml": (_MARKUP, _SLASHES, _BLOCK),
    "markdown md mdx": (_HASH, _MARKUP),
}
_BY_LANGUAGE = {
    name: re.compile("|".join(signs), re.MULTILINE) for names, signs in _SIGNS.items() for name in names.split()
}
_UNKNOWN = re.compile(
    "|".join((_SPACED_HASH, _SLASHES, _BLOCK, r"(?:^|(?<=\s))(?:-- |;;).*$", _BANGS, _MARKUP)), re.MULTILINE
)
_LEFT_OUT = re.compile(  # ... more of them
    r"^[ \t]*(?:\.\.\.|…) +[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*$", re.MULTILINE
)
_MARKDOWN = frozenset(("markdown", "md", "mdx"))
_MARKDOWN_PROSE = re.compile(  # words, but not a key, code, an address, an id or a number
    r"^[^\W\d_][^\n:`/<>{}=#]* [^\W\d_]+:$"  # a line that leads to what follows
    r"|(?<![`\w/.#<>&{(=-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![`\w/<>})=-]|: |:$|\.\w|://)[.,;:!?'’]?[ ]?"
    r"|[^\x00-\x7f]+|[.,]$|[ ]*[\"',][ ]*",
    re.MULTILINE,
)
_PLAIN = frozenset(("plain", "plaintext", "text", "txt"))
_ID = re.compile(r"\{[^{}\n]*#[\w-]+[^{}\n]*\}")

_EXAMPLE = re.compile(r"(?i)(?:\w+@)?(?:[\w.]+:)?/?(?:\babsolute/)?\b(?:path/to|pad/naar|pfad/zu[mr]?)\b\S{0,200}")
_DIAGRAMS = frozenset(("d2", "dot", "graphviz", "mermaid", "plantuml", "puml", "uml"))
_LABELS_ALONE = re.compile(r"\s*(?:gantt|journey|kanban|mindmap|pie|quadrantChart|sankey|timeline|xychart)\b")
_LABEL = re.compile(  # of a diagram: in brackets, quotes or bars, behind a colon, and all of a line with a title
    r"\"[^\"\n]{0,500}\"|\[[^\]]{0,500}\]|\((?:[^()]|\([^()]{0,200}\)){0,2000}\)|\{[^}\n]{0,500}\}|\|[^|\n]{0,500}\||(?::|\bas\b)[^\n]*$"
    r"|^[ \t]*(?:title|note|section|acc(?:Title|Descr)|subgraph|%%|').*$"
    r"|^[ \t]*(?:alt|and|break|critical|else|loop|opt|option|par) .*$",
    re.MULTILINE,
)
_PROSE = re.compile(r"[^\W\d_]+|[\s.,:;!?'’“”„()_*-]")
_LINK_END = re.compile(r"\]\([^()\s]*\)|\[")
_SENTENCE_ENDS = (".", "!", "?", ":", "…")
_MIN_WORDS = 6  # of an indented text that is taken for prose
_PROSE_SHARE = 0.98  # of its characters that are words, spaces and their punctuation


def without_example_paths(code: str) -> str:
    """Return `code` without paths that a reader is to replace, such as `/path/to/file`, which may be translated."""
    return _EXAMPLE.sub("", code) if "/" in code else code


def comparable_code(code: str, fence: str, *, is_fenced: bool = True) -> str:
    """Return what of `code` has to be the same in every language. Its lines stay where they are.

    The id in a comment stays: a heading of Markdown looks like a comment, and its id is the same in each language. So
    does a path that a reader is to replace.

    Args:
        code: The code as it was typed.
        fence: The word behind the fence, which names the language of the code, "" for none.
        is_fenced: Whether a fence stands around it. An indented or plain text that reads as prose is no code.
    """
    name = fence.lower()
    if name in _DIAGRAMS:
        return _LABEL.sub(_line_ends, code) if not _LABELS_ALONE.match(code) else code.split(None, 1)[0]
    if (not is_fenced or name in _PLAIN) and _is_prose(code):
        return ""
    if name in _MARKDOWN:
        code = _MARKDOWN_PROSE.sub("", code)
    pattern = _BY_LANGUAGE.get(name, _UNKNOWN)
    code = pattern.sub(lambda comment: " ".join(_ID.findall(comment[0])) + _line_ends(comment), code)
    return _LEFT_OUT.sub("", code) if "..." in code or "…" in code else code


def _line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _is_prose(code: str) -> bool:
    """Whether an indented text is a sentence rather than code."""
    code = _LINK_END.sub("", code)
    if len(code.split()) < _MIN_WORDS or not code.rstrip("_* \n").endswith(_SENTENCE_ENDS):
        return False
    return sum(len(part) for part in _PROSE.findall(code)) >= _PROSE_SHARE * len(code)
