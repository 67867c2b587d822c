"""Sport words of GPX and TCX exporters, in the names FIT uses."""

# Letters and digits only, lower case. Codes 1-17 are Strava's numbers in GPX <type>.
_SPORTS: dict[tuple[str, str], str] = {
    ("running", "generic"): "9 run running jog jogging virtualrun indoorrunning",
    ("running", "street"): "streetrunning roadrunning",
    ("running", "trail"): "trailrun trailrunning ultrarun",
    ("running", "track"): "trackrun trackrunning",
    ("running", "treadmill"): "treadmill treadmillrun treadmillrunning",
    ("cycling", "generic"): "1 17 ride biking bike cycling bicycle virtualride",
    ("cycling", "road"): "roadbiking roadcycling roadride",
    ("cycling", "mountain"): "mountainbike mountainbiking mountainbikeride mtb",
    ("cycling", "gravel_cycling"): "gravelride gravelcycling gravelbiking",
    ("cycling", "indoor_cycling"): "indoorcycling indoorbiking spinning",
    ("e_biking", "generic"): "ebikeride ebiking ebike ebikefitness ebikemountain",
    ("swimming", "generic"): "16 swim swimming",
    ("swimming", "lap_swimming"): "lapswimming poolswim poolswimming",
    ("swimming", "open_water"): "openwater openwaterswim openwaterswimming",
    ("walking", "generic"): "10 walk walking casualwalking speedwalking nordicwalking",
    ("hiking", "generic"): "4 hike hiking trekking mountaineering",
    ("transition", "generic"): "transition transitionv2 swimtobiketransition biketoruntransition",
    ("rowing", "generic"): "rowing row virtualrow",
    ("rowing", "indoor_rowing"): "indoorrowing",
    ("cross_country_skiing", "generic"): "7 nordicski crosscountryskiing skating",
    ("alpine_skiing", "generic"): "2 alpineski alpineskiing resortskiing",
    ("training", "strength_training"): "weighttraining strengthtraining strength",
    ("training", "cardio_training"): "11 workout cardio indoorcardio",
    ("training", "yoga"): "yoga",
    ("fitness_equipment", "elliptical"): "elliptical",
}
_BY_WORD = {word: sport for sport, words in _SPORTS.items() for word in words.split()}
_ROOTS = ("running", "cycling", "swimming", "walking", "hiking")


def sport_of(word: str) -> tuple[str, str]:
    """Give FIT's sport and sub-sport for an exporter's word; ("generic", "generic") if unknown."""
    plain = "".join(filter(str.isalnum, word[:60].casefold()))
    if plain in _BY_WORD:
        return _BY_WORD[plain]
    known = next((root for root in _ROOTS if root in plain), "generic")
    return known, "generic"
