"""The values behind placeholders, read from the register, the village, the signer and the answers."""

from collections.abc import Iterable, Mapping
from datetime import date

from balai.core.calendar import long_date
from balai.core.questions import Answers, Value, typed_answers
from balai.letters.definitions import KindDefinition, Party, all_questions
from balai.letters.enums import Source
from balai.letters.particulars import CODES
from balai.residents.models import Family, Resident
from balai.tenancy.models import Village
from balai.tenancy.rules import RegionalWords, title
from balai.villages.models import Area, Identity, Official
from balai.villages.rules import area_label, post_title

type Group = dict[str, Value | None]


def person(resident: Resident, words: RegionalWords, on: date, *, head_name: str = "") -> Group:
    """What the register tells of a resident; what it does not know is empty."""
    return {
        "full_name": resident.full_name,
        "nik": resident.nik,
        "kk": resident.family.kk if resident.family else "",
        "birth": birth(resident.birth_place, resident.birth_date),
        "birth_place": resident.birth_place,
        "birth_date": resident.birth_date,
        "age": age(resident.birth_date, on),
        "sex": resident.get_sex_display(),
        "blood_type": resident.get_blood_type_display(),
        "religion": resident.get_religion_display(),
        "marital_status": resident.get_marital_status_display(),
        "education": resident.get_education_display(),
        "occupation": resident.get_occupation_display(),
        "citizenship": resident.get_citizenship_display(),
        "address": resident.current_address or address(resident.family, words),
        "relation": resident.get_relation_display(),
        "head_name": head_name,
        "father_name": resident.father_name,
        "father_nik": resident.father_nik,
        "mother_name": resident.mother_name,
        "mother_nik": resident.mother_nik,
        "data_as_of": resident.data_as_of,
        **places(resident.family),
        "birth_certificate": resident.birth_certificate,
        "marriage_certificate": resident.marriage_certificate,
        "marriage_date": resident.marriage_date,
        "divorce_certificate": resident.divorce_certificate,
        "divorce_date": resident.divorce_date,
        "passport": resident.passport,
        "passport_expires_on": resident.passport_expires_on,
        "stay_permit": resident.stay_permit,
        **{f"{name}_code": getattr(resident, name) for name, _, _ in CODES},
    }


def places(of: Family | None) -> Group:
    """The parts of an address as forms ask for them; empty without a family."""
    area = of.area if of else None
    return {
        "street": of.address if of else "",
        "subarea": area.dusun if area else "",
        "rt": area.rt if area else "",
        "rw": area.rw if area else "",
    }


def typed_person(party: Party, answers: Mapping[str, Value], on: date) -> Group:
    """What was typed about somebody whom the register does not know."""
    told: Group = {question.name: answers.get(party.field(question.name)) for question in party.asks}
    place, day = told.get("birth_place"), told.get("birth_date")
    if isinstance(day, date):
        told["birth"] = birth(str(place or ""), day)
        told["age"] = age(day, on)
    return told


def family(of: Family | None, words: RegionalWords, members: Iterable[Resident]) -> Group:
    """The family of the main party."""
    people = list(members)
    head = next((member.full_name for member in people if member.is_head), "")
    return {
        "kk": of.kk if of else "",
        "head_name": head,
        "address": address(of, words),
        "size": len(people),
        **places(of),
    }


def village(of: Village, identity: Identity | None) -> Group:
    words = of.words
    province, regency, district, own = of.code.split(".")
    return {
        "name": words.name,
        "full_name": words.full_name,
        "word": words.village,
        "head": words.head,
        "head_title": words.head_title,
        "district": words.full_district,
        "regency": words.full_regency,
        "province": words.province,
        "address": identity.address if identity else "",
        "postcode": identity.postcode if identity else "",
        "code": province + regency + district + own,
        "province_code": province,
        "regency_code": regency,
        "district_code": district,
        "village_code": own,
        "district_name": words.district_name,
        "regency_name": words.regency_name,
    }


def signer(official: Official, words: RegionalWords) -> Group:
    return {"name": official.name, "office": office_of(official, words), "nip": official.nip}


def office_of(official: Official, words: RegionalWords) -> str:
    """'Kepala Desa Sukamaju', 'Sekretaris Desa Sukamaju', 'Kasi Pelayanan Desa Sukamaju'."""
    post = post_title(official, words)
    names_the_village = words.village.lower() in post.lower()
    return f"{post} {words.name}" if names_the_village else f"{post} {words.full_name}"


def answered(definition: KindDefinition, answers: Answers) -> dict[str, Value]:
    """The answers, typed, those about other parties included."""
    return typed_answers(all_questions(definition), answers)


def parties(
    definition: KindDefinition, chosen: Mapping[str, Group], answers: Mapping[str, Value], on: date
) -> dict[str, Group]:
    """The particulars of every party: from the register where somebody was chosen, else as typed."""
    return {
        party.name: chosen[party.name] | _own_answers(party, answers)
        if party.source is not Source.TYPED and party.name in chosen
        else typed_person(party, answers, on)
        for party in definition.parties
    }


def _own_answers(party: Party, answers: Mapping[str, Value]) -> Group:
    return {question.name: answers.get(party.field(question.name)) for question in party.own_questions}


def required(party: Party, resident: Resident, on: date) -> dict[str, int | None]:
    """What the register says of the particulars that a kind requires: codes, and the age in completed years."""
    told = {each.particular: getattr(resident, each.particular, None) for each in party.requires}
    return {"standing": resident.standing, **told, "age": age(resident.birth_date, on)}


def birth(place: str, day: date) -> str:
    """'Nusa Raya, 5 Juli 1992'; only the day where the place is unknown."""
    return ", ".join(filter(None, (place, long_date(day))))


def age(born: date, on: date) -> int:
    """Completed years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def address(of: Family | None, words: RegionalWords) -> str:
    """'Jalan Mawar 3, Dusun Krajan, RT 003/RW 001, Desa Sukamaju'; empty without a family."""
    if of is None:
        return ""
    parts = [of.address, *(_area_parts(of.area, words) if of.area else ()), words.full_name]
    return ", ".join(filter(None, parts))


def _area_parts(area: Area, words: RegionalWords) -> tuple[str, str]:
    subarea = area.dusun
    if subarea and words.subarea and not subarea.lower().startswith(words.subarea.lower()):
        subarea = f"{title(words.subarea)} {subarea}"
    return subarea, area_label("", area.rw, area.rt, words)
