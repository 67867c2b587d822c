"""The races of a year: a card each, with what was published, its splits and where it went."""

import math
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import legs, race_arithmetic, race_words, sports, words
from dashboard.analysis.age_grade import age_grade, age_on
from dashboard.analysis.race_editions import RUNNING, Edition, editions, race_key
from dashboard.analysis.year.course import course_of
from dashboard.analysis.year.km_of_race import km_bars
from dashboard.analysis.year.model import LegRow, RaceCard, YearRecord
from ingest.diary import RaceResult

# More races than this are listed in a table: a report of a page a race is no report.
MOST_CARDS = 4


@dataclass(frozen=True, slots=True, eq=False)
class RacesOfYear:
    """All editions ever, those of the year, and the cards of the first few of these."""

    known: tuple[Edition, ...]
    of_year: tuple[Edition, ...]
    cards: tuple[RaceCard, ...]

    @property
    def others(self) -> tuple[Edition, ...]:
        """The races of the year that have no card."""
        carded = {id(card.edition) for card in self.cards}
        return tuple(one for one in self.of_year if id(one) not in carded)


def races_of_year(record: YearRecord) -> RacesOfYear:
    """Find the races of the year, and make cards of those that say most.

    Parameters
    ----------
    record : YearRecord
        With ``wanted.race``, only the races of that name.

    Returns
    -------
    RacesOfYear
        In the order of days. Cards go to finished races first, then to the longest.
    """
    history, wanted = record.history, record.wanted
    results = pd.concat([history.results, _unrecorded(history.sessions, history.results)])
    known = editions(results.reset_index(drop=True), history.sessions, record.race_legs)
    if wanted.race:
        known = tuple(one for one in known if race_key(one.result.race) == race_key(wanted.race))
    mine = tuple(one for one in known if one.result.race_day.year == wanted.year)
    first = sorted(mine, key=_weight, reverse=True)[:MOST_CARDS]
    cards = tuple(_card(one, record) for one in mine if any(one is kept for kept in first))
    return RacesOfYear(known, mine, cards)


def _weight(one: Edition) -> tuple[bool, bool, float]:
    far = one.figures.distance_m
    return one.result.status == "finished", one.personal_best, far if math.isfinite(far) else 0.0


def _unrecorded(sessions: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Make results of activities marked as a race that have none: the watch alone speaks."""
    raced = sessions[sessions["is_race"] & (sessions["sport"] != "transition")]
    named = sessions.loc[sessions["session_id"].isin(results["session_id"]), "activity_id"]
    free = raced[~raced["activity_id"].isin(named) & ~raced["local_day"].isin(results["race_day"])]
    firsts = free.sort_values("position").drop_duplicates("activity_id")
    made = firsts[["session_id", "athlete_id"]].assign(
        race=[name.strip() or "Race" for name in firsts["name"]],
        race_day=firsts["local_day"],
        edition=firsts["local_day"].dt.year.astype("str"),
        status="finished",
        **dict.fromkeys(_TEXTS & set(results.columns), ""),
    )
    return made.reindex(columns=results.columns).astype(results.dtypes.to_dict())


_TEXTS = {"result_id", "category", "weather", "companions"}


def _card(one: Edition, record: YearRecord) -> RaceCard:
    say, figures = record.language.say, one.figures
    parts = legs_of(one, record.history.sessions)
    time_s = figures.time_s if not one.several_legs else legs.whole_time_s(parts)
    time = words.race_time(time_s) if math.isfinite(time_s) else ""
    ended = say.statuses.get(one.result.status, one.result.status)
    file = record.files.get(one.result.session_id)
    drawn = file is not None and len(file.legs) == 1
    return RaceCard(
        edition=one,
        name=one.result.race,
        day=record.language.day(one.result.race_day),
        result=(time or say.no_time) if one.result.status == "finished" else ended,
        division=_division(one, parts, record),
        facts=facts(one, record),
        legs=published_legs(one, record) or (leg_rows(parts, record) if len(parts) > 1 else ()),
        km=km_bars(one, file.legs[0], record) if file is not None and drawn else None,
        course=course_of(one, file.legs, record) if file is not None else None,
    )


def legs_of(one: Edition, sessions: pd.DataFrame) -> tuple[legs.Leg, ...]:
    """Give the legs of the watch's recording of a race, changes among them; () without one."""
    if one.session is None or one.session["activity_id"] == "":
        return ()
    mine = sessions[sessions["activity_id"] == one.session["activity_id"]]
    return legs.legs(mine.sort_values("position"))


def _division(one: Edition, parts: tuple[legs.Leg, ...], record: YearRecord) -> str:
    """Show the arithmetic of a race; of several legs without a result, what the watch says."""
    if one.result.status != "finished":
        return ""
    if one.several_legs and not math.isfinite(one.figures.time_s):
        far = record.language.distance(legs.whole_distance_m(parts))
        return record.language.say.by_watch.format(distance=far)
    said = race_arithmetic.division(one.figures) or one.figures.sentence
    return record.language.figures(said)


def facts(one: Edition, record: YearRecord) -> tuple[str, ...]:
    """List what was published of a race and said about it, as sentences of a few words."""
    say, result = record.language.say, one.result
    best = say.personal_best if one.best_until_then else ""
    lines = [
        say.sources.get(one.figures.time_source, "") if result.status == "finished" else "",
        record.language.figures(race_arithmetic.published(result, one.figures)),
        _place(result, record),
        *(f"{label}: {value}" for label, value in _groups(result)),
        best,
        _age_grade(one, record),
        say.weather.format(weather=result.weather) if result.weather else "",
        say.companions.format(companions=result.companions) if result.companions else "",
    ]
    if record.wanted.with_body and one.session is not None and not one.several_legs:
        rate = words.heart_rate(float(one.session["heart_rate_mean_bpm"]))
        lines.append(say.heart_rate.format(rate=rate) if rate else "")
    return tuple(filter(None, lines))


def _place(result: RaceResult, record: YearRecord) -> str:
    """Say the place and how many were slower: "436 of 1,183, faster than 63 %"."""
    place, field = result.place_overall, result.field_overall
    if place is None:
        return ""
    language = record.language
    if field is None:
        return language.say.place.format(place=language.number(place))
    slower = math.floor(100 * (field - place) / field)
    return language.say.place_of.format(
        place=language.number(place), field=language.number(field), slower=slower
    )


def _age_grade(one: Edition, record: YearRecord) -> str:
    """Say the age grade of a road race, where sex and day of birth are known."""
    if record.born_on is None or not one.counts or one.sport != RUNNING:
        return ""
    age = age_on(record.born_on, one.result.race_day)
    sex = record.history.athlete.sex
    found = age_grade(one.figures.distance_m, one.figures.time_s, sex, age)
    if found is None:
        return ""
    percent = record.language.number(found.percent, decimals=1)
    return record.language.say.age_grade.format(percent=percent, age=age)


def _groups(result: RaceResult) -> list[tuple[str, str]]:
    skipped = {"Official distance", "Gun time", "Overall"}
    return [row for row in race_words.facts(result) if row[0] not in skipped]


def published_legs(one: Edition, record: YearRecord) -> tuple[LegRow, ...]:
    """Write the legs of a race as they were published or typed; () where none were."""
    table, figures = record.race_legs, record.language.figures
    if table is None or not one.result.result_id:
        return ()
    mine = table[table["result_id"] == one.result.result_id].sort_values("leg")
    columns = (mine[name] for name in ("sport", "official_distance_m", "time_s"))
    return tuple(
        LegRow(
            sports.word(sport),
            figures(words.distance(far)),
            words.race_time(time),
            "" if sport == "transition" else figures(sports.how_fast(sport, far, time)),
        )
        for sport, far, time in zip(*columns, strict=True)
    )


def leg_rows(parts: tuple[legs.Leg, ...], record: YearRecord) -> tuple[LegRow, ...]:
    """Write the legs of a race of several sports, its changes with a time alone."""
    figures = record.language.figures
    return tuple(
        LegRow(
            name,
            "" if leg.is_transition else figures(words.distance(leg.distance_m)),
            words.duration(leg.elapsed_s),
            ""
            if leg.is_transition
            else figures(sports.how_fast(leg.sport, leg.distance_m, leg.elapsed_s)),
        )
        for leg, name in zip(parts, legs.titles(parts), strict=True)
    )
