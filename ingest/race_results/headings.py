"""What a column is, by its heading in the usual languages of result lists."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

# Plain words as `plain` makes them: lower case, no accents, everything else a blank.
_EXACT: Mapping[str, str] = {
    "place_overall": "place|overall place|place overall|overall rank|rank overall|overall|position|"
    "pos|rank|place oa|oa|platz|gesamtplatz|platz gesamt|gesamt|rang|classement|clt|class gen|"
    "plaats|posicion|puesto|coloc|colocacao|classificacao|posicao|pos geral|posizione|plassering|"
    "placering|plac|sija|general|clasificacion|finish place|finish position|plc|pl|o all",
    "place_gender": "place gender|gender place|gender rank|rank gender|gender position|sex place|"
    "place sex|gen tot|sex tot|gender tot|gen|platz m w|platz mw|mw platz|rang m w|pos sexo|"
    "pos genero|rang sexe|gender pos|sex pl|m f place",
    "place_category": "place age div|division place|div place|div tot|cl fx|ak platz|platz ak|"
    "rang ak|category place|category position|category rank|age group place|age group rank|"
    "ag place|ag rank|cat pos|pos cat|pos categoria|rang cat|class cat|age group position|"
    "div rank|division rank|place division|place category|ak rang|cat place|pl cat",
    "category": "category|cat|categorie|kategorie|klasse|ak|altersklasse|age group|agegroup|"
    "division|div|age div|faixa|faixa etaria|categoria|leeftijdscategorie|klass|age category|class",
    "bib": "bib|bib number|bib no|bib num|bibnumber|number|no|num|numero|nr|startnr|start nr|"
    "startnummer|start no|stnr|snr|dossard|n dossard|dorsal|pettorale|pett|race no|race number|"
    "num peito|borstnummer|rugnummer|bib nr",
    "name": "name|runner|runner name|athlete|athlete name|participant|participant name|full name|"
    "fullname|nome|nombre|nom|naam|namn|navn|nimi|teilnehmer|athlet|atleta|coureur|competitor|"
    "laufer|laeufer|corredor|name vorname|nachname vorname|nom prenom|display name",
    "first": "first name|firstname|first|given name|vorname|prenom|voornaam|fornamn|fornavn|"
    "forename|primeiro nome",
    "last": "last name|lastname|last|surname|family name|nachname|familienname|apellido|apellidos|"
    "cognome|sobrenome|achternaam|efternamn|etternavn|nom de famille",
    "gender": "sex|gender|sexo|geschlecht|sexe|m f|m w|mw|g|s|genero|sesso|geslacht|kon|kjonn|gdr",
    "gun": "gun time|guntime|gun|gross time|gross|brutto|bruttozeit|zeit brutto|tempo bruto|bruto|"
    "tiempo bruto|temps brut|tempo lordo|brutotijd|bruttotid|clock time|scratch time|tempo gun",
    "chip": "chip time|chiptime|chip|net time|nettime|net|netto|nettozeit|zeit netto|liquido|"
    "tempo liquido|tiempo neto|neto|temps reel|temps net|tempo netto|real time|nettotijd|nettotid|"
    "tiempo real|tiempo chip|chip elapsed|temps puce|tempo chip|real",
    "time": "time|finish|finish time|finishtime|official time|official|result|zeit|endzeit|"
    "zielzeit|laufzeit|temps|tiempo|tempo|tijd|tid|aika|total|total time|time full|race time|"
    "elapsed|elapsed time|duration|temps officiel|tiempo oficial|tempo oficial|finish net|"
    "zeit gesamt|gesamtzeit|uhr|finishing time|resultado|risultato|resultat",
    "pace": "pace|avg pace|average pace|ritmo|allure|schnitt|ritmo medio|tempo min km|min km|"
    "min mi|min mile|min miles|per mile|per km|passo|moyenne min km|laufpace",
    "race": "race|event|race name|event name|veranstaltung|lauf|prova|evento|epreuve|wettbewerb",
    "edition": "year|edition|jahr|annee|ano|anno|race year",
    "day": "date|race date|event date|datum|data|fecha|race day|local day",
    "distance": "distance|distanz|dist|distancia|distanza|afstand|distance m|distance km|strecke|"
    "official distance m|race distance",
    "status": "status|result status|race status|finish status|finisher status",
    "aside": "age|alter|idade|edad|eta|leeftijd|jg|jahrgang|yob|year of birth|country|nation|nat|"
    "nationality|citizen|land|pais|pays|city|ort|wohnort|ville|cidade|ciudad|town|state|st|club|"
    "verein|team|equipe|equipo|societa|hometown|points|proj time|projected time|start time|"
    "start|startzeit|gap|diff|behind|ruckstand|t1|t2|swim|bike|cycle|run|laps|speed|km h|"
    "age grade|age graded|time of day|sh|percent|km",
}
_ROLE_OF = {word: role for role, words in _EXACT.items() for word in words.split("|")}
_SPLIT = re.compile(
    r"\b(?:half\w*|halb\w*|split\w*|medio|mitad|meia|lap\d*|leg\d*|km ?\d+|\d+ ?(?:k|km|mi|m))\b"
)
# The first that is found counts; `place` words come before `time` words: "chip place".
_PARTS: tuple[tuple[str, str], ...] = (
    ("pace", r"\b(?:pace|allure|min km|min mi(?:les?)?)\b"),
    ("rank", r"\b(?:place|rank|pos|position|platz|rang|puesto|plassering|placering)\b"),
    ("split", _SPLIT.pattern),
    ("aside", r"\b(?:start|swim|bike|cycl\w*|transition|age|projected|gap|diff|grade|speed)\b"),
    ("chip", r"\b(?:chip|net|netto|neto|liquido|nettozeit|puce)\b"),
    ("gun", r"\b(?:gun|gross|brutto|bruto|lordo|bruttozeit)\b"),
    ("time", r"\b(?:time|finish|zeit|temps|tiempo|tijd|endzeit)\b"),
    ("bib", r"\b(?:bib|startnummer|dossard|dorsal)\b"),
    ("category", r"\b(?:category|division|altersklasse|categoria|categorie)\b"),
    ("name", r"\b(?:name|participant|athlete)\b"),
)
_BY_PART = tuple((role, re.compile(pattern)) for role, pattern in _PARTS)
_OF_GENDER = re.compile(r"\b(?:gender|sex\w*|m w|m f|geschlecht|genero|mw)\b")
_OF_CATEGORY = re.compile(r"\b(?:div\w*|cat\w*|ag|ak|age|kat\w*|klasse|group|faixa)\b")
_NOT_A_WORD = re.compile(r"[\W_]+")
_LONGEST = 60
# Words of result lists whose times are not a runner's.
_OTHER_SPORTS = {
    *("stroke", "rider", "riders", "uci", "uci points", "peloton", "jockey", "horse"),
    *("driver", "car", "constructor", "engine", "goals", "assists", "wins", "losses"),
    *("horse name", "skipper", "boat", "crew", "sail", "sail no", "vessel"),
}
MULTISPORT = frozenset(("swim", "run", "bike", "t1", "t2"))


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """Give a heading in lower case, without accents, its words with one blank between."""
    text = unicodedata.normalize("NFKD", heading[:_LONGEST].casefold().replace("ß", "ss"))
    letters = "".join(c for c in text if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", letters).strip()


@lru_cache(maxsize=4096)
def role(heading: str) -> str:
    """Name what a column with this heading holds; empty when the heading is not known."""
    words = plain(heading)
    if not words:
        return ""
    if words in _ROLE_OF:
        return _ROLE_OF[words]
    for found, pattern in _BY_PART:
        if pattern.search(words):
            return _rank(words) if found == "rank" else found
    return ""


def _rank(words: str) -> str:
    if _OF_GENDER.search(words):
        return "place_gender"
    return "place_category" if _OF_CATEGORY.search(words) else "place_overall"


def n_known(cells: Sequence[str]) -> int:
    """Count the different things that a row of headings names."""
    return len({role(cell) for cell in cells} - {""})


def other_sport(headings: Sequence[str]) -> tuple[str, ...]:
    """Give the headings that only another sport's results have."""
    words = [plain(heading) for heading in headings]
    if MULTISPORT & set(words):
        return ()
    return tuple(
        heading for heading, word in zip(headings, words, strict=True) if word in _OTHER_SPORTS
    )
