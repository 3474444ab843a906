"""Questions as data: read strictly, asked forgivingly, kept exactly."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.core.question_forms import question_form
from balai.core.questions import LONGEST_SCHEMA, Condition, SchemaProblem, read_questions, typed_answers

TODAY = date(2026, 11, 20)
PURPOSE = {
    "name": "purpose",
    "label": "Keperluan",
    "type": "choice",
    "options": ["Sekolah", "Kerja"],
    "other": True,
}


def answered(schema: list[dict[str, Any]], **data: str) -> tuple[dict[str, Any], dict[str, list[str]]]:
    form = question_form(read_questions(schema), today=TODAY)(data)
    form.is_valid()
    return form.answers, {name: [str(error) for error in errors] for name, errors in form.errors.items()}


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", " Warung Bu Siti ", "Warung Bu Siti"),
        ("date", "14 Maret 2015", "2015-03-14"),
        ("date", "14-3-2015", "2015-03-14"),
        ("time", "9.30", "09:30"),
        ("number", "12", 12),
        ("money", "Rp1.250.000", 1250000),
        ("money", "1250000,00", 1250000),
        ("phone", "+62 812-3456-7890", "081234567890"),
        ("nik", "9901 0145 0792 9003", "9901014507929003"),
        ("kk", "9901 0112 0315 9001", "9901011203159001"),
        ("yes_no", "on", True),
    ],
)
def test_an_answer_is_typed_as_people_write_and_kept_exactly(kind: str, typed: str, kept: Any) -> None:
    answers, errors = answered([{"name": "x", "label": "Isian", "type": kind}], x=typed)

    assert (answers, errors) == ({"x": kept}, {})


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("text", "", "Isian belum diisi."),
        ("date", "31 Februari 2015", "Tanggal ini belum terbaca. Tulis seperti 5 Juli 1992."),
        ("time", "25.00", "Tulis jam seperti 09.30."),
        ("money", "satu juta", "Tulis jumlah rupiah seperti 1.250.000."),
        ("phone", "0812-000", "Kurang angka. Nomor ponsel berisi 10–13 angka."),
        ("nik", "990101", "NIK harus 16 angka, tetapi tertulis 6 angka."),
        ("kk", "990101", "Nomor KK harus 16 angka, tetapi tertulis 6 angka."),
    ],
)
def test_a_wrong_answer_is_told_with_a_remedy(kind: str, typed: str, sentence: str) -> None:
    answers, errors = answered([{"name": "x", "label": "Isian", "type": kind}], x=typed)

    assert (answers, errors) == ({}, {"x": [sentence]})


def test_a_day_that_must_have_passed_may_be_today_but_not_tomorrow() -> None:
    schema = [{"name": "x", "label": "Hilang", "type": "date", "past": True}]

    assert answered(schema, x="20-11-2026") == ({"x": "2026-11-20"}, {})
    assert answered(schema, x="21-11-2026") == ({}, {"x": ["Tanggal ini belum terjadi. Periksa lagi."]})


def test_another_answer_than_those_offered_is_written_out() -> None:
    assert answered([PURPOSE], purpose="lainnya", purpose_lainnya="Umrah") == ({"purpose": "Umrah"}, {})
    assert answered([PURPOSE], purpose="lainnya") == (
        {},
        {"purpose_lainnya": ["Sebutkan dulu yang dimaksud."]},
    )
    assert answered([PURPOSE], purpose="Kerja", purpose_lainnya="Umrah") == ({"purpose": "Kerja"}, {})


def test_what_is_not_asked_is_neither_required_nor_kept() -> None:
    school = {"name": "school", "label": "Sekolah", "when": {"question": "purpose", "any_of": ["Sekolah"]}}

    assert answered([PURPOSE, school], purpose="Kerja", school="SMP 2") == ({"purpose": "Kerja"}, {})
    assert answered([PURPOSE, school], purpose="Sekolah") == (
        {"purpose": "Sekolah"},
        {"school": ["Sekolah belum diisi."]},
    )


def test_a_condition_without_values_asks_for_any_answer() -> None:
    condition = Condition("with_members")

    assert [condition.holds({"with_members": answer}) for answer in (True, False, "", None)] == [
        True,
        False,
        False,
        False,
    ]


def test_answers_are_read_back_as_what_they_are() -> None:
    questions = read_questions(
        [
            {"name": "day", "label": "Hari", "type": "date"},
            {"name": "at", "label": "Jam", "type": "time"},
            {
                "name": "sex",
                "label": "JK",
                "type": "choice",
                "options": [{"value": "P", "label": "Perempuan"}],
            },
            {"name": "empty", "label": "Kosong"},
        ]
    )

    values = typed_answers(questions, {"day": "2026-11-20", "at": "09:30", "sex": "P"})

    assert values == {"day": date(2026, 11, 20), "at": time(9, 30), "sex": "Perempuan"}


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        ([{"name": "X", "label": "a"}], "Nama isian memakai huruf kecil"),
        ([{"name": "x"}], "'label' belum diisi."),
        ([{"name": "x", "label": "a", "type": "script"}], "Jenis isian 'script' tidak dikenal."),
        ([{"name": "x", "label": "a", "evil": 1}], "tidak dikenal: evil"),
        ([{"name": "x", "label": "a"}] * 2, "dipakai dua kali"),
        ([{"name": "x", "label": "a", "when": {"question": "y"}}], "menunjuk 'y' yang tidak ada sebelumnya"),
        ([{"name": "x", "label": "a", "type": "choice"}], "Pilihan harus ada"),
        ([{"name": f"x{n}", "label": "a"} for n in range(LONGEST_SCHEMA + 1)], "paling banyak 60"),
    ],
)
def test_a_schema_that_cannot_be_used_is_refused_with_its_place(schema: list[Any], problem: str) -> None:
    with pytest.raises(SchemaProblem, match=problem.replace("(", r"\(")):
        read_questions(schema)


@given(st.text(max_size=60), st.sampled_from(["date", "time", "money", "phone", "nik", "kk", "number"]))
def test_nothing_that_is_typed_breaks_the_form(typed: str, kind: str) -> None:
    answers, errors = answered([{"name": "x", "label": "Isian", "type": kind}], x=typed)

    assert bool(answers) != bool(errors)


@given(st.integers(0, 10**15 - 1))
def test_money_reads_back_what_it_shows(amount: int) -> None:
    questions = read_questions([{"name": "x", "label": "Isian", "type": "money"}])
    shown = question_form(questions, today=TODAY)(initial={"x": amount})["x"].value()

    again = question_form(questions, today=TODAY)({"x": shown})
    again.is_valid()

    assert again.answers == {"x": amount}
