"""Specific personal data among answers: seen by whoever may read disabilities, on no page, sheet or stick by anybody else."""

import re
import uuid
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from balai.accounts import rules
from balai.accounts.actors import Actor
from balai.accounts.enums import Permission, Role
from balai.accounts.guards import guard_of
from balai.accounts.models import RegencyAssignment
from balai.applications import operations
from balai.applications.form.definition import is_specific
from balai.applications.form.shipped import shipped_form
from balai.applications.letter_issuing import issue_for_application
from balai.applications.models import Application, Finding
from balai.core import sealing
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from tests.applications.factories import RESIDENT, applicant, begin, birth_service
from tests.applications.form.answers import FAMILY, TODAY, member
from tests.applications.test_letters_from_home import applied
from tests.architecture.test_guards import addresses, knock
from tests.factories import HallClient, make_officer
from tests.letters.conftest import hall
from tests.letters.factories import make_ready, make_resident

__all__ = ["hall"]
pytestmark = pytest.mark.django_db
SECRETS = re.compile("netra|(ada|jenis) disabilitas|kacamata", re.IGNORECASE)
"""The answer, the label of its question, and what an officer wrote about it."""
PLACE = "answer:member1__disability"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime.combine(TODAY, time(9), tzinfo=ZoneInfo("Asia/Jakarta")), tick=False):
        yield


@pytest.fixture
def application(village: Village, actor: Actor) -> Application:
    """A family card of somebody with a disability, at the civil registry, and once returned because of it."""
    told = {**FAMILY, "unrecorded": "ya", **member(1, impairment="2", disability="2")}
    answers = {name: answer for name, answer in told.items() if not name.startswith("applicant__")}
    with acting_for(village):
        draft = begin(birth_service(), form=shipped_form("kartu-keluarga"), case_answers={})
        who = applicant(told["applicant__nik"], name=told["applicant__full_name"], born=date(1988, 3, 4))
        draft = operations.name_applicant(
            application=draft, revision=draft.revision, applicant=who, helper=None, by=RESIDENT
        )
        draft = operations.save_answers(
            application=draft, revision=draft.revision, answers=answers, by=RESIDENT
        )
        sent = operations.submit_application(application=draft, revision=draft.revision, by=RESIDENT)
        Finding.objects.create(application=sent, place=PLACE, sentence="Pakai kacamata?", found_by="Petugas")
        approved = operations.approve_application(application=sent, revision=sent.revision, by=actor)
        return operations.forward_application(application=approved, revision=approved.revision, by=actor)


@pytest.fixture
def hide(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on nobody may read disabilities."""
    others = {role: held - {Permission.READ_DISABILITY} for role, held in rules.ROLE_PERMISSIONS.items()}
    return lambda: monkeypatch.setattr(rules, "ROLE_PERMISSIONS", others)


@pytest.fixture
def seal(village: Village, settings: Any, tmp_path: Path) -> None:
    """Keys of the test's own: packages are signed."""
    settings.BALAI_DATA_DIR = tmp_path
    sealing._opened.cache_clear()
    keys._authority.cache_clear()
    keys.prepare_seal(village, at=timezone.now())


def at_regency() -> Client:
    officer = make_officer()
    RegencyAssignment.objects.create(officer=officer, role=Role.CIVIL_REGISTRY, since=timezone.localdate())
    browser = Client()
    browser.force_login(officer)
    return browser


def desk_addresses(application: Application, slug: str) -> Iterator[tuple[str, str]]:
    """Every address of both desks for applications, with this one in it: (urlconf, path)."""
    for place in ("config.urls_village", "config.urls"):
        for path, view in addresses(get_resolver(place)):
            guard = guard_of(view)
            if "/permohonan/" in path and guard and guard.kind in {"officer", "regency"}:
                filled = path.replace("<uuid:application_id>", str(application.pk))
                filled = filled.replace("<slug:slug>", slug).replace("<slug:name>", "f-1-01")
                yield place, re.sub(r"<uuid:\w+>", str(uuid.UUID(int=7)), filled)


def body(answer: Any) -> str:
    """What an answer says; of a sheet or a package its bytes, which are the same where the same is drawn."""
    content = b"".join(answer) if answer.streaming else answer.content
    return str(content.decode(errors="backslashreplace"))


def said(application: Application, village: Village, paths: Collection[str] = ()) -> dict[str, str]:
    """What the addresses of both desks say: all of them, or these."""
    officer = HallClient(village)
    officer.force_login(make_officer(village, Role.ADMINISTRATOR))
    regency: Any = at_regency()
    return {
        path: body(knock(officer if place == "config.urls_village" else regency, path))
        for place, path in desk_addresses(application, village.slug)
        if path in paths or not paths
    }


def test_no_address_of_a_desk_tells_it_without_the_permission(
    village: Village, application: Application, hide: Callable[[], None], seal: None
) -> None:
    desks = f"/meja/permohonan/{application.pk}/", f"/kabupaten/permohonan/sukamaju/{application.pk}/"
    pages = {f"{desk}{page}" for desk in desks for page in ("", "kembalikan/")}
    sheet = f"{desks[0]}formulir/f-1-01.pdf"
    seen = said(application, village, {*pages, sheet})
    hide()
    hidden = said(application, village)
    with acting_for(village):
        told = {name: each for name, each in application.answers.items() if not is_specific(name)}
        Application.objects.filter(pk=application.pk).update(answers=told)
    never_told = said(application, village, {sheet})

    assert pages <= hidden.keys()
    assert {path for path in pages if SECRETS.search(seen[path])} == pages
    assert {path for path, text in hidden.items() if SECRETS.search(text)} == set()
    assert hidden[sheet] == hidden[f"{desks[1]}formulir/f-1-01.pdf"] == never_told[sheet] != seen[sheet]


def test_a_letter_that_tells_it_is_neither_seen_nor_made_nor_opened(
    hall: None, village: Village, actor: Actor, hide: Callable[[], None]
) -> None:
    officer = HallClient(village)
    officer.force_login(make_officer(village, Role.OPERATOR))
    with acting_for(village):
        make_ready()
        asked = applied(make_resident(), approved_by=actor)
        Application.objects.update(answers={**asked.answers, "disability": "netra"})
    page = f"/meja/permohonan/{asked.pk}/"
    revision = {"revisi": asked.revision}

    seen, offered = officer.get(f"{page}surat/"), body(officer.get(page))
    hide()
    hidden = officer.get(f"{page}surat/"), officer.post(f"{page}surat/", revision)
    told_before = body(officer.get(page))
    with acting_for(village):
        told = Application.objects.get(pk=asked.pk)
        assert told.letter is None
        made = issue_for_application(application=told, revision=told.revision, by=actor)
        result = made.results.get()
    opened, told_after = officer.get(f"{page}hasil/{result.pk}/"), body(officer.get(page))
    the_letter = re.compile(rf'href="[^"]*({asked.pk}/surat|/surat/{made.letter_id}|{asked.pk}/hasil)/')

    assert the_letter.search(offered)
    for page_without in (told_before, told_after):
        assert not the_letter.search(page_without)
        assert "Surat ini memuat data disabilitas" in page_without
    assert (seen.status_code, "Pratinjau" in body(seen)) == (200, True)
    for answer in (*hidden, opened):
        assert answer.status_code == 409
        assert "Surat ini memuat data disabilitas" in body(answer)
        assert "Pratinjau" not in body(answer)
        assert not SECRETS.search(body(answer).replace("Melihat data disabilitas", ""))


def test_it_goes_on_a_stick_whole_or_not_at_all(
    village: Village, application: Application, hide: Callable[[], None], seal: None
) -> None:
    officer = HallClient(village)
    officer.force_login(make_officer(village, Role.OPERATOR))
    registry = at_regency()
    own = "/meja/permohonan/paket/simpan/", {"pilih": str(application.pk)}
    theirs = f"/kabupaten/permohonan/sukamaju/{application.pk}/paket/"

    whole = [body(officer.post(*own)), body(registry.post(theirs))]
    hide()
    refused = officer.post(*own), registry.post(theirs)

    assert [content.startswith("PK") for content in whole] == [True, True]
    assert [answer.status_code for answer in refused] == [409, 409]
    assert all("memuat data pribadi spesifik" in body(answer) for answer in refused)
