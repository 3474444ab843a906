"""A stick goes to the civil registry and comes back: each step once, in order, and nothing that was changed on the way."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import IO, Any

import pytest
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.applications import operations
from balai.applications.enums import Handing, Side, State
from balai.applications.models import Application, Attachment, Event, Finding
from balai.applications.packages import archive
from balai.applications.packages.archive import Purpose, office_code
from balai.applications.packages.receiving import Outcome, opened, take_in
from balai.applications.packages.refusals import PackageRefused, UnknownOffice
from balai.applications.packages.sending import (
    answer_package,
    answered,
    send_by_package,
    village_office,
    work_package,
)
from balai.core.sealing import examine_pdf
from balai.core.seals import Verdict
from balai.documents.operations import open_document
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from balai.villages.known_offices import offices_met
from tests.applications.factories import birth
from tests.documents.factories import make_document
from tests.documents.files import pdf, photo

pytestmark = pytest.mark.django_db


def handed_in(village: Village, actor: Actor) -> Application:
    """A birth with its pages, approved by the village."""
    with acting_for(village):
        application = birth()
        application = operations.return_application(
            application=application, revision=application.revision, findings={"document:kk": "Foto lagi."}, by=actor
        )  # fmt: skip
        for _ in range(2):
            operations.attach(application=application, requirement="kk", document=make_document(photo()))
        application = operations.submit_application(
            application=application, revision=application.revision, by=actor
        )
        return operations.approve_application(
            application=application, revision=application.revision, by=actor
        )


def sent(village: Village, actor: Actor, *applications: Application) -> bytes:
    with acting_for(village):
        fresh = list(Application.objects.filter(pk__in=[each.pk for each in applications]))
        with send_by_package(applications=fresh, village=village, with_specific=True, by=actor) as stick:
            return stick.read()


def at_registry(hall: Village, content: bytes, by: Actor) -> list[Outcome]:
    with acting_for(hall):
        package, _ = opened(BytesIO(content), purpose=Purpose.REQUESTS, village_of=lambda _: hall, by=by)
        return list(take_in(package, by=by))


def back_home(village: Village, content: bytes, by: Actor) -> list[Outcome]:
    with acting_for(village):
        package, _ = opened(BytesIO(content), purpose=Purpose.ANSWERS, village_of=lambda _: village, by=by)
        return list(take_in(package, by=by))


def answer(hall: Village, by: Actor) -> bytes:
    with acting_for(hall), answer_package(applications=list(answered()), village=hall, by=by) as stick:
        return stick.read()


def history(village: Village, application: Application) -> list[tuple[Any, ...]]:
    with acting_for(village):
        events = Event.objects.filter(application__key=application.key).order_by("number")
        return list(events.values_list("number", "step", "side", "source", "target", "at", "label", "reason"))


def sealed_pdf(village: Village) -> bytes:
    return keys.seal_of(village).seal(pdf(), reason="Terbit", location="Kabupaten", at=timezone.now())


def test_a_stick_brings_a_birth_there_and_its_answer_back(
    sealed: Village, far_hall: Village, actor: Actor, registry: Actor
) -> None:
    application = handed_in(sealed, actor)
    stick = sent(sealed, actor, application)

    assert [outcome.words for outcome in at_registry(far_hall, stick, registry)] == ["Diterima."]
    with acting_for(far_hall):
        there = Application.objects.get(key=application.key)
        assert there.state == State.FORWARDED
        assert (there.code, there.answers, there.form) == (
            application.code,
            application.answers,
            application.form,
        )
        assert Finding.objects.filter(application=there, answered_at__isnull=False).count() == 1
        pages = [open_document(page.document) for page in Attachment.objects.filter(application=there)]
    with acting_for(sealed):
        own = [open_document(page.document) for page in Attachment.objects.filter(application=application)]
    assert pages == own
    assert len(pages) == 2
    assert history(sealed, application) == history(far_hall, application)

    # A second time, and from a stick made anew: nothing changes.
    for again in (stick, sent(sealed, actor, application)):
        assert [outcome.is_new for outcome in at_registry(far_hall, again, registry)] == [False]
    assert history(sealed, application) == history(far_hall, application)

    issued = sealed_pdf(sealed)
    with acting_for(far_hall):
        there = operations.accept_application(application=there, revision=there.revision, by=registry)
        operations.add_result(application=there, content=issued, title="Akta", number="99-LU-1", by=registry)
        operations.finish_application(
            application=there, revision=there.revision, side=Side.AGENCY, by=registry
        )
    reply = answer(far_hall, registry)
    told = back_home(sealed, reply, actor)
    assert [outcome.words for outcome in told] == [
        "Terima untuk diproses, selesaikan, 1 dokumen jadi disimpan."
    ]
    assert history(sealed, application) == history(far_hall, application)
    with acting_for(sealed):
        application.refresh_from_db()
        assert application.state == State.FINISHED
        kept = open_document(application.results.get().document)
    assert kept == issued
    assert examine_pdf(kept, keys.roots()).verdict is Verdict.GENUINE

    before = history(sealed, application)
    assert [outcome.is_new for outcome in back_home(sealed, reply, actor)] == [False]
    with acting_for(sealed):
        operations.hand_over(application=application, side=Side.VILLAGE, how=Handing.COLLECTED, by=actor)
    assert [outcome.is_problem for outcome in back_home(sealed, reply, actor)] == [False]
    assert history(sealed, application)[: len(before)] == before
    with acting_for(sealed):
        assert application.results.count() == 1


def test_what_the_registry_sends_back_is_mended_and_goes_again(
    sealed: Village, far_hall: Village, actor: Actor, registry: Actor
) -> None:
    application = handed_in(sealed, actor)
    at_registry(far_hall, sent(sealed, actor, application), registry)
    with acting_for(far_hall):
        there = Application.objects.get(key=application.key)
        operations.send_back_application(
            application=there, revision=there.revision, findings={"document:kk": "Buram."}, reason="Buram.", by=registry
        )  # fmt: skip
    back_home(sealed, answer(far_hall, registry), actor)

    with acting_for(sealed):
        application.refresh_from_db()
        assert (application.state, Finding.objects.open().get().sentence) == (State.SENT_BACK, "Buram.")
        application = operations.return_application(
            application=application, revision=application.revision, findings={}, reason="Foto lagi.", by=actor
        )
        operations.detach(application=application, attachment=application.attachments.all()[0], by=actor)
        application.refresh_from_db()
        application = operations.save_answers(
            application=application, revision=application.revision, answers={"baby__full_name": "Melati"}, by=actor
        )  # fmt: skip
        application = operations.submit_application(
            application=application, revision=application.revision, by=actor
        )
        application = operations.approve_application(
            application=application, revision=application.revision, by=actor
        )
    told = at_registry(far_hall, sent(sealed, actor, application), registry)
    assert [outcome.is_new for outcome in told] == [True]
    with acting_for(far_hall):
        there.refresh_from_db()
        assert (there.state, there.answers["baby__full_name"]) == (State.FORWARDED, "Melati")
        assert there.attachments.count() == 1
        assert not Finding.objects.open().exists()
    assert history(sealed, application) == history(far_hall, application)


def test_what_went_on_at_both_places_is_left_as_it_is(
    sealed: Village, far_hall: Village, actor: Actor, registry: Actor
) -> None:
    """Nothing is guessed: both offices are told to talk."""
    application = handed_in(sealed, actor)
    stick = sent(sealed, actor, application)
    at_registry(far_hall, stick, registry)
    with acting_for(far_hall):
        there = Application.objects.get(key=application.key)
        operations.accept_application(application=there, revision=there.revision, by=registry)
    reply = answer(far_hall, registry)
    with acting_for(sealed):
        application.refresh_from_db()
        operations.send_back_application(
            application=application, revision=application.revision, findings={}, reason="Lewat telepon.", by=registry
        )  # fmt: skip
    before = history(sealed, application)

    (outcome,) = back_home(sealed, reply, actor)

    assert outcome.is_problem
    assert "dikerjakan di dua tempat" in outcome.words
    assert history(sealed, application) == before


def rewritten(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, inside in files.items():
            packed.writestr(name, inside)
    return target.getvalue()


def _with_another_name(files: dict[str, bytes]) -> None:
    path = next(name for name in files if name.endswith("permohonan.json"))
    files[path] = files[path].replace(b"Sari", b"Susi").replace(b'"form"', b'"fron"')


def _with_a_manifest_of_its_own(files: dict[str, bytes]) -> None:
    _with_another_name(files)
    manifest = json.loads(files[archive.MANIFEST])
    for name, listed in manifest["files"].items():
        listed |= {"sha256": sha256(files[name]).hexdigest(), "size": len(files[name])}
    files[archive.MANIFEST] = json.dumps(manifest).encode()


def _without_a_page(files: dict[str, bytes]) -> None:
    files.pop(next(name for name in files if name.endswith(".jpg")))


def _with_one_more(files: dict[str, bytes]) -> None:
    files["BCDFGHJKMNPRSTW/berkas/01-kk-01.jpg"] = photo()


def _with_a_way_out(files: dict[str, bytes]) -> None:
    files["../../etc/passwd"] = b"x"


def _with_a_bomb(files: dict[str, bytes]) -> None:
    path = next(name for name in files if name.endswith(".jpg"))
    files[path] = bytes(64 * 1024 * 1024)


CHANGES = (
    _with_another_name, _with_a_manifest_of_its_own, _without_a_page, _with_one_more, _with_a_way_out, _with_a_bomb,
)  # fmt: skip


def test_what_was_changed_on_the_way_is_refused(
    sealed: Village, far_hall: Village, actor: Actor, registry: Actor
) -> None:
    """On purpose, or a single bit by a bad stick: bytes that no reader looks at are the only ones that don't count."""
    stick = sent(sealed, actor, handed_in(sealed, actor))

    for change in CHANGES:
        with pytest.raises(PackageRefused, match="rusak atau isinya diubah"):
            at_registry(far_hall, rewritten(stick, change), registry)

    seen = 0
    for place in range(31, len(stick), len(stick) // 40):
        changed = bytearray(stick)
        changed[place] ^= 1
        try:
            with acting_for(far_hall):
                opened(BytesIO(changed), purpose=Purpose.REQUESTS, village_of=lambda _: far_hall, by=registry)
        except PackageRefused:
            seen += 1
    assert seen >= 35
    with acting_for(far_hall):
        assert not Application.objects.exists()


def test_a_package_opens_only_at_its_own_desk(
    sealed: Village, far_hall: Village, actor: Actor, registry: Actor
) -> None:
    stick = sent(sealed, actor, handed_in(sealed, actor))

    def refusal(source: IO[bytes], purpose: Purpose, village: Village | None) -> str:
        with acting_for(far_hall), pytest.raises(PackageRefused) as refused:
            opened(source, purpose=purpose, village_of=lambda _: village, by=registry)
        return str(refused.value)

    assert "untuk desa lain" in refusal(BytesIO(stick), Purpose.REQUESTS, None)
    assert "Impor di meja Disdukcapil" in refusal(BytesIO(stick), Purpose.ANSWERS, far_hall)
    assert "bukan paket Balai" in refusal(BytesIO(b"%PDF-1.7 " + bytes(100)), Purpose.REQUESTS, far_hall)
    endless = bytearray(stick)
    endless[-10:-6] = (0x7FFFFFFF).to_bytes(4, "little")  # a list of files of two gigabytes
    assert "terlalu besar" in refusal(BytesIO(endless), Purpose.REQUESTS, far_hall)


def test_an_office_becomes_known_by_the_code_that_it_reads_out(
    sealed: Village, far_hall: Village, actor: Actor, registry: Actor, settings: Any, tmp_path: Any
) -> None:
    stick = sent(sealed, actor, handed_in(sealed, actor))
    code = office_code(village_office(sealed).certificate)
    settings.BALAI_DATA_DIR = tmp_path / "registry"
    keys.prepare_seal(far_hall, at=timezone.now())

    def taken(told: str) -> Village:
        with acting_for(sealed):
            return opened(
                BytesIO(stick), purpose=Purpose.REQUESTS, village_of=lambda _: sealed, code_told=told, by=registry
            )[1]  # fmt: skip

    with pytest.raises(UnknownOffice):
        taken("")
    with pytest.raises(PackageRefused, match="bukan kode pengirim"):
        taken("0000-1111-2222-3333-4444")
    assert taken(code.lower().replace("-", " ")) == sealed
    assert taken("") == sealed
    assert [office_code(each) for each in offices_met(sealed.code, at=sealed.regency.code)] == [code]
    assert offices_met(sealed.code, at=sealed.code) == []


def test_no_package_writes_the_history_of_another(
    sealed: Village, far_hall: Village, actor: Actor, registry: Actor
) -> None:
    """A village that says the registry has finished already is not believed."""
    application = handed_in(sealed, actor)
    sent(sealed, actor, application)
    with acting_for(sealed):
        application.refresh_from_db()
        operations.accept_application(application=application, revision=application.revision, by=registry)
        with work_package(applications=[application], village=sealed, with_specific=True, by=actor) as made:
            stick = made.read()

    (outcome,) = at_registry(far_hall, stick, registry)

    assert outcome.is_problem
    assert "bukan milik pengirimnya" in outcome.words
    with acting_for(far_hall):
        assert not Application.objects.exists()


def test_names_in_a_package_tell_nobody(sealed: Village, actor: Actor) -> None:
    application = handed_in(sealed, actor)
    with zipfile.ZipFile(BytesIO(sent(sealed, actor, application))) as packed:
        names = packed.namelist()
        text = packed.read(f"{application.code}/permohonan.txt").decode()

    assert {name.partition("/")[0] for name in names if "/" in name} == {application.code}
    assert [name for name in names if "formulir/f-2-01" in name]
    assert application.applicant_name.split()[0].lower() not in " ".join(names).lower()
    assert application.applicant_nik not in " ".join(names)
    assert "kk-02.jpg" in text
    assert application.applicant_name in text
