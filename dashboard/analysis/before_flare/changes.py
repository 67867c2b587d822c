"""What else changed before a flare: shoes, a race, running off the bike, other sports, events."""

import math
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis import event_words, sports, users_text, words
from dashboard.analysis.before_flare.fact import CHANGE_DAYS, Fact, Look
from dashboard.analysis.before_flare.running import times
from dashboard.analysis.methods import RUNNING, duration_s
from dashboard.analysis.overview import History
from dashboard.analysis.spikes import BANDS, WINDOW_DAYS

ON_FOOT = (RUNNING, "walking", "hiking")
BIKE = "cycling"
# Rule: a run that begins within the hour after a ride comes off the bike.
BRICK = pd.Timedelta(hours=1)
EVENTS_THAT_COUNT = ("illness", "travel")


_COLUMNS = (
    "session_id",
    "activity_id",
    "name",
    "sport",
    "sub_sport",
    "local_day",
    "distance_m",
    "is_race",
    "shoe_id",
    "minutes",
    "family",
)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What stands beside the running, found once for all flares; frames in the order of days.

    ``raced`` are the sessions of races, ``bricks`` the runs off the bike with ``rode_m`` and
    ``rode_minutes``, ``others`` what was not running, ``shoes`` the sessions that began a change of
    shoes with ``shoe``, ``drop_mm``, ``old_drop_mm`` and ``is_new``; ``events`` EVENTS and
    ``results`` RACE_RESULTS.
    """

    raced: pd.DataFrame
    bricks: pd.DataFrame
    others: pd.DataFrame
    shoes: pd.DataFrame
    events: pd.DataFrame
    results: pd.DataFrame


def told_of(history: History) -> Told:
    """Prepare one athlete's history for its cards."""
    sessions = _in_order(history.sessions)
    is_other = (sessions["family"] != "run") & (sessions["minutes"] > 0)
    return Told(
        raced=sessions[sessions["is_race"]],
        bricks=_bricks(sessions),
        others=sessions.loc[is_other, list(_COLUMNS)],
        shoes=_shoe_changes(sessions, history.shoes),
        events=history.events,
        results=history.results,
    )


def _in_order(sessions: pd.DataFrame) -> pd.DataFrame:
    """Sort sessions as they began, with minutes, sport family and the moment they ended."""
    kept = sessions[sessions["sport"] != "transition"].dropna(subset="local_day")
    pairs = zip(kept["sport"], kept["sub_sport"], strict=True)
    seconds = duration_s(kept)
    lasted = kept["elapsed_s"].fillna(seconds).fillna(0.0)
    kept = kept.assign(
        minutes=seconds / 60,
        family=pd.Series([sports.family(*pair) for pair in pairs], kept.index, dtype="str"),
        ended=kept["start_time"] + pd.to_timedelta(lasted, unit="s"),
    )
    ordered = kept.sort_values(["local_day", "start_time"], kind="stable", ignore_index=True)
    return ordered[[*_COLUMNS, "start_time", "ended"]]


def _bricks(sessions: pd.DataFrame) -> pd.DataFrame:
    before = sessions.shift()
    pause = sessions["start_time"] - before["ended"]
    is_brick = (sessions["sport"] == RUNNING) & (before["sport"] == BIKE) & (pause.abs() <= BRICK)
    rode = sessions.assign(rode_m=before["distance_m"], rode_minutes=before["minutes"])
    return rode[is_brick]


def _shoe_changes(sessions: pd.DataFrame, shoes: pd.DataFrame) -> pd.DataFrame:
    """List sessions on foot whose pair is new, or has another heel drop than the pair before."""
    worn = sessions[(sessions["shoe_id"] != "") & sessions["sport"].isin(ON_FOOT)]
    known = shoes.drop_duplicates("shoe_id").set_index("shoe_id")
    earlier = worn["shoe_id"].shift().fillna("")
    drop = worn["shoe_id"].map(known["heel_drop_mm"]).astype("float64")
    old_drop = earlier.map(known["heel_drop_mm"]).astype("float64")
    is_new = ~worn["shoe_id"].duplicated()
    has_other_drop = drop.notna() & old_drop.notna() & (drop != old_drop)
    changed = worn.assign(
        shoe=worn["shoe_id"].map(known["name"]).fillna("").astype("str"),
        drop_mm=drop,
        old_drop_mm=old_drop,
        is_new=is_new,
    )
    return changed[(earlier != "") & (is_new | has_other_drop)]


def shoe(told: Told, look: Look) -> Fact | None:
    """Give the newest change of shoes: a pair never worn before, or another heel drop."""
    lately = Look(look.long_first, look.last).of(told.shoes)
    if lately.empty:
        return None
    row = lately.iloc[-1]
    drop = float(row["drop_mm"])
    what = "first session in" if row["is_new"] else "back in"
    name = users_text.shortened(row["shoe"]) or "another pair"
    said = f"{what} {name}{_drop_words(float(row['old_drop_mm']), drop)}"
    number = f"{words.number(drop)} mm drop" if math.isfinite(drop) else "new pair"
    return _of_session("shoe", "Shoes", number, said, row, drop)


def race(told: Told, look: Look) -> Fact | None:
    """Give the last race; its running counts together."""
    raced = look.of(told.raced)
    if raced.empty:
        return _result_without_file(told, look)
    legs = raced[raced["activity_id"] == raced["activity_id"].iloc[-1]]
    run = legs[legs["sport"] == RUNNING]
    row = (legs if run.empty else run).iloc[-1]
    far = words.distance(run["distance_m"].sum() if len(run) else legs["distance_m"].sum())
    kinds = legs["sport"].tolist()
    what = sports.multisport(kinds).lower() if len(kinds) > 1 else "race"
    said = f"{_name(row)}, a {what}" + (" race" if what != "race" else "")
    said += f", {far} of running in it" if len(run) else ""
    return _of_session("race", "Race", far or "1 race", said, row, float(len(legs)))


def _result_without_file(told: Told, look: Look) -> Fact | None:
    """Find a race whose result was entered and whose file is not here."""
    days = told.results["race_day"]
    here = told.results[days.between(look.first, look.last) & (told.results["status"] != "DNS")]
    if here.empty:
        return None
    row = here.iloc[-1]
    far = words.exact_distance(row["official_distance_m"])
    said = f"{users_text.shortened(row['race']) or 'a race'}, by its entered result; no file of it"
    metres = float(row["official_distance_m"])
    return Fact("race", "Race", far or "1 race", said, row["race_day"], metres)


def brick(told: Told, look: Look) -> Fact | None:
    """Give the last run that began within an hour after a ride."""
    here = look.of(told.bricks)
    if here.empty:
        return None
    row = here.iloc[-1]
    far = words.distance(row["distance_m"])
    rode = words.distance(row["rode_m"]) or _minutes(row["rode_minutes"])
    said = f"{_name(row)}, run straight after a ride of {rode}"
    return _of_session("brick", "Off the bike", far or "1 run", said, row, row["distance_m"])


def other_sports(told: Told, look: Look) -> list[Fact]:
    """Give what was beyond the longest of its sport in 30 days, beside running; one a sport.

    A sport not done for 30 days has no ratio and says so.
    """
    found: dict[str, Fact] = {}
    for _, row in look.of(told.others).iterrows():
        fact = _beyond_its_sport(row, told.others)
        known = found.get(row["family"])
        if fact is not None and (known is None or fact.value > known.value):
            found[row["family"]] = fact
    return list(found.values())


def _beyond_its_sport(row: pd.Series, others: pd.DataFrame) -> Fact | None:
    day, minutes = row["local_day"], float(row["minutes"])
    month = Look(day - pd.Timedelta(days=WINDOW_DAYS), day - pd.Timedelta(days=1))
    lately = month.of(others)
    longest = float(lately.loc[lately["family"] == row["family"], "minutes"].max())
    what = sports.word(row["sport"], row["sub_sport"]).lower()
    done = f"{_name(row)}, {_minutes(minutes)}"
    if math.isnan(longest):
        if others["local_day"].iloc[0] > month.first:
            return None
        said = f"{done}, the first {what} in over {WINDOW_DAYS} days"
        return _of_session("other_sport", "Other sport", _minutes(minutes), said, row, math.inf)
    if minutes <= BANDS[0].up_to * longest:
        return None
    ratio = minutes / longest
    said = f"{done}, against {_minutes(longest)}, the longest of this sport in the 30 days before"
    return _of_session("other_sport", "Other sport", times(ratio), said, row, ratio)


def events(told: Told, look: Look) -> list[Fact]:
    """Give every illness and time away that reached into the 30 days before."""
    known = told.events[told.events["kind"].isin(EVENTS_THAT_COUNT)]
    first, last = known["first_day"], known["last_day"].fillna(look.last)
    here = known[(first <= look.last) & (last >= look.long_first)]
    return [_event(row, look) for _, row in here.iterrows()]


def _event(row: pd.Series, look: Look) -> Fact:
    ended = row["last_day"]
    until = look.last if pd.isna(ended) else min(ended, look.last)
    count = (until - row["first_day"]).days + 1
    note = users_text.shortened(row["note"])
    said = event_words.when(row["first_day"], ended) + (f": {note}" if note else "")
    label = event_words.KINDS[row["kind"]]
    number = words.counted(count, "day")
    return Fact(row["kind"], label, number, said, row["first_day"], float(count))


def nothing_of(facts: tuple[Fact, ...]) -> list[str]:
    """Name what was looked for and not found, in the order of a card."""
    looked_for = {
        "rest_gap": "a gap in running",
        "race": "a race",
        "brick": "a run off the bike",
        "shoe": f"a change of shoes in {CHANGE_DAYS} days",
        "illness": "illness",
        "travel": "travel",
    }
    found = {fact.kind for fact in facts}
    return [name for kind, name in looked_for.items() if kind not in found]


def _drop_words(old: float, new: float) -> str:
    if not (math.isfinite(old) and math.isfinite(new)) or old == new:
        return ""
    return f", after a pair of {words.number(old)} mm drop"


def _minutes(value: float) -> str:
    return f"{words.number(value)} min"


def _name(row: pd.Series) -> str:
    own = users_text.shortened(str(row["name"]))
    return own or sports.word(row["sport"], row["sub_sport"]).lower()


def _of_session(
    kind: str, label: str, number: str, said: str, row: pd.Series, value: float
) -> Fact:
    ids = str(row["session_id"]), str(row["activity_id"])
    return Fact(kind, label, number, said, row["local_day"], float(value), *ids)
