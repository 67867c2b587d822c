"""Whether load leads pain, for a terminal and for a script."""

from collections.abc import Sequence
from dataclasses import asdict

from dashboard import gathering
from dashboard.access import Access
from dashboard.analysis import link_progress, link_tables, link_words
from dashboard.analysis.link import LinkResult
from dashboard.analysis.link_answer import Answer, Place, Question, answer, start_question
from dashboard.analysis.link_series import START_LOAD, Log, load_named
from dashboard.analysis.pain import Site
from dashboard.command.present import Json, plain, text_table
from ingest.athlete_tables import MOMENTS

NO_ENTRY = "No pain noted yet: note some on the page Pain, or bring a diary there."
# What a person may also call a load, as they say it.
SPOKEN = {"km": "distance", "descent": "descent_m"}


def answered(
    way: Access, athlete_id: str, site: str, moment: str, loads: Sequence[str]
) -> Answer | None:
    """Answer what is asked; what was left open as the page presets it. None in an empty diary.

    Raises
    ------
    ValueError
        A word that is no site, moment or load; the message lists those there are.
    """
    zone = way.settings(athlete_id).time_zone or "UTC"
    log = gathering.link_log(way, athlete_id, zone)
    question = _asked(log, site, moment, loads)
    return None if question is None else answer(log, question)


def _asked(log: Log, site: str, moment: str, loads: Sequence[str]) -> Question | None:
    first = start_question(log.entries)
    if moment and moment not in MOMENTS:
        raise ValueError(f"moment {moment!r} is not one of: {', '.join(MOMENTS)}")
    load, *beside = [load_named(SPOKEN.get(one, one)).key for one in loads] or [START_LOAD]
    if site:
        place = Site.parse(site)
        moments = log.noted.get(place, {})
        return Question(
            place, moment or next(iter(moments), MOMENTS[0]), load, beside=tuple(beside)
        )
    return (
        None
        if first is None
        else Question(first.site, moment or first.moment, load, beside=tuple(beside))
    )


def link_json(found: Answer | None) -> Json:
    """Return the answer as ``link --json`` prints it; only its verdict for an empty diary."""
    if found is None:
        return {"verdict": "not_enough_entries", "n_entries": 0, "sentence": NO_ENTRY}
    return plain(
        {
            **_place(found.places[0]),
            "load": found.load.key,
            "unit": found.load.unit,
            **_judged(found.result),
            "n_load_days": found.n_active,
            "n_painkiller_days": len(found.painkillers),
            "reverse": asdict(found.reverse),
            "surer": asdict(found.surer),
            "other_loads": [
                {"load": one.load.key, "unit": one.load.unit} | _judged(one.result)
                for one in found.beside
            ],
            "other_sites": [_place(place) | _judged(place.result) for place in found.places[1:]],
        }
    )


def link_text(found: Answer | None) -> str:
    """Return the answer as a person reads it: the verdict, the windows, what is beside it."""
    if found is None:
        return NO_ENTRY
    lines = [
        f"{link_words.overline(found)}.",
        found.result.sentence,
        _windows(found),
        found.reverse.sentence,
        link_progress.sentence(found),
        link_progress.left_aside(found),
        *(f"{words}: {said}" for words, said in _others(found)),
    ]
    return "\n\n".join(filter(None, lines))


def _place(place: Place) -> dict[str, str]:
    return {"site": place.site.key, "moment": place.moment}


def _judged(result: LinkResult) -> dict[str, object]:
    names = (
        "verdict",
        "p_value",
        "window",
        "effect_points",
        "low",
        "high",
        "upper_limit",
        "n_entries",
        "n_days",
        "n_left_aside",
        "caution",
        "windows",
        "sentence",
    )
    return {name: getattr(result, name) for name in names}


def _windows(found: Answer) -> str:
    table = found.result.windows
    if table.empty:
        return ""
    rows = [
        (f"{link_words.WINDOWS[window]} before", f"{link_words.span(low, high)} points")
        for window, low, high in zip(table["window"], table["low"], table["high"], strict=True)
    ]
    return text_table(("load of the", "pain after heavy days, against light days"), rows)


def _others(found: Answer) -> list[tuple[str, str]]:
    loads = [(link_words.load_label(one.load), one.result.sentence) for one in found.beside]
    rows = link_tables.places_table(found.places[1:])
    return [*loads, *zip(rows["place"], rows["verdict"], strict=True)]
