"""No check stands in a form without a case that it is about: each finds something in one of these sets of answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from balai.applications.form.checking import problems
from balai.applications.form.definition import ApplicationForm
from balai.applications.form.reading import read_form
from balai.applications.form.shipped import shipped_form, shipped_slugs
from tests.applications.form.answers import BIRTH, DEATH, FAMILY, HEAD, MOVE, SON, TODAY, WIFE, baby, numbered
from tests.applications.form.test_birth import FOUND
from tests.applications.form.test_death_and_cards import CARD, CHILD
from tests.applications.form.test_family_card import CHANGED, LEFT, SPLIT, UNREGISTERED, change
from tests.applications.form.test_moves import ARRIVAL, WITHIN

YOUNG = "9901011201149013"
BORN_YOUNG = "2014-01-12"
WRONG = "990101"
ME = "9901010403889007"

TWINS = {**BIRTH, "birth_kind": "2", "birth_count": 2, **baby(2)}
WITNESSES: Sequence[Mapping[str, Any]] = (
    {"first_witness__nik": YOUNG},
    {"first_witness__nik": ME},
    {"first_witness__nik": WRONG},
    {"first_witness__kk": WRONG},
)
BIODATA: Sequence[Mapping[str, Any]] = (
    {"member1__birth_date": "1988-03-05"},
    {"member1__marriage_date": "1987-01-01"},
    {"member1__divorce_date": "2012-01-01"},
    {"member1__mother_nik": WRONG},
    {"member1__relation": "2"},
    {"member2__relation": "1"},
    {"member1__nik": YOUNG, "member1__birth_date": BORN_YOUNG},
)
MOVES: Sequence[Mapping[str, Any]] = (
    {"stayer1__nik": YOUNG},
    {"stayer1__nik": ME},
    {"stayer1__nik": WRONG},
    {"stayer1__relation": "3"},
    {"tinggal": "anak-saja"},
    {"tinggal": "anak-saja", "guardian__nik": YOUNG, "guardian__kk": WRONG},
    {"kk_staying": "4"},
    {"move_kind": "1"},
    {"to_postcode": "9920"},
    numbered("mover", SON),
)
NEVER_RECORDED = {**FAMILY, "dokumen": "tidak", "rumah": "sendiri", "joins": "sendiri"}

CASES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "akta-kelahiran": (
        *({**BIRTH, **each} for each in WITNESSES),
        {**BIRTH, "baby1__birth_date": "2026-01-12", "mother__birth_date": "2018-01-01"},
        {**BIRTH, "umur": "lewat-60-hari", "baby1__full_name": "Bima"},
        {**BIRTH, "tempat": "rumah"},
        {**BIRTH, "place": "4", "child_kk": WRONG},
        {**BIRTH, "nikah": "di-kk", "applicant_is": "ibu", "father__nik": "9901014403889007", "father__birth_date": "2018-01-01"},
        {**BIRTH, "nikah": "tidak"},
        {**FOUND, "ditemukan": "baru"},
        {**FOUND, "applicant_is": "ibu"},
        {**BIRTH, "mother__nik": "9901010507929003"},
        {**BIRTH, "mother__nik": WRONG, "mother__birth_date": "1992-07-06"},
        {**BIRTH, "mother__birth_date": "1992-07-06"},
        {**BIRTH, "mother__nik": BIRTH["second_witness__nik"]},
        {**TWINS, "birth_count": 1},
        {**TWINS, "birth_count": 3, "baby2__birth_date": "2026-11-19"},
        {**TWINS, "birth_kind": "3", "birth_count": 4},
        {**TWINS, "birth_kind": "4", "birth_count": 5},
    ),
    "akta-kematian": (
        *({**DEATH, **each} for each in WITNESSES),
        {**DEATH, "died_on": "1945-06-30"},
        {**DEATH, "tempat": "hilang"},
        {**DEATH, "tempat": "tidak-dikenal"},
        {**DEATH, "tempat": "faskes", "tercatat": "tidak"},
        {**DEATH, "next_head__nik": YOUNG},
        {**DEATH, "next_head__nik": DEATH["deceased__nik"]},
        {**DEATH, "deceased__birth_date": "1945-07-02", "deceased__kk": WRONG},
        {**DEATH, "deceased__nik": ME, "mother__nik": ME},
        {**DEATH, "deceased__nik": WRONG},
    ),
    "kartu-keluarga": (
        *({**FAMILY, **UNREGISTERED, **each} for each in WITNESSES),
        *({**FAMILY, "unrecorded": "ya", **each} for each in BIODATA),
        *({**SPLIT, **each} for each in BIODATA),
        *({**LEFT, **each} for each in BIODATA),
        {**FAMILY, **UNREGISTERED, "spouse__nik": ME, "event_on": "2026-01-01"},
        {**FAMILY, **UNREGISTERED, "spouse__birth_date": "1992-07-06"},
        {**FAMILY, **UNREGISTERED, "spouse__nik": WRONG},
        {**FAMILY, "member2__nik": ME},
        {**FAMILY, "member2__nik": WRONG},
        {**FAMILY, "keadaan": "datang", "asal": "luar-negeri", "arrived_on": "2026-01-01"},
        {**LEFT, "dewasa": "tidak", "guardian__nik": YOUNG, "guardian__kk": WRONG},
        {**CHANGED, "ubah": "anak-menumpang", "host_kk": WRONG, **numbered("joiner", WIFE, WIFE)},
        {**CHANGED, **change(1, "Tanggal lahir", birth_date="1992-07-06", nik=WRONG)},
    ),
    "nik-pertama": (
        *({**NEVER_RECORDED, **each} for each in BIODATA),
        {**NEVER_RECORDED, "member1__full_name": "Budi", "joins": "orang-lain", "host_kk": WRONG},
        {**NEVER_RECORDED, "member1__nik": ""},
    ),
    "pengantar-kia": (
        {**CHILD, "child__birth_date": "2009-01-01"},
        {**CHILD, "umur": "balita"},
        {**CHILD, "child__birth_date": "2023-01-12"},
        {**CHILD, "child__nik": ME},
        {**CHILD, "child__nik": WRONG, "special": "data", "change_count": 1, **change(1, "Jenis kelamin", nik=WRONG)},
    ),
    "pengantar-ktp-el": (
        {**CARD, "sebab": "pertama", "umur": "sudah", "applicant__nik": YOUNG, "applicant__birth_date": BORN_YOUNG},
        {**CARD, "lost_on": "2026-01-01", "recorded": "belum"},
        {**CARD, "sebab": "ubah", "change_reason": "itap"},
        {**CARD, "sebab": "ubah", "change_reason": "data", "change_count": 1, **change(1, "Jenis kelamin", nik=WRONG)},
    ),
    "pindah-dalam-kabupaten": (
        *({**WITHIN, **each} for each in MOVES),
        {**WITHIN, "kk_moving": "3", "kk_staying": "4"},
        {**WITHIN, "kk_moving": "1", "host_kk": WRONG},
    ),
    "pindah-datang": (
        {**ARRIVAL, "asal": "luar-negeri", "arrived_on": "2026-01-01"},
        {**ARRIVAL, "member1__nik": WRONG, "member1__relation": "2"},
        {**ARRIVAL, **numbered("member", SON)},
        {**ARRIVAL, **numbered("member", HEAD, HEAD), "rumah": "ikut-kk", "host_kk": WRONG},
    ),
    "surat-pindah": (
        *({**MOVE, **each} for each in MOVES),
        {**MOVE, "request": "1", "applicant__permit_until": "2026-01-01"},
    ),
}  # fmt: skip


@cache
def form(slug: str) -> ApplicationForm:
    content = shipped_form(slug)
    assert content is not None
    return read_form(content)


@pytest.mark.parametrize("slug", shipped_slugs())
def test_every_check_finds_what_it_is_about(slug: str) -> None:
    silent = [
        (check.rule, check.about, check.sentence)
        for check in form(slug).checks
        if not any(
            problems(replace(form(slug), checks=(check,)), answers, today=TODAY) for answers in CASES[slug]
        )
    ]

    assert silent == []
