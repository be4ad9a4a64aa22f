"""Agreement: what one language's translators have confirmed of one section; `sync/README.md` has the meaning."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from concord.sync.section_key import SectionKey

Text = tuple[str, str]  # a language and the hash of a text in it


@dataclass(frozen=True, slots=True)
class Agreement:
    """What `language` has confirmed of the section `key`, by the hashes of texts.

    Attributes:
        language: The language whose lock file has the agreement.
        key: The section.
        hashes: Texts that mean the same, by language; the one of `language` itself is always among them.
        reason: Why a change did not alter the meaning (`--no-change REASON`), else "".
        is_lead: Whether the other languages are to follow the text of `language`.
        already: Texts of other languages, by language, that changed while the text of `language` did not, and that it
            says already. This holds for `language` alone.
        base: Older texts of other languages, by language, which have to follow this one.
        older: The texts of `language` before this one, all with one meaning.
        unchanged_from: Texts of `language` that mean the same as its present one.
    """

    language: str
    key: SectionKey
    hashes: Mapping[str, str]
    reason: str = ""
    is_lead: bool = False
    already: Mapping[str, str] = field(default_factory=dict)
    base: Mapping[str, str] = field(default_factory=dict)
    older: tuple[str, ...] = ()
    unchanged_from: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """The hash of the text of `language` itself."""
        return self.hashes[self.language]

    def is_own(self, hash: str) -> bool:
        """Whether a text of `language` is the one that was confirmed, or one with the same meaning."""
        return hash == self.hash or hash in self.unchanged_from

    def known(self, other: str) -> str:
        """The hash of the text of another language that was last taken into account, "" for none."""
        return self.already.get(other) or self.hashes.get(other) or self.base.get(other, "")

    def texts(self) -> Iterator[Text]:
        """Each text that is named."""
        for group in (self.hashes, self.already, self.base):
            yield from group.items()
        yield from ((self.language, hash) for hash in (*self.older, *self.unchanged_from))

    def with_texts(self, change: Callable[[str, str], str]) -> "Agreement":
        """The same agreement with each hash replaced by what `change` returns for its language and the hash."""
        groups = [{code: change(code, hash) for code, hash in group.items()} for group in self._groups]
        older, unchanged = (
            tuple(change(self.language, hash) for hash in own) for own in (self.older, self.unchanged_from)
        )
        hashes, already, base = groups
        return replace(self, hashes=hashes, already=already, base=base, older=older, unchanged_from=unchanged)

    @property
    def _groups(self) -> tuple[Mapping[str, str], ...]:
        return self.hashes, self.already, self.base
