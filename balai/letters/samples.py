"""People who do not exist, to see what a kind of letter looks like before it is used.

`sample_values` fills every placeholder of a kind for one of four residents: a woman, a man, somebody with a very long
name, and somebody of whom the register knows hardly anything. Numbers begin with 9901 and belong to nobody.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from balai.core.questions import Answer, Answers, Question, QuestionType, asked, typed_answers
from balai.letters.composition import Composition, Printed, compose, compose_blocks
from balai.letters.definitions import MAIN_PARTY, FormPaper, KindDefinition, all_questions
from balai.letters.enums import Source
from balai.letters.particulars import FAMILY, PERSON, SIGNER, VILLAGE
from balai.letters.rules import valid_until
from balai.letters.sheet import PRINTED_FORM, district_signer, head, place_and_date
from balai.letters.values import Group, typed_person, village
from balai.letters.wording import Values
from balai.tenancy.models import Village
from balai.villages.models import Identity


class Sample(StrEnum):
    """For whom a sample is drawn."""

    WOMAN = "perempuan"
    MAN = "laki-laki"
    LONG_NAME = "nama-panjang"
    MISSING = "data-kosong"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Mapping[Sample, str] = {
    Sample.WOMAN: "Perempuan",
    Sample.MAN: "Laki-laki",
    Sample.LONG_NAME: "Nama sangat panjang",
    Sample.MISSING: "Data kosong",
}

LONG_NAME = "Raden Ajeng Kusumaningrum Widyastuti Hadisuryaningrat Puteri"
_WOMAN: Group = {each.name: each.sample for each in PERSON.values()}
_MAN: Group = {
    **_WOMAN,
    "full_name": "Budi Santosa",
    "nik": "9901010403889007",
    "birth": "Nusa Raya, 4 Maret 1988",
    "birth_date": date(1988, 3, 4),
    "age": 38,
    "sex": "Laki-laki",
    "sex_code": 1,
    "occupation": "Petani/pekebun",
    "relation": "Kepala keluarga",
    "relation_code": 1,
}
_KNOWN_OF_ANYBODY = ("full_name", "birth", "birth_place", "birth_date", "age", "sex", "data_as_of")
_CHILD: Group = {
    **_MAN,
    "full_name": "Bagas Pratama",
    "nik": "9901011201149012",
    "birth": "Nusa Raya, 12 Januari 2014",
    "birth_date": date(2014, 1, 12),
    "age": 12,
    "marital_status": "Belum kawin",
    "education": "Belum tamat SD/sederajat",
    "occupation": "Pelajar/mahasiswa",
    "relation": "Anak",
    "relation_code": 4,
    "father_name": "Budi Santosa",
    "mother_name": "Siti Aminah Lestari",
}

_PEOPLE: Mapping[Sample, Group] = {
    Sample.WOMAN: _WOMAN,
    Sample.MAN: _MAN,
    Sample.LONG_NAME: {
        **_WOMAN,
        "full_name": LONG_NAME,
        "birth": "Kabupaten Kepulauan Nusa Raya Selatan, 29 Februari 1992",
        "birth_place": "Kabupaten Kepulauan Nusa Raya Selatan",
        "birth_date": date(1992, 2, 29),
        "address": "Perumahan Griya Sukamaju Permai Blok AB Nomor 127, Dusun Krajan Wetan Kidul, RT 003/RW 001, "
        "Desa Sukamaju",
        "head_name": LONG_NAME.removesuffix(" Puteri"),
        "father_name": LONG_NAME.removesuffix(" Puteri"),
        "mother_name": LONG_NAME,
    },
    Sample.MISSING: {name: value if name in _KNOWN_OF_ANYBODY else "" for name, value in _WOMAN.items()},
}
_OTHERS = (_MAN, _WOMAN, _CHILD)


def sample_values(
    definition: KindDefinition,
    who: Sample,
    *,
    on: date,
    told: Group | None = None,
    said: Answers | None = None,
) -> Values:
    """A value for every placeholder of the kind.

    `told` is what is known of the village and `said` what somebody answered, instead of samples.
    """
    answers = sample_answers(definition, who) if said is None else said
    typed = typed_answers(all_questions(definition), answers)
    main = _PEOPLE[who]
    found: dict[str, Group] = {}
    for number, party in enumerate(definition.parties):
        found[party.name] = dict(main) if party.name == MAIN_PARTY else typed_person(party, typed, on)
        if party.source is Source.EITHER:
            found[party.name] |= _OTHERS[number % len(_OTHERS)]
    return {
        **found,
        "answers": dict(typed),
        "family": {name: main.get(name, each.sample) for name, each in FAMILY.items()},
        "village": told or {each.name: each.sample for each in VILLAGE.values()},
        "signer": {each.name: each.sample for each in SIGNER.values()},
        "letter": {
            "title": definition.title,
            "issued_on": on,
            "valid_until": valid_until(on, definition.validity),
        },
    }


def sample_members(who: Sample) -> Sequence[Group]:
    """The family of a sample: three members, or one alone of whom little is known."""
    wife = _WOMAN if who is Sample.MAN else _PEOPLE[who]
    people = (_PEOPLE[who],) if who is Sample.MISSING else (_MAN, wife, _CHILD)
    return [{**person, "id": str(number)} for number, person in enumerate(people, 1)]


def sample_answers(definition: KindDefinition, who: Sample) -> dict[str, Answer]:
    """An answer to whatever the form would ask; where data is missing, only what must be answered."""
    answers: dict[str, Answer] = {}
    questions = all_questions(definition)
    for question in questions:
        wanted = question.required or who is not Sample.MISSING
        if wanted and question in asked(questions, answers):
            answers[question.name] = _answer(question, who)
    return answers


def _answer(question: Question, who: Sample) -> Answer:
    if question.type in (QuestionType.NUMBER, QuestionType.MONEY):
        usual = 2 if question.type is QuestionType.NUMBER else 2_350_000
        return min(max(usual, question.smallest), question.largest)
    if question.type is QuestionType.CHOICE:
        return question.options[0].value
    return _USUAL_ANSWERS.get(question.type) or _text(question, who)[: question.longest]


_USUAL_ANSWERS: Mapping[QuestionType, Answer] = {
    QuestionType.DATE: "2026-11-12",
    QuestionType.TIME: "09:30",
    QuestionType.YES_NO: True,
    QuestionType.MEMBERS: "1 2",
    QuestionType.PHONE: "081200000000",
    QuestionType.NIK: "9901014202689002",
    QuestionType.KK: "9901011203159001",
}


def _text(question: Question, who: Sample) -> str:
    if question.name.endswith(("full_name", "_name")):
        return LONG_NAME if who is Sample.LONG_NAME else "Budi Santosa"
    words = question.suggestions[0] if question.suggestions else f"contoh {question.label.lower()}"
    return " ".join([words] * 4) if who is Sample.LONG_NAME else words


def sample_composition(
    definition: KindDefinition,
    who: Sample,
    *,
    on: date,
    told: Group | None = None,
    said: Answers | None = None,
    form: FormPaper | None = None,
) -> Composition:
    """The kind's blocks, or those of one of its forms, filled for a sample."""
    values = sample_values(definition, who, on=on, told=told, said=said)
    members = sample_members(who)
    if form:
        return compose_blocks(form.body, definition, values, members, by_pen=True)
    return compose(definition, values, members)


def sample_printed(
    definition: KindDefinition,
    who: Sample,
    *,
    on: date,
    of: Village,
    identity: Identity | None,
    said: Answers | None = None,
    form: FormPaper | None = None,
) -> Printed:
    """What a letter of this kind (or one of its forms) would say for a sample, for `sheet.sample_sheet` to draw.

    Raises `LetterTooLong`.
    """
    paper = form or definition
    told = village(of, identity)
    printed: Printed = {
        "form": PRINTED_FORM,
        "kind": definition.slug,
        "kind_version": 0,
        "village": of.code,
        "paper": paper.paper,
        "pages": definition.pages,
        "form_code": paper.form_code,
        "title": paper.title,
        "issued_on": on.isoformat(),
        "place_date": place_and_date(of.words, on),
        "blocks": sample_composition(definition, who, on=on, told=told, said=said, form=form).blocks,
        "district": district_signer(of.words),
    }
    if form is None and definition.is_letter:
        titles = [of.words.head_title.upper()]
        signer = {"titles": titles, "name": str(SIGNER["name"].sample), "nip": str(SIGNER["nip"].sample)}
        printed |= {"head": head(of.words, identity), "number": "", "forms": [], "signer": signer}
    return printed
