"""People who do not exist, for looking at a kind while it is made: a man, a woman, a very long name, missing data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from balai.core.questions import Question, QuestionType, Value
from balai.letters.definitions import MAIN_PARTY, KindDefinition, Party
from balai.letters.particulars import FAMILY, PERSON
from balai.letters.values import Group

_WOMAN: Group = {name: particular.sample for name, particular in PERSON.items()}
_MAN: Group = {
    **_WOMAN,
    "full_name": "Budi Santosa",
    "nik": "9901011203889002",
    "birth": "Mekarsari, 12 Maret 1988",
    "birth_place": "Mekarsari",
    "birth_date": date(1988, 3, 12),
    "age": 38,
    "sex": "Laki-laki",
    "occupation": "Petani/pekebun",
    "relation": "Kepala keluarga",
    "father_name": "Suparman",
    "father_nik": "9901010505609003",
    "mother_name": "Sulastri",
    "mother_nik": "9901014808629004",
}
_LONG: Group = {
    **_WOMAN,
    "full_name": "Raden Ayu Maria Magdalena Kusumaningtyas Wirawati Prawirodirdjo",
    "birth": "Nusa Raya Bagian Selatan, 29 Februari 1992",
    "birth_place": "Nusa Raya Bagian Selatan",
    "birth_date": date(1992, 2, 29),
    "education": "Akademi/Diploma III/Sarjana Muda",
    "occupation": "Tentara Nasional Indonesia (TNI)",
    "address": "Perumahan Griya Mekarsari Permai Blok C Nomor 127, Dusun Krajan Wetan, RT 003/RW 001, Desa Sukamaju",
    "head_name": "Kanjeng Raden Tumenggung Bambang Prawirodirdjo Kusumonegoro",
    "father_name": "Kanjeng Raden Tumenggung Bambang Prawirodirdjo Kusumonegoro",
    "mother_name": "Raden Ayu Siti Hartinah Kusumaningtyas Prawirodirdjo",
}
_BARE: Group = {
    **dict.fromkeys(_WOMAN),
    "full_name": "Siti",
    "nik": "9901014507929003",
    "birth": "5 Juli 1992",
    "birth_date": date(1992, 7, 5),
    "age": 34,
    "sex": "Perempuan",
    "citizenship": "WNI",
    "data_as_of": _WOMAN["data_as_of"],
}
_CHILD: Group = {
    **_WOMAN,
    "full_name": "Bima Putra Santosa",
    "nik": "9901011708159005",
    "birth": "Nusa Raya, 17 Agustus 2015",
    "birth_date": date(2015, 8, 17),
    "age": 11,
    "sex": "Laki-laki",
    "marital_status": "Belum kawin",
    "occupation": "Belum/tidak bekerja",
    "education": "Belum tamat SD/sederajat",
    "relation": "Anak",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody to look at a letter with. `answers` says how the questions are answered: fully, at length, not at all."""

    name: str
    label: str
    person: Group
    others: tuple[Group, ...]
    answers: str = "full"


SAMPLES: Mapping[str, Sample] = {
    sample.name: sample
    for sample in (
        Sample("perempuan", "Perempuan", _WOMAN, (_MAN, _CHILD)),
        Sample("laki-laki", "Laki-laki", _MAN, (_WOMAN, _CHILD)),
        Sample("panjang", "Nama panjang", _LONG, (_LONG, _CHILD), answers="long"),
        Sample("kosong", "Data kosong", _BARE, (), answers="none"),
    )
}
USUAL = "perempuan"


def people_in(definition: KindDefinition, sample: Sample) -> dict[str, Group]:
    """The particulars of every party for a sample."""
    found = {MAIN_PARTY: dict(sample.person)}
    for number, party in enumerate(definition.parties[1:]):
        usual = sample.others[number % len(sample.others)] if sample.others else {}
        found[party.name] = {**usual, **_told_of(party, sample, usual)}
    return found


def _told_of(party: Party, sample: Sample, usual: Group) -> Group:
    return {
        question.name: sample_answer(question, sample)
        for question in party.asks
        if usual.get(question.name) is None
    }


def answers_in(definition: KindDefinition, sample: Sample) -> dict[str, Value | None]:
    """An answer to every question of the kind, those about other parties left out."""
    return {question.name: sample_answer(question, sample) for question in definition.questions}


def sample_answer(question: Question, sample: Sample) -> Value | None:
    """What somebody might answer; None where nothing is answered."""
    if sample.answers == "none":
        return None
    answer: Value = _ANSWERS[question.type](question, sample.answers == "long")
    return answer


def _text(question: Question, long: bool) -> Value:
    if question.suggestions:
        return question.suggestions[0]
    known: Any = PERSON.get(question.name)
    if known is not None and isinstance(known.sample, str):
        return known.sample
    text = f"contoh {question.label.lower()}"
    return (
        (text + ", yang ditulis panjang sekali supaya terlihat bagaimana barisnya turun")[: question.longest]
        if long
        else text
    )


def _number(question: Question, _: bool) -> Value:
    return min(max(2, question.smallest), question.largest)


_ANSWERS: Mapping[QuestionType, Any] = {
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _text,
    QuestionType.DATE: lambda question, _: date(2026, 11, 20),
    QuestionType.TIME: lambda question, _: time(9, 30),
    QuestionType.NUMBER: _number,
    QuestionType.MONEY: lambda question, long: 125_750_000 if long else 1_250_000,
    QuestionType.CHOICE: lambda question, long: max(
        (option.label for option in question.options), key=len if long else lambda _: 0
    ),
    QuestionType.YES_NO: lambda question, _: True,
    QuestionType.PHONE: lambda question, _: "081234567890",
    QuestionType.NIK: lambda question, _: "9901014507929003",
    QuestionType.KK: lambda question, _: "9901011203159001",
}


def family_in(sample: Sample) -> tuple[Group, list[Group]]:
    """The family of a sample, and what is told of each member."""
    if sample.answers == "none":
        return dict.fromkeys(FAMILY), []
    members = [_LONG if sample.answers == "long" else _MAN, {**_WOMAN, "relation": "Istri"}, _CHILD]
    about: Group = {name: particular.sample for name, particular in FAMILY.items()}
    return {**about, "size": len(members), "head_name": sample.person["head_name"]}, members


def sample_of(path: str, definition: KindDefinition) -> Value | None:
    """What a placeholder might stand for, for lists of placeholders."""
    found = {
        **people_in(definition, SAMPLES[USUAL]),
        "member": _CHILD,
        "family": family_in(SAMPLES[USUAL])[0],
    }
    found["answers"] = answers_in(definition, SAMPLES[USUAL])
    group, _, name = path.partition(".")
    return found.get(group, {}).get(name)
