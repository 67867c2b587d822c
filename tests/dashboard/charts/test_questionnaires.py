import pandas as pd

from dashboard.analysis.questionnaire_words import totals
from dashboard.charts.questionnaires import questionnaire_picture
from dashboard.charts.tokens import LIGHT
from ingest.clinic_tables import QUESTIONNAIRES
from ingest.tables import conform


def answered(*rows: tuple[str, str, float]) -> pd.DataFrame:
    names = ("questionnaire", "answered_on", "total")
    frame = pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])
    return conform(frame.assign(answered_on=pd.to_datetime(frame["answered_on"])), QUESTIONNAIRES)


def test_each_questionnaire_has_a_panel_of_its_own_range() -> None:
    rows = answered(("LEFS", "2026-09-01", 40), ("OSTRC-H2", "2026-09-01", 68))

    figure = questionnaire_picture(totals(rows), LIGHT)

    assert [trace.name for trace in figure.data] == ["OSTRC-H2", "LEFS"]
    assert figure.layout.yaxis.tickvals[-1] == 100
    assert figure.layout.yaxis2.tickvals[-1] == 80
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]
    assert "higher is worse" in figure.layout.annotations[0].text


def test_totals_stand_in_the_order_of_their_days() -> None:
    rows = answered(("LEFS", "2026-11-01", 60), ("LEFS", "2026-09-01", 40))

    figure = questionnaire_picture(totals(rows), LIGHT)

    assert list(figure.data[0].text) == ["40", "60"]
