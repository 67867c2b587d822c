import pytest

from ingest.exports.sport_words import sport_of_word


@pytest.mark.parametrize(
    ("word", "sport"),
    [
        ("Run", "running"),
        ("Lauf", "running"),
        ("Course à pied", "running"),
        ("Hardlopen", "running"),
        ("ランニング", "running"),
        ("Radfahrt", "cycling"),
        ("Sortie à vélo", "cycling"),
        ("Schwimmen", "swimming"),
        ("Natación", "swimming"),
        ("Spaziergang", "walking"),
        ("Caminata", "walking"),
        ("Wanderung", "hiking"),
        ("Randonnée", "hiking"),
        ("Krafttraining", "training"),
        ("Weight Training", "training"),
        ("Curling", "generic"),
        ("", "generic"),
    ],
)
def test_a_sport_is_known_in_many_languages(word, sport):
    assert sport_of_word(word)[0] == sport
