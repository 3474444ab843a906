"""The figures of a period as a workbook, with the table of answers that a report needs as its annex."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from balai.surveys.enums import Element, Score
from balai.surveys.figures import RatingFigures, SurveyFigures
from balai.surveys.models import SkmResponse
from balai.surveys.periods import Period

WIDE, NARROW = 40, 12
COUNTS = [f"{score.value} {score.label}" for score in Score]

type Row = Sequence[str | int | float]


def response_rows(period: Period, *, today: date) -> Iterable[Row]:
    """The nine values of each respondent and nothing else of them, in an order that says nothing. One query."""
    names = [element.value for element in Element]
    responses = SkmResponse.objects.within(period, today=today).order_by("id").values_list(*names)
    return ([number, *values] for number, values in enumerate(responses.iterator(2_000), 1))


def figures_workbook(
    survey: SurveyFigures, ratings: RatingFigures, responses: Iterable[Row], *, title: str
) -> bytes:
    """Five sheets. `responses` are left out, like everything else of the survey, while there are too few."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as workbook:
        workbook.set_properties({"title": title})
        head = workbook.add_format({"bold": True, "bg_color": "#E6F2F2", "bottom": 1, "text_wrap": True})

        def write(name: str, heads: Sequence[str], rows: Iterable[Row]) -> None:
            _write(workbook.add_worksheet(name), head, [title], heads, rows)

        write("IKM", ["Unsur", *COUNTS, "NRR", "NRR tertimbang", "Kinerja"], _element_rows(survey))
        write("Responden", ["Kelompok", "Jawaban", "Orang"], _profile_rows(survey))
        write("Jawaban", ["No.", *Element.labels], responses if survey.is_enough else [])
        write("Penilaian", ["Layanan", *COUNTS, "Jumlah"], _service_rows(ratings))
        write("Alasan", ["Alasan", "Disebut"], ratings.reasons)
    return content.getvalue()


def _element_rows(survey: SurveyFigures) -> Iterable[Row]:
    if not survey.is_enough:
        yield [f"Baru {survey.respondents} jawaban: belum dihitung."]
        return
    for name, tally, performance in survey.elements:
        yield [name, *tally.counts, float(tally.mean_value), float(tally.weighted_value), performance]
    yield ["Indeks Kepuasan Masyarakat (IKM)", float(survey.index), survey.grade.letter, survey.grade.name]
    yield ["Responden", survey.respondents]


def _profile_rows(survey: SurveyFigures) -> Iterable[Row]:
    if survey.is_enough:
        for profile in survey.profiles:
            for label, people in profile.rows:
                yield [profile.title, label, people]


def _service_rows(ratings: RatingFigures) -> Iterable[Row]:
    for name, tally in ratings.services:
        yield [name, *tally.counts, tally.total]
    if ratings.all.is_enough:
        yield ["Semua", *ratings.all.counts, ratings.all.total]


def _write(sheet: Any, head: Any, notes: Sequence[str], heads: Sequence[str], rows: Iterable[Row]) -> None:
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, max(len(heads) - 1, 1), NARROW)
    for row, note in enumerate(notes):
        sheet.write_string(row, 0, note)
    top = len(notes) + 1
    for column, name in enumerate(heads):
        sheet.write_string(top, column, name, head)
    for row, values in enumerate(rows, top + 1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value)
