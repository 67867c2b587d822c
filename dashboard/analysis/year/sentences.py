"""What a language has to say in the yearly report: patterns, each with the fields it takes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heads:
    """Headings of parts and of table columns."""

    races: str
    other_races: str
    numbers: str
    flares: str
    activities: str
    efforts: str
    shoes: str
    notes: str
    pictures: str
    show_numbers: str
    year: str
    day: str
    race: str
    time: str
    pace: str
    place: str
    gap: str
    distance: str
    leg: str
    against: str
    week: str
    load: str
    average: str
    pain: str
    began: str
    where: str
    highest: str
    settled: str
    meanwhile: str
    over: str
    during: str
    activity: str
    pair: str
    build: str
    worn: str
    since: str
    faster: str
    slower: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences; a name in braces is filled in where the sentence is used."""

    heads: Heads
    overline: str  # {year}
    foot: str
    span: str  # {first} {last}
    last_of_list: str  # {first} {last}
    of: str  # {place} {field}
    at_least: str  # {distance}
    not_known: str
    session_one: str
    session_many: str
    flare_one: str
    flare_many: str
    day_one: str
    day_many: str
    time_one: str
    time_many: str
    sports: Mapping[str, str]  # by family
    statuses: Mapping[str, str]  # by status
    sources: Mapping[str, str]  # by source of a time
    efforts: Mapping[str, str]  # by listed distance
    title_race: str  # {race} {year} {result}
    title_races: str  # {year} {count}
    title_numbers: str  # {year} {value} {label}
    title_nothing: str  # {year}
    lead_race: str  # {result} {race} {day}
    lead_faster: str  # {gap} {year}
    lead_slower: str  # {gap} {year}
    lead_sums: str  # {sums}
    no_time: str
    by_watch: str  # {distance}
    place: str  # {place}
    place_of: str  # {place} {field} {slower}
    personal_best: str
    weather: str  # {weather}
    companions: str  # {companions}
    heart_rate: str  # {rate}
    age_grade: str  # {percent} {age}
    km_alt: str  # {race} {unit} {average}
    km_note: str  # {average} {unit}
    even_halves: str
    slower_half: str  # {gap} {unit}
    faster_half: str  # {gap} {unit}
    halves_and_ends: str  # {halves} {unit} {fastest} {slowest}
    course: str
    course_alt: str  # {race}
    course_speed: str
    course_note: str
    course_whole: str
    years_plain: str  # {race}
    years_same: str  # {year}
    years_faster: str  # {gap} {year}
    years_slower: str  # {gap} {year}
    years_fastest: str  # {count}
    years_alt: str  # {race}
    number_run: str
    number_hours: str
    number_activity: str
    number_activities: str
    number_longest: str
    number_climb: str
    number_race: str
    number_races: str
    number_flare: str
    number_flares: str
    number_open: str  # {open}
    no_files: str
    load_panel: str  # {unit}
    load_title: str  # {day}
    load_title_flares: str  # {site} {flares}
    load_alt: str  # {year} {day} {amount}
    load_alt_pain: str  # {sites}
    load_note: str
    load_note_pain: str
    load_unknown: str  # {sessions}
    load_guessed: str  # {sessions}
    pain_panel: str  # {site}
    more_flares: str  # {flares}
    not_settled: str
    highest_after: str  # {highest} {before}
    run_meanwhile: str  # {now} {before}
    sport_hours: str  # {sport} {hours}
    official: str
    no_session: str  # {year}
    one_activity: str
    too_short: str
    no_race: str  # {race} {year}
    no_race_at_all: str  # {year}
    no_heart_rate: str
    no_position: str
    no_pain: str
    without_body: str
    begins_late: str  # {day}
