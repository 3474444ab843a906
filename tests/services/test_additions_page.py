"""Changing what the village adds to a standard, by plain forms."""

import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.services.models import Service, ServiceVersion
from balai.services.operations import add_locally, hold
from balai.services.operations.layers import ChangedMeanwhile
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_village
from tests.services.tables import BIRTH, bring_table

BY = Actor.system("uji")
PAGE = "/meja/layanan/akta-kelahiran/tambahan/"
STAMP = {"name": "Meterai", "law": "Perdes 4/2026", "proofs": ["Meterai 10.000"]}


class Controls(HTMLParser):
    """What a browser would send of the page's form."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.area = self.chosen = ""
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name") or ""
        if tag == "input" and name and told.get("type") not in {"search", "submit"}:
            if told.get("type") not in {"checkbox", "radio"} or "checked" in told:
                self.sent.setdefault(name, []).append(told.get("value") or "")
        elif tag == "textarea":
            self.area, self.text = name, []
        elif tag == "select":
            self.chosen = name
        elif tag == "option" and "selected" in told:
            self.sent[self.chosen] = [told.get("value") or ""]

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent[self.area], self.area = ["".join(self.text).strip("\n")], ""


def controls(answer: Any) -> dict[str, list[str]]:
    sent = Controls(answer.content.decode()).sent
    return {name: values for name, values in sent.items() if name not in {"csrfmiddlewaretoken", "q"}}


def typed(desk: HallClient, action: str, **changes: Any) -> dict[str, Any]:
    """The page as it is, with some controls typed anew, and a button pressed."""
    names = {name.replace("__", "-"): value for name, value in changes.items()}
    return {**controls(desk.get(PAGE)), **names, "aksi": action}


@pytest.fixture
def birth(village: Village) -> Service:
    with acting_for(village):
        return bring_table(BIRTH)


def kept(village: Village) -> dict[str, Any]:
    with acting_for(village):
        return dict(ServiceVersion.objects.order_by("-number")[0].local)


NEW = {
    "syarat-jumlah": "1",
    "syarat-0-name": "Meterai",
    "syarat-0-law": "Perdes 4/2026",
    "syarat-0-proofs": "Meterai 10.000",
}


def test_everything_that_may_be_added_is_typed_on_one_page(
    desk: HallClient, village: Village, birth: Service
) -> None:
    answer = desk.post(
        PAGE,
        typed(desk, "berlakukan", **NEW)
        | {
            "syarat-0-when_tempat": ["rumah"], "syarat-0-valid_from": "1 Januari 2027", "bukti-kk": "Foto KK\nKK digital",
            "time_amount": "1", "time_longest": "2", "time_unit": "working_days", "note": "Loket buka Senin.",
            "responsible": "secretary", "legal_basis": "Perdes 4/2026", "search_words": "akte bayi",
            "channels": ["counter"], "langkah-counter-jumlah": "1", "langkah-counter-0-title": "Temui Bu Ratna",
            "component_staff": "Dua petugas.",
        },
    )  # fmt: skip

    assert answer.status_code == 302
    assert kept(village) == {
        "requirements": [
            {**STAMP, "valid_from": "2027-01-01", "national": False, "when": {"tempat": ["rumah"]}}
        ],
        "proofs": {"KK": ["Foto KK", "KK digital"]},
        "time": {"amount": 1, "longest": 2, "unit": "working_days"},
        "note": "Loket buka Senin.",
        "responsible": "secretary",
        "legal_basis": ["Perdes 4/2026"],
        "search_words": ["akte bayi"],
        "channels": ["counter"],
        "steps": {"counter": [{"title": "Temui Bu Ratna"}]},
        "components": {"staff": "Dua petugas."},
    }


def test_the_page_gives_back_what_was_published_and_changes_nothing_by_itself(
    desk: HallClient, village: Village, birth: Service
) -> None:
    desk.post(PAGE, typed(desk, "berlakukan", **NEW) | {"bukti-kk": "Foto KK", "note": "Pagi."})
    before = kept(village)

    desk.post(PAGE, typed(desk, "berlakukan"))

    with acting_for(village):
        assert ServiceVersion.objects.count() == 2
    assert kept(village) == before


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({**NEW, "syarat-0-name": "Pengantar RT"}, "syarat-0-name", "tidak boleh diminta lagi"),
        ({**NEW, "syarat-0-name": "kk"}, "syarat-0-name", "sudah ada"),
        ({**NEW, "syarat-0-law": ""}, "syarat-0-law", "belum diisi"),
        ({"time_amount": "4", "time_unit": "working_days"}, "time_amount", "paling lama 3 hari kerja"),
        ({"channels": ["online"]}, "channels", "Warga selalu boleh datang"),
        ({"effective_from": "1 Januari 2020"}, "effective_from", "sudah lewat"),
        ({"effective_from": "kapan-kapan"}, "effective_from", "belum terbaca"),
    ],
)
def test_what_takes_away_is_told_at_its_field_and_nothing_typed_is_lost(
    desk: HallClient, village: Village, birth: Service, changes: dict[str, Any], field: str, sentence: str
) -> None:
    sent = typed(desk, "berlakukan") | {"note": "Loket buka Senin."} | changes

    answer = desk.post(PAGE, sent)
    page = answer.content.decode()
    around = re.search(rf'id="id_{field}_error".*?</span></span>', page, re.DOTALL)

    assert answer.status_code == 422
    assert around
    assert sentence in around[0]
    again = controls(answer)
    assert {name: again.get(name) for name in ("note", *changes)} == {
        name: value if isinstance(value, list) else [value] for name, value in {"note": "Loket buka Senin.", **changes}.items()
    }  # fmt: skip
    assert kept(village) == {}


def test_rows_are_added_moved_and_removed_without_losing_what_was_typed(
    desk: HallClient, birth: Service
) -> None:
    two = NEW | {
        "syarat-jumlah": "2",
        "syarat-1-name": "Foto",
        "syarat-0-when_tempat": ["rumah"],
        "note": "Pagi.",
    }

    added = controls(desk.post(PAGE, typed(desk, "tambah:syarat") | two))
    moved = controls(desk.post(PAGE, typed(desk, "turun:syarat:0") | two))
    removed = controls(desk.post(PAGE, typed(desk, "hapus:syarat:0") | two))
    copied = controls(desk.post(PAGE, typed(desk, "salin:langkah-online") | two))

    assert (added["syarat-jumlah"], added["syarat-0-when_tempat"], added["note"]) == (
        ["3"],
        ["rumah"],
        ["Pagi."],
    )
    assert [moved[f"syarat-{row}-name"] for row in (0, 1)] == [["Foto"], ["Meterai"]]
    assert (removed["syarat-jumlah"], removed["syarat-0-name"]) == (["1"], ["Foto"])
    assert (copied["langkah-online-0-title"], copied["syarat-1-name"]) == (["Kirim"], ["Foto"])
    for nonsense in ("tambah:lain", "hapus:syarat:99", "naik:syarat:0", "x", "hapus:syarat:-1"):
        assert controls(desk.post(PAGE, typed(desk, nonsense) | two))["syarat-1-name"] == ["Foto"]


def test_it_is_looked_at_before_it_counts(desk: HallClient, village: Village, birth: Service) -> None:
    looked = desk.post(PAGE, typed(desk, "lihat", **NEW)).content.decode()
    public = desk.post(f"{PAGE}pratinjau/", typed(desk, "", **NEW)).content.decode()

    assert "Syarat: Meterai" in looked
    assert "Seluruh standar seperti nanti" in looked
    assert "Meterai 10.000" in public
    assert "Belum diberlakukan" in public
    assert desk.post(f"{PAGE}pratinjau/", typed(desk, "", time_amount="4")).status_code == 422
    assert desk.get(f"{PAGE}pratinjau/").status_code == 302
    assert kept(village) == {}


def test_of_what_counts_and_what_is_scheduled_the_officer_chooses_which_to_change(
    desk: HallClient, village: Village, birth: Service
) -> None:
    later = timezone.localdate() + timedelta(30)
    with acting_for(village):
        add_locally(service=birth, additions={"note": "Nanti."}, effective_from=later, by=BY)

    now, then = desk.get(PAGE), desk.get(f"{PAGE}?versi=2")
    desk.post(PAGE, controls(then) | {"note": "Nanti sekali.", "aksi": "berlakukan"})

    assert "Yang mana yang Anda ubah?" in now.content.decode()
    assert (controls(now)["note"], controls(then)["note"]) == ([""], ["Nanti."])
    with acting_for(village):
        told = [
            (each.number, each.local, each.effective_from)
            for each in ServiceVersion.objects.order_by("number")
        ]
    assert told[1:] == [(2, {"note": "Nanti."}, later), (3, {"note": "Nanti sekali."}, later)]


def test_who_was_overtaken_is_told_by_whom_and_keeps_what_was_typed(
    desk: HallClient, village: Village, birth: Service
) -> None:
    mine = typed(desk, "berlakukan") | {"note": "Punya saya."}
    with acting_for(village):
        add_locally(
            service=birth, additions={"note": "Punya Rini."}, effective_from=timezone.localdate(),
            by=Actor(officer=None, label="Rini"),
        )  # fmt: skip

    told = desk.post(PAGE, mine)
    again = desk.post(PAGE, controls(told) | {"aksi": "berlakukan"})

    assert (told.status_code, again.status_code) == (409, 302)
    assert "Rini memberlakukan versi 2" in told.content.decode()
    with acting_for(village):
        notes = [each.local.get("note") for each in ServiceVersion.objects.order_by("number")]
    assert notes == [None, "Punya Rini.", "Punya saya."]


def test_a_service_of_another_village_cannot_be_added_to(desk: HallClient, other_village: Village) -> None:
    with acting_for(other_village):
        bring_table(BIRTH)

    assert desk.get(PAGE).status_code == 404
    assert desk.post(PAGE, {"aksi": "berlakukan"}).status_code == 404


def at_once(*tasks: Callable[[], None]) -> list[BaseException]:
    """Run them at the same moment in threads of their own; what they raised."""
    barrier, raised = Barrier(len(tasks)), list[BaseException]()

    def run(task: Callable[[], None]) -> None:
        try:
            barrier.wait(10)
            task()
        except BaseException as problem:  # handed to the test
            raised.append(problem)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return raised


def test_two_officers_who_publish_at_once_both_have_a_version(committed: str) -> None:
    village = make_village()
    with acting_for(village):
        service = bring_table(BIRTH)

    def publish(note: str) -> None:
        with acting_for(village):
            add_locally(service=service, additions={"note": note}, effective_from=timezone.localdate(), by=BY)

    raised = at_once(lambda: publish("Satu."), lambda: publish("Dua."))

    with acting_for(village):
        told = [(each.number, each.local) for each in ServiceVersion.objects.order_by("number")]
    assert raised == []
    assert [number for number, _ in told] == [1, 2, 3]
    assert {local["note"] for _, local in told[1:]} == {"Satu.", "Dua."}


def test_of_two_who_saw_the_same_only_one_goes_unwarned(committed: str) -> None:
    village = make_village()
    with acting_for(village):
        service = bring_table(BIRTH)

    def publish(note: str) -> None:
        with acting_for(village):
            hold(service=service, seen=1)
            add_locally(service=service, additions={"note": note}, effective_from=timezone.localdate(), by=BY)

    raised = at_once(lambda: publish("Satu."), lambda: publish("Dua."))

    assert [type(each) for each in raised] == [ChangedMeanwhile]
