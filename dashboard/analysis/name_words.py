"""Names beside each other: word order, accents, case and points aside."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Letters that are no letter with a mark to Unicode, but are written so by some lists.
_SPELLED = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_FEWEST_ALIKE = 2


@lru_cache(maxsize=65_536)
def name_words(name: str) -> frozenset[str]:
    """Reduce a name to its words: "BERG, Änna-Lou" and "anna lou berg" are the same."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_SPELLED))
    letters = "".join(
        letter if letter.isalnum() else " "
        for letter in plain
        if not unicodedata.combining(letter) and letter not in "'\N{RIGHT SINGLE QUOTATION MARK}"
    )
    return frozenset(letters.split())


def may_be_same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name leaves a word of the other out, a middle name say, and two are left."""
    fewer, more = sorted((one, other), key=len)
    return len(fewer) >= _FEWEST_ALIKE and fewer < more


def begins_so(typed: Iterable[str], name: frozenset[str]) -> bool:
    """Whether each word that was typed begins a word of the name."""
    return all(any(word.startswith(part) for word in name) for part in typed)
