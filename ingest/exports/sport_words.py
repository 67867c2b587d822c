"""Sports as exports call them in the language of the account, in FIT's names."""

from typing import Final

from ingest.markup.sports import sport_of

# Words that begin or make up the names of sports: German, French, Spanish, Italian, Portuguese,
# Dutch, Swedish, Danish, Norwegian, Polish, Czech, Japanese, Chinese.
WORDS: Final[dict[tuple[str, str], str]] = {
    ("training", "yoga"): "yoga ヨガ 瑜伽",
    ("training", "strength_training"): (
        "krafttraining gewichtstraining musculation pesas entrenamientoconpesas "
        "allenamentocoipesi treinamentocompesos treinocompesos krachttraining styrketräning "
        "styrketræning styrketrening trening siłowy ウェイトトレーニング 力量训练"
    ),
    ("training", "cardio_training"): (
        "training entraînement entrenamiento allenamento treino träning træning trening trénink "
        "ワークアウト 锻炼"
    ),
    ("running", "trail"): "traillauf traillöpning traileren carreradetrail",
    ("running", "generic"): (
        "lauf laufen courseàpied footing carrera correr corsa corrida hardlopen löpning løb løping "
        "løb bieg běh ランニング ラン 跑步"
    ),
    ("cycling", "generic"): (
        "radfahrt radfahren fahrrad virtuelleradfahrt sortieàvélo vélo bicicleta ciclismo paseo "
        "vuelta giro pedalada fietsrit fietsen cykling cykeltur cyclisme sykling sykkeltur rower "
        "jazdanarowerze jízda ライド 骑行"
    ),
    ("swimming", "generic"): (
        "schwimmen natation natación nuoto natação zwemmen simning svømning svømming pływanie "
        "plavání 水泳 スイム 游泳"
    ),
    ("hiking", "generic"): (
        "wanderung wandern randonnée senderismo excursión escursione escursionismo trilha "
        "caminhadanatrilha wandeltocht vandring vandretur fottur wędrówka turistika ハイキング 徒步"
    ),
    ("walking", "generic"): (
        "spaziergang gehen marche caminata caminar camminata caminhada wandelen wandeling promenad "
        "gåtur gåing spacer chůze ウォーキング 步行"
    ),
}
_BEGINNINGS: Final = tuple(
    (word, sport) for sport, words in WORDS.items() for word in words.split()
)


def sport_of_word(word: str) -> tuple[str, str]:
    """Give FIT's sport and sub-sport for an export's word; ("generic", "generic") if unknown."""
    plain = "".join(filter(str.isalnum, word[:60].casefold()))
    known = sport_of(word)
    if known[0] != "generic" or not plain:
        return known
    fitting = [(len(start), sport) for start, sport in _BEGINNINGS if plain.startswith(start)]
    return max(fitting, default=(0, known))[1]
