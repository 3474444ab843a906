"""Answers of invented people; numbers start with 9901 and end in serials that nobody has."""

from datetime import date
from typing import Any

TODAY = date(2026, 11, 22)

APPLICANT = {
    "applicant__full_name": "Budi Santosa",
    "applicant__nik": "9901010403889007",
    "applicant__kk": "9901011203159001",
    "applicant__birth_date": "1988-03-04",
    "applicant__phone": "081200000000",
    "applicant__email": "budi@contoh.example",
}
MOTHER = {
    "mother__full_name": "Siti Aminah Lestari",
    "mother__citizenship": "1",
    "mother__nik": "9901014507929003",
    "mother__birth_place": "Nusa Raya",
    "mother__birth_date": "1992-07-05",
}
FATHER = {"father__citizenship": "1", "father__birth_place": "Nusa Raya"}
WITNESSES = {
    "first_witness__full_name": "Slamet Riyadi",
    "first_witness__nik": "9901010101659001",
    "first_witness__kk": "9901011203159002",
    "first_witness__citizenship": "1",
    "second_witness__full_name": "Kartini Wulandari",
    "second_witness__nik": "9901014202689002",
    "second_witness__citizenship": "1",
}


def baby(number: int, **more: Any) -> dict[str, Any]:
    told = {
        "full_name": "Bima Arya Nugraha",
        "sex": "1",
        "birth_place": "Nusa Raya",
        "birth_date": "2026-11-12",
        "born_at": "04:25",
        "birth_order": 2,
        "weight": 3200,
        "length": 49,
        "citizenship": "1",
        **more,
    }
    return {f"baby{number}__{name}": value for name, value in told.items()}


BIRTH: dict[str, Any] = {
    "tempat": "faskes",
    "nikah": "punya",
    "umur": "sampai-60-hari",
    **APPLICANT,
    "applicant_is": "ayah",
    "birth_kind": "1",
    "place": "2",
    "helper": "2",
    "child_kk": "9901011203159001",
    **baby(1),
    **MOTHER,
    **FATHER,
    **WITNESSES,
}
"""A boy, born in a health centre to a married couple ten days ago; the father reports it."""


def member(number: int, **more: Any) -> dict[str, Any]:
    """Somebody of a family with everything that F-1.01 asks of a citizen."""
    told = {
        "full_name": "Budi Santosa",
        "nik": "9901010403889007",
        "relation": "1",
        "sex": "1",
        "birth_place": "Nusa Raya",
        "birth_date": "1988-03-04",
        "citizenship": "1",
        "citizenship_decree": "W7-12/2001",
        "title_before": "dr.",
        "title_after": "Sp.A",
        "blood_type": "4",
        "religion": "7",
        "belief": "Sapta Darma",
        "has_birth_certificate": "2",
        "birth_certificate": "9901-LT-12072010-0031",
        "marital_status": "4",
        "has_marriage_certificate": "2",
        "marriage_certificate": "9901-KW-14022013-0007",
        "marriage_date": "2013-02-14",
        "has_divorce_certificate": "2",
        "divorce_certificate": "9901-CR-14022019-0002",
        "divorce_date": "2019-02-14",
        "education": "8",
        "occupation": "72",
        "impairment": "2",
        "disability": "1",
        "mother_name": "Kartini Wulandari",
        "mother_nik": "9901014202689002",
        "father_name": "Slamet Riyadi",
        "father_nik": "9901010101659001",
        **more,
    }
    return {f"member{number}__{name}": value for name, value in told.items()}


FOREIGNER = {
    "citizenship": "2",
    "passport": "X0000003",
    "passport_expires_on": "2030-03-09",
    "sponsor_kind": "2",
    "sponsor": "Siti Aminah Lestari",
    "sponsor_address": "Jalan Melati 7",
    "stay_permit": "2D41EB0001",
    "permit_place": "Ambon",
    "permit_issued": "2024-01-15",
    "permit_until": "2029-01-15",
    "arrival_place": "Denpasar",
    "arrival_on": "2012-05-01",
}
FAMILY: dict[str, Any] = {
    **APPLICANT,
    "keadaan": "baru",
    "bukti": "nikah",
    "event_on": "2026-11-14",
    "street": "Jalan Melati 7",
    "subarea": "Krajan",
    "rt": "003",
    "rw": "001",
    "member_count": 2,
    "unrecorded": "tidak",
    **member(1),
    **member(
        2,
        full_name="Siti Aminah Lestari",
        nik="9901014507929003",
        relation="3",
        sex="2",
        birth_date="1992-07-05",
    ),
}
"""A couple that married last week and wants a KK of its own."""

WIFE = {"full_name": "Siti Aminah Lestari", "nik": "9901014507929003", "relation": "3"}
SON = {"full_name": "Bagas Pratama", "nik": "9901011201149012", "relation": "4"}


def numbered(person: str, *people: dict[str, Any]) -> dict[str, Any]:
    """People as a form asks about several, with their number."""
    told = {
        f"{person}{number}__{name}": value
        for number, each in enumerate(people, 1)
        for name, value in each.items()
    }
    return {f"{person}_count": len(people), **told}


HEAD = {"full_name": "Budi Santosa", "nik": "9901010403889007", "relation": "1"}
MOVE: dict[str, Any] = {
    **APPLICANT,
    "siapa": "sebagian",
    "tinggal": "ada-dewasa",
    "tujuan": "kk-baru",
    "request": "2",
    "moving_on": "2026-12-01",
    "applicant__street": "Jalan Melati 7",
    "applicant__rt": "003",
    "applicant__rw": "001",
    "distance": "5",
    "to_street": "Jalan Kenanga 3",
    "to_rt": "002",
    "to_rw": "004",
    "to_village": "Air Jernih",
    "to_district": "Tanjung",
    "to_regency": "Nusa Jaya",
    "to_province": "Nusantara Timur",
    "to_postcode": "99201",
    "reason": "7",
    "reason_other": "Merawat orang tua",
    "move_kind": "3",
    "kk_staying": "2",
    **numbered("mover", HEAD, SON),
    **numbered("stayer", {**WIFE, "relation": "1"}),
}
"""The head moves to another province with his son; his wife stays and becomes head."""

DEATH: dict[str, Any] = {
    **APPLICANT,
    "tempat": "rumah",
    "tercatat": "ada",
    "applicant__reports_as": "keluarga",
    "applicant__citizenship": "2",
    "applicant__passport": "X0000001",
    "deceased__full_name": "Harun Wiratmaja",
    "deceased__citizenship": "1",
    "deceased__nik": "9901010107459003",
    "deceased__kk": "9901011203159001",
    "deceased__passport": "X0000002",
    "deceased__birth_date": "1945-07-01",
    "died_on": "2026-11-15",
    "died_at": "03:40",
    "death_place": "Rumah, Dusun Krajan",
    "cause": "1",
    "told_by": "4",
    "father__full_name": "Wirya Atmaja",
    "father__nik": "9901010101209001",
    "father__birth_place": "Nusa Raya",
    "father__birth_date": "1920-01-01",
    "father__citizenship": "1",
    "mother__full_name": "Sumirah",
    "mother__nik": "9901014202249002",
    "mother__birth_place": "Nusa Raya",
    "mother__birth_date": "1924-02-02",
    "mother__citizenship": "1",
    "had_spouse": "tidak",
    "was_head": "ya",
    "next_head__full_name": "Siti Aminah Lestari",
    "next_head__nik": "9901014507929003",
    **WITNESSES,
    "second_witness__kk": "9901011203159002",
}
"""An old man died at home a week ago; he was head of his family."""
