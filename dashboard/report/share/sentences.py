"""The few words that stand only on pictures to post, by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.analysis.year.language import Language


@dataclass(frozen=True, slots=True)
class ShareSentences:
    """Words of the pictures; braces are filled in."""

    over: str
    numbers_title: str


_ENGLISH = ShareSentences(
    over=" over {distance}",
    numbers_title="{year} in numbers",
)
_BY_CODE: Mapping[str, ShareSentences] = MappingProxyType({"en": _ENGLISH})


def sentences(language: Language) -> ShareSentences:
    """Give the words in a language; English where they are not written yet."""
    return _BY_CODE.get(language.code, _ENGLISH)
