"""Makers of what letters need: somebody in the register, an official, a village that is ready to issue."""

import itertools
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.core.questions import Answer
from balai.letters.differences import fingerprint
from balai.letters.drafting import Wish
from balai.letters.enums import Chain
from balai.letters.models import Kind, KindVersion, Letter, Proposal
from balai.letters.operations import issue_letter, prepare_village, propose_letter, set_chain
from balai.residents import enums
from balai.residents.models import Family, Resident
from balai.tenancy.models import Village
from balai.villages.enums import Position, SigningForm
from balai.villages.models import Area, Identity, Official
from tests.factories import make_actor, make_officer

PUBLIC_URL = "https://balai.nusaraya.example"
NOW = datetime(2026, 11, 20, 2, 41, 58, tzinfo=UTC)
BY = Actor.system("uji")
serials = itertools.count(9000)


def make_family() -> Family:
    """A family in Krajan, RT 003/RW 001; the transaction must give it a head."""
    serial = next(serials)
    dusun, _ = Area.objects.get_or_create(level=1, dusun="Krajan")
    rw, _ = Area.objects.get_or_create(level=2, dusun="Krajan", rw="001", defaults={"parent": dusun})
    area, _ = Area.objects.get_or_create(level=3, dusun="Krajan", rw="001", rt="003", defaults={"parent": rw})
    return Family.objects.create(
        kk=f"990101{serial:06}{serial % 1000 + 9000}", address="Jalan Melati 7", area=area
    )


def make_resident(**fields: Any) -> Resident:
    """The head of a family of her own, unless another family is given."""
    serial = next(serials) % 900 + 9100  # the first hundred are written out in tests
    family = fields.pop("family", None) or make_family()
    told: dict[str, Any] = {
        "nik": f"990101450792{serial}",
        "family": family,
        "relation": enums.Relation.HEAD,
        "full_name": "Siti Aminah Lestari",
        "sex": enums.Sex.FEMALE,
        "birth_place": "Nusa Raya",
        "birth_date": date(1992, 7, 5),
        "religion": enums.Religion.ISLAM,
        "marital_status": enums.MaritalStatus.SINGLE,
        "education": enums.Education.UPPER_SECONDARY,
        "occupation": enums.Occupation(84),
        "citizenship": enums.Citizenship.INDONESIAN,
        "father_name": "Slamet Riyadi",
        "mother_name": "Kartini Wulandari",
        "data_as_of": date(2026, 11, 18),
    }
    return Resident.objects.create(**{**told, **fields})


def make_official(**fields: Any) -> Official:
    told: dict[str, Any] = {
        "name": "HARUN WIRATMAJA",
        "position": Position.HEAD,
        "signing_form": SigningForm.HEAD,
        "since": date(2020, 1, 1),
    }
    return Official.objects.create(**{**told, **fields})


def make_ready() -> None:
    """Let the village of the scope issue letters: kinds, numbering, seal, an official, an address."""
    prepare_village(by=BY, at=NOW)
    make_official()
    Identity.objects.get_or_create(
        defaults={"address": "Jalan Balai Desa 1, Dusun Krajan", "website": "https://sukamaju.desa.example"}
    )


def version_of(slug: str) -> KindVersion:
    return KindVersion.objects.current().get(kind__slug=slug)


ANSWERS: Mapping[str, Mapping[str, Answer]] = {
    "domisili": {"purpose": "Membuka rekening bank", "since": "2015-03-14"},
    "sktm": {"purpose": "Pengajuan beasiswa", "school": "SMP Negeri 2 Mekarsari", "with_members": True},
    "usaha": {
        "business_name": "Warung Bu Siti",
        "business_kind": "Warung kelontong",
        "business_address": "Jalan Melati 7",
        "since_year": 2018,
        "capital": 12500000,
        "purpose": "Pengajuan pinjaman bank",
    },
    "skck": {"purpose": "Melamar kerja"},
    "belum-menikah": {"purpose": "Mengurus pernikahan", "statement_on": "2026-11-17"},
    "penghasilan": {
        "income": 2350000,
        "income_source": "Pedagang",
        "purpose": "Pengajuan beasiswa anak",
        "student": "Bagas Pratama",
        "school": "SMA Negeri 1 Mekarsari",
    },
    "kehilangan": {
        "item": "KTP-el",
        "details": "atas nama sendiri, dompet cokelat",
        "lost_on": "2026-11-18",
        "lost_at": "antara pasar dan rumah",
    },
    "kelahiran": {
        "baby__full_name": "Bima Arya Nugraha",
        "baby__sex": "Laki-laki",
        "baby__birth_place": "Nusa Raya",
        "baby__birth_date": "2026-11-12",
        "baby__birth_time": "04:25",
        "baby__birth_order": 2,
        "father__full_name": "Budi Santosa",
        "father__nik": "9901010403889007",
        "reporter__full_name": "Budi Santosa",
        "reporter_relation": "Ayah",
    },
    "kematian": {
        "reporter__full_name": "Budi Santosa",
        "died_on": "2026-11-15",
        "died_time": "21:10",
        "died_at": "Rumah",
        "reporter_relation": "Anak",
    },
    "keterangan-umum": {
        "statement": "adalah pengurus kelompok tani Sumber Rejeki sejak tahun 2021.",
        "purpose": "pengajuan bantuan bibit",
    },
}


def make_wish(slug: str = "domisili", resident: Resident | None = None, **answers: Answer) -> Wish:
    return Wish(version_of(slug), resident or make_resident(), {**ANSWERS[slug], **answers})


def issue(wish: Wish | None = None, *, by: Actor = BY, key: str = "", at: datetime = NOW) -> Letter:
    return issue_letter(wish=wish or make_wish(), request_key=key or uuid.uuid4().hex, by=by, at=at)


@dataclass(frozen=True)
class Desks:
    """The office of a village with an account for each: who proposes, who checks, who signs."""

    operator: Actor
    secretary: Actor
    head: Actor
    officials: Mapping[str, Official]


def make_desks(village: Village) -> Desks:
    """Operator, secretary and head; the head of `make_ready` gets the account. Inside the village's scope."""
    people = {
        role: make_officer(village, role) for role in (Role.OPERATOR, Role.SECRETARY, Role.VILLAGE_HEAD)
    }
    head = Official.objects.filter(position=Position.HEAD).first() or make_official()
    head.officer = people[Role.VILLAGE_HEAD]
    head.save(update_fields=["officer"])
    secretary = make_official(
        name="SRI WAHYUNI",
        position=Position.SECRETARY,
        signing_form=SigningForm.AN,
        officer=people[Role.SECRETARY],
    )
    return Desks(
        operator=make_actor(people[Role.OPERATOR]),
        secretary=make_actor(people[Role.SECRETARY]),
        head=make_actor(people[Role.VILLAGE_HEAD]),
        officials={"head": head, "secretary": secretary},
    )


def with_chain(slug: str = "domisili") -> None:
    """From now on letters of this kind are checked and signed."""
    set_chain(kind=Kind.objects.get(slug=slug), chain=Chain.SECRETARY_HEAD, by=BY)


def propose(wish: Wish | None = None, *, by: Actor = BY, key: str = "", at: datetime = NOW) -> Proposal:
    return propose_letter(wish=wish or make_wish(), request_key=key or uuid.uuid4().hex, by=by, at=at)


def seen(proposal: Proposal) -> str:
    """What somebody sends along who has looked at the letter as it was proposed."""
    return fingerprint(proposal.facts_then)
