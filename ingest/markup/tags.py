"""What tags mean, each looked up by the elements that are open where it stands.

A tag leads from one :class:`State` to the next; which, and what that means, is worked out when it
is first met there. What is not a plain well-formed tag raises :class:`Odd`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ingest.markup.skeleton import MARK, NOT_WANTED, Grammar, local

# What a state means beside a column, which it has behind the end of an element of that column;
# behind an empty element the column is by EMPTY higher.
SAMPLE, RUN, TOLD = -2, -3, -4
EMPTY = 32

_MOST_KEPT = 2_000  # of the tags that follow one
_MOST_IDLE = 5_000  # tags and states, between two documents
_MOST_BEGINS = 64
_FEW_DIFFERENT = 8  # of one name, before they are looked up by it
_MOST_TAGS = 20_000  # that are taken apart, for they differ or follow other tags
_DEEPEST = 32
_MOST_ATTRIBUTES = 32
_TAG = re.compile(
    rb"(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*)"
    rb"(?P<attributes>(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<empty>/?)"
)
_ATTRIBUTE = re.compile(rb"\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_OUTSIDE, _AFTER = (b"",), ()  # the paths before the first element, and behind its end
_BLANKS = (b" ", b"\n", b"\t", b"\r")


class Odd(Exception):
    """Something that must be looked at by a parser."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, taken apart."""

    name: bytes
    attributes: dict[str, bytes]
    is_end: bool = False
    is_empty: bool = False

    @classmethod
    def of(cls, written: bytes) -> "Tag":
        """Take apart what stands between two brackets."""
        parts = _TAG.fullmatch(written)
        if parts is None:
            raise Odd
        found = _ATTRIBUTE.findall(parts["attributes"])
        attributes = {name.decode(): double or single for name, double, single in found}
        is_end, is_empty = bool(parts["end"]), bool(parts["empty"])
        if len(attributes) < len(found) or len(found) > _MOST_ATTRIBUTES:
            raise Odd
        if is_end and (found or is_empty):
            raise Odd
        return cls(parts["name"], attributes, is_end, is_empty)


class State(dict[bytes, "State"]):
    """A point in a document, by the elements that are open there and the tag that leads to it.

    ``means`` is the column of the text before that tag, ``SAMPLE`` where one begins, ``RUN`` where
    a run of a skeleton stands, ``TOLD`` where the collector is told of an element that is
    ``opened``, of one that is ``closed`` (its name and its parent's), or of both; else
    ``NOT_WANTED``.
    """

    def __init__(
        self,
        states: "States",
        path: tuple[bytes, ...],
        means: int = NOT_WANTED,
        opened: str = "",
        closed: tuple[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._states, self.path = states, path
        self.means, self.opened, self.closed = means, opened, closed

    def __missing__(self, tag: bytes) -> "State":
        """Find the state behind a tag that was not met here."""
        if tag.startswith(self._states.begins):  # no two the same: looked up by its name
            name = tag.split(None, 1)[0]
            following = self[name + (b"/" if tag.endswith(b"/") else b"")]
            if following.means != SAMPLE:
                self._states.met[name].append(tag)
            return following
        following = self._states.behind(self.path, tag)
        if len(self) < _MOST_KEPT:
            self[tag] = following
            self._states.n_kept += 1
        return following


# States that no document is read with: an archive holds many files of few exporters.
_idle: dict[tuple[str, bool], list["States"]] = {}


@contextmanager
def states_of(grammar: Grammar, *, has_runs: bool) -> Iterator["States"]:
    """Lend the states for a document, with what is known from those before it."""
    idle = _idle.setdefault((grammar.sample, has_runs), [])
    try:
        states = idle.pop()
    except IndexError:
        states = States(grammar, has_runs=has_runs)
    try:
        yield states
    finally:
        if not idle and states.are_few():
            idle.append(states)
        else:
            states.close()


class States:
    """The states of documents, one after the other.

    ``met`` has tags of others than samples that were looked up by their names, not yet taken apart.
    """

    def __init__(self, grammar: Grammar, *, has_runs: bool) -> None:
        self.grammar = grammar
        self.begins: tuple[bytes, ...] = ()  # of tags that are looked up by their names
        self.met = defaultdict[bytes, list[bytes]](list)
        self.n_kept = 0
        self._has_runs = has_runs
        self._n_tags = 0
        self._n_with_attributes = Counter[bytes]()
        self._known: dict[tuple[object, ...], State] = {}
        self.first = self._state(_OUTSIDE)

    def are_few(self) -> bool:
        """Whether they are worth keeping for the next document."""
        self._n_tags = 0
        self.met.clear()
        return self.n_kept + len(self._known) <= _MOST_IDLE

    def close(self) -> None:
        """Let go of the states, which hold each other, so that the memory is free at once."""
        for state in self._known.values():
            state.clear()
        self._known.clear()
        del self.first

    def _state(
        self,
        path: tuple[bytes, ...],
        means: int = NOT_WANTED,
        opened: str = "",
        closed: tuple[str, str] | None = None,
    ) -> State:
        key = (path, means, opened, closed)
        known = self._known.get(key)
        if known is None:
            if len(path) > _DEEPEST:
                raise Odd
            known = self._known[key] = State(self, path, means, opened, closed)
        return known

    def behind(self, path: tuple[bytes, ...], written: bytes) -> State:
        """Find the state behind a tag, with these elements open before it."""
        self._n_tags += 1
        tag = Tag.of(written)
        if self._n_tags > _MOST_TAGS or path == _AFTER:
            raise Odd
        if tag.is_end:
            return self._behind_end(path, tag)
        means, opened = self._begins(path, tag)
        within = (*path, tag.name)
        if tag.is_empty:
            return self._behind_empty(within, means, opened)
        return self._state(within, means, opened)

    def _begins(self, path: tuple[bytes, ...], tag: Tag) -> tuple[int, str]:
        """Say what the begin of an element means, and of which name the collector is told."""
        grammar, name, is_inside = self.grammar, local(tag.name.decode()), self._is_inside(path)
        means, opened = NOT_WANTED, ""
        if tag.attributes:
            self._n_with_attributes[tag.name] += 1
            differ = self._n_with_attributes[tag.name] > _FEW_DIFFERENT
            if differ or name in {grammar.sample, MARK, *grammar.counted}:
                self._look_up_by_name(tag.name)
        if name == grammar.sample:
            means = SAMPLE
        elif name == MARK and self._has_runs:
            means = RUN
        elif name in grammar.structure or (grammar.described is None and not is_inside):
            means, opened = TOLD, name
        if is_inside and means != NOT_WANTED:
            raise Odd
        return means, opened

    def _look_up_by_name(self, name: bytes) -> None:
        if len(self.begins) < _MOST_BEGINS:
            self.begins = tuple({*self.begins, *(name + blank for blank in _BLANKS)})

    def _is_inside(self, path: tuple[bytes, ...]) -> bool:
        return any(local(name.decode()) == self.grammar.sample for name in path)

    def _ends(self, path: tuple[bytes, ...]) -> tuple[int, tuple[str, str] | None]:
        """Say what the end of the innermost element means."""
        parent, name = (local(name.decode()) for name in path[-2:])
        grammar = self.grammar
        if self._is_inside(path):
            is_sample = name == grammar.sample
            return (NOT_WANTED if is_sample else grammar.column(name, parent)), None
        if grammar.described is None or (name, parent) in grammar.described:
            return TOLD, (name, parent)
        return NOT_WANTED, None

    def _behind_end(self, path: tuple[bytes, ...], tag: Tag) -> State:
        if tag.name != path[-1]:
            raise Odd
        means, closed = self._ends(path)
        return self._state(_without_last(path), means, closed=closed)

    def _behind_empty(self, within: tuple[bytes, ...], means: int, opened: str) -> State:
        path = _without_last(within)
        if means in (SAMPLE, RUN):
            return self._state(path, means)
        ends, closed = self._ends(within)
        if TOLD in (means, ends):
            return self._state(path, TOLD, opened, closed)
        return self._state(path, ends if ends == NOT_WANTED else ends + EMPTY)


def _without_last(path: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return path[:-1] if len(path) > len(_OUTSIDE) + 1 else _AFTER
