"""The pages about the village, as an administrator sees and uses them."""

import re
from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, Officer
from balai.core import files
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.enums import Position, SigningForm
from balai.villages.models import Absence, Area, AreaHead, Closure, Identity, OfficeHours, Official
from tests.factories import HallClient, make_officer
from tests.villages.factories import make_area, make_official, make_picture

CONTACT = {
    "address": "Jl. Balai Desa No. 1", "postcode": "99111", "phone": "0990 555 0101", "whatsapp": "",
    "email": "kantor@desa.example", "website": "",
}  # fmt: skip
HEAD = {
    "name": "Suparno Hadi", "nip": "", "position": "head", "post": "", "signing_form": "head", "decree": "",
    "since": "5 Juli 2021", "until": "4 Juli 2029",
}  # fmt: skip
PAGES = [
    "", "alamat/", "lambang/", "warna/", "sebutan/", "waktu/", "wilayah/", "wilayah/tambah/", "pejabat/",
    "pejabat/tambah/", "jam-buka/", "jam-buka/minggu/", "jam-buka/khusus/", "jam-buka/tutup/",
]  # fmt: skip


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def krajan(village: Village) -> Area:
    with acting_for(village):
        make_area("Krajan", "001", "003")
        return make_area("Krajan")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_the_administrator_and_not_for_the_operator(
    page: str, desk: HallClient, village: Village
):
    operator = HallClient(village)
    operator.force_login(make_officer(village, Role.OPERATOR))

    assert desk.get(f"/meja/desa/{page}").status_code == 200
    assert operator.get(f"/meja/desa/{page}").status_code == 403


def test_the_overview_says_what_is_missing_in_an_empty_village(desk: HallClient):
    page = text(desk.get("/meja/desa/"))

    assert "Belum ada. Surat belum bisa terbit." in page
    assert "Belum diisi. Kop surat jadi kosong." in page
    assert "Warga tidak tahu kapan boleh datang." in page


def test_the_overview_names_the_signer_under_his_title(desk: HallClient, village: Village):
    with acting_for(village):
        make_official()

    page = text(desk.get("/meja/desa/"))

    assert "Suparno Hadi KEPALA DESA SUKAMAJU" in page


def test_the_address_is_saved_and_seen(desk: HallClient, village: Village):
    response = desk.post("/meja/desa/alamat/", CONTACT, follow=True)

    with acting_for(village):
        assert Identity.objects.get().address == "Jl. Balai Desa No. 1"
    assert "Alamat kantor sudah disimpan." in text(response)


def test_an_address_with_a_wrong_postcode_is_refused_with_422(desk: HallClient, village: Village):
    response = desk.post("/meja/desa/alamat/", {**CONTACT, "postcode": "99x"})

    assert response.status_code == 422
    assert "Kode pos terdiri dari lima angka." in text(response)
    with acting_for(village):
        assert not Identity.objects.exists()


def test_a_logo_is_uploaded_served_under_its_version_and_removed(
    desk: HallClient, visitor: HallClient, village: Village
):
    desk.post("/meja/desa/lambang/", {"picture": SimpleUploadedFile("l.jpg", make_picture(kind="JPEG"))})
    with acting_for(village):
        sha256 = Identity.objects.get().logo

    served = visitor.get(f"/lambang/{sha256[:16]}.png")
    older = visitor.get("/lambang/0123456789abcdef.png")
    desk.post("/meja/desa/lambang/hapus/")

    assert served.content == files.read(sha256)
    assert "immutable" in served.headers["Cache-Control"]
    assert older.headers["Location"].endswith(f"/lambang/{sha256[:16]}.png")
    assert visitor.get(f"/lambang/{sha256[:16]}.png").status_code == 404


def test_a_logo_of_another_village_is_not_served(desk: HallClient, other_village: Village, village: Village):
    desk.post("/meja/desa/lambang/", {"picture": SimpleUploadedFile("l.png", make_picture())})
    with acting_for(village):
        sha256 = Identity.objects.get().logo

    assert HallClient(other_village).get(f"/lambang/{sha256[:16]}.png").status_code == 404


def test_an_svg_is_refused_with_a_remedy(desk: HallClient):
    svg = SimpleUploadedFile("l.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "image/png")

    response = desk.post("/meja/desa/lambang/", {"picture": svg})

    assert response.status_code == 422
    assert "Simpan dulu sebagai PNG." in text(response)


def test_colours_are_tried_before_they_are_used(desk: HallClient, village: Village):
    tried = desk.get("/meja/desa/warna/", {"colour_main": "#2b3f8c", "colour_accent": "#e8b04a"})
    sheet = desk.get("/meja/desa/warna/2b3f8c-e8b04a.css")

    village.refresh_from_db()
    assert "/meja/desa/warna/2b3f8c-e8b04a.css" in tried.content.decode()
    assert sheet.content.decode() == '[data-village="pratinjau"]{--village-1:#2b3f8c;--village-2:#e8b04a}'
    assert village.colour_main == "#0d5c63"


def test_only_the_preview_comes_back_to_htmx(desk: HallClient):
    response = desk.get(
        "/meja/desa/warna/",
        {"colour_main": "#2b3f8c", "colour_accent": "#e8b04a"},
        headers={"HX-Request": "true"},
    )

    assert response.content.decode().lstrip().startswith('<section id="pratinjau"')


def test_colours_are_used_and_nonsense_is_refused(desk: HallClient, village: Village):
    refused = desk.post("/meja/desa/warna/", {"colour_main": "red;}", "colour_accent": "#e8b04a"})
    desk.post("/meja/desa/warna/", {"colour_main": "#2b3f8c", "colour_accent": "#e8b04a"})

    village.refresh_from_db()
    assert refused.status_code == 422
    assert (village.colour_main, village.colour_accent) == ("#2b3f8c", "#e8b04a")


def test_words_of_the_region_are_used_on_the_next_page(desk: HallClient, village: Village):
    words = {
        "word_village": "negeri", "word_head": "raja", "word_secretary": "sekretaris negeri", "word_council": "saniri negeri",
        "word_subarea": "soa", "word_subarea_head": "kepala soa", "word_rw": "", "word_rt": "RT",
        "word_district": "kecamatan", "word_district_head": "camat",
    }  # fmt: skip

    response = desk.post("/meja/desa/sebutan/", words, follow=True)

    assert "Negeri Sukamaju" in text(response)


def test_a_village_without_a_word_for_itself_is_refused(desk: HallClient):
    assert desk.post("/meja/desa/sebutan/", {"word_village": ""}).status_code == 422


def test_the_clock_is_set(desk: HallClient, village: Village):
    desk.post("/meja/desa/waktu/", {"time_zone": "Asia/Jayapura", "register_update_days": "30"})
    refused = desk.post("/meja/desa/waktu/", {"time_zone": "Asia/Jayapura", "register_update_days": "0"})

    village.refresh_from_db()
    assert (village.time_zone, village.register_update_days, refused.status_code) == (
        "Asia/Jayapura",
        30,
        422,
    )


def test_areas_are_added_level_by_level(desk: HallClient, village: Village):
    desk.post("/meja/desa/wilayah/tambah/", {"level": "1", "name": "Krajan"})
    with acting_for(village):
        krajan = Area.objects.get()
    desk.post(f"/meja/desa/wilayah/{krajan.pk}/tambah/", {"level": "2", "name": "1"})
    refused = desk.post(f"/meja/desa/wilayah/{krajan.pk}/tambah/", {"level": "2", "name": "001"})

    with acting_for(village):
        assert [str(area) for area in Area.objects.in_order()] == ["Krajan", "Krajan, RW 001"]
    assert refused.status_code == 422
    assert "Wilayah ini sudah ada." in text(refused)


def test_levels_a_village_lacks_are_not_offered(desk: HallClient, village: Village, krajan: Area):
    village.word_rw = ""
    village.save()

    page = desk.get(f"/meja/desa/wilayah/{krajan.pk}/tambah/").content.decode()

    assert re.findall(r'name="level" value="(\d)"', page) == ["3"]


def test_a_dusun_is_renamed_and_an_area_in_use_stays(desk: HallClient, village: Village, krajan: Area):
    desk.post(f"/meja/desa/wilayah/{krajan.pk}/nama/", {"name": "Krajan  Lor"})
    refused = desk.post(f"/meja/desa/wilayah/{krajan.pk}/hapus/")

    with acting_for(village):
        assert {area.dusun for area in Area.objects.all()} == {"Krajan Lor"}
    assert refused.status_code == 422
    assert "Wilayah ini masih dipakai" in text(refused)


def test_a_head_gets_an_account_and_loses_it(desk: HallClient, village: Village, krajan: Area):
    officer = make_officer(village, Role.RT_HEAD)
    with acting_for(village):
        head = AreaHead.objects.create(area=krajan, name="Slamet Riyadi", since=date(2024, 1, 1))
    address = f"/meja/desa/ketua/{head.pk}/akun/"

    desk.post(address, {"officer": officer.pk})
    with acting_for(village):
        assert AreaHead.objects.get().officer == officer
    desk.post(address, {"officer": ""})

    with acting_for(village):
        assert AreaHead.objects.get().officer is None
        told = AuditEntry.objects.filter(action="villages.area_head_connected").order_by("at")
        assert [entry.facts for entry in told] == [{"officer": str(officer.pk)}, {}]


def test_a_head_of_an_area_is_recorded_and_ended(desk: HallClient, village: Village, krajan: Area):
    address = f"/meja/desa/wilayah/{krajan.pk}/ketua/"
    desk.post(address, {"name": "Suradi", "phone": "", "since": "1-1-2024", "until": "", "officer": ""})
    second = desk.post(
        address, {"name": "Sutini", "phone": "", "since": "1-1-2025", "until": "", "officer": ""}
    )
    with acting_for(village):
        head = AreaHead.objects.get()
    desk.post(f"/meja/desa/ketua/{head.pk}/akhiri/", {"until": "31 Desember 2024"})

    assert second.status_code == 422
    assert "Akhiri dulu." in text(second)
    with acting_for(village):
        assert AreaHead.objects.get().until == date(2024, 12, 31)


def test_an_area_of_another_village_is_not_found(desk: HallClient, other_village: Village):
    with acting_for(other_village):
        foreign = make_area("Air Jernih")

    assert desk.get(f"/meja/desa/wilayah/{foreign.pk}/").status_code == 404


def test_an_official_is_recorded_corrected_and_ended(desk: HallClient, village: Village):
    desk.post("/meja/desa/pejabat/tambah/", HEAD)
    second = desk.post("/meja/desa/pejabat/tambah/", {**HEAD, "name": "Sugeng", "since": "1-1-2029"})
    with acting_for(village):
        official = Official.objects.get()
    desk.post(f"/meja/desa/pejabat/{official.pk}/", {**HEAD, "name": "Suparno Hadi, S.IP."})
    desk.post(f"/meja/desa/pejabat/{official.pk}/akhiri/", {"until": "1 November 2025"})

    assert second.status_code == 422
    assert "Pada tanggal itu sudah ada kepala." in text(second)
    with acting_for(village):
        assert (Official.objects.get().name, Official.objects.get().until) == (
            "Suparno Hadi, S.IP.",
            date(2025, 11, 1),
        )
    assert "Suparno Hadi, S.IP." not in text(desk.get("/meja/desa/pejabat/"))
    assert "Suparno Hadi, S.IP." in text(desk.get("/meja/desa/pejabat/?dulu=1"))


def test_a_way_of_signing_that_does_not_fit_is_refused(desk: HallClient):
    response = desk.post("/meja/desa/pejabat/tambah/", {**HEAD, "signing_form": "an"})

    assert response.status_code == 422
    assert "Cara menandatangani ini tidak cocok" in text(response)


def test_titles_above_the_signature_are_listed(desk: HallClient, village: Village):
    with acting_for(village):
        make_official()
        make_official(
            name="Ratna", position=Position.SECTION_HEAD, post="Kasi Pelayanan", signing_form=SigningForm.UB
        )

    page = text(desk.get("/meja/desa/pejabat/"))

    assert "a.n. KEPALA DESA SUKAMAJU Sekretaris Desa u.b. Kasi Pelayanan" in page


def test_the_week_is_filled_in_with_breaks_and_closed_days(desk: HallClient, village: Village):
    friday = {"opens_4_1": "08:00", "closes_4_1": "11:30", "opens_4_2": "13:00", "closes_4_2": "15.00"}

    desk.post("/meja/desa/jam-buka/minggu/", {"opens_0_1": "08:00", "closes_0_1": "15:00", **friday})

    with acting_for(village):
        assert [str(row) for row in OfficeHours.objects.ordinary()] == [
            "Senin 08.00–15.00", "Jumat 08.00–11.30", "Jumat 13.00–15.00",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        ({"opens_0_1": "08:00"}, "Senin: isi jam buka dan jam tutup"),
        ({"opens_0_1": "15:00", "closes_0_1": "08:00"}, "Jam tutup harus sesudah jam buka."),
        ({"opens_0_1": "delapan", "closes_0_1": "15:00"}, "Tulis jam seperti 08.00."),
    ],
)
def test_hours_that_make_no_sense_are_refused(
    times: dict[str, str], sentence: str, desk: HallClient, village: Village
):
    response = desk.post("/meja/desa/jam-buka/minggu/", times)

    assert response.status_code == 422
    assert sentence in text(response)
    with acting_for(village):
        assert not OfficeHours.objects.exists()


def test_special_hours_and_closures_come_and_go(desk: HallClient, village: Village):
    period = {"first_day": "18 Februari 2099", "last_day": "19 Maret 2099"}
    desk.post(
        "/meja/desa/jam-buka/khusus/", {**period, "weekdays": ["0", "1"], "opens": "09:00", "closes": "13:00"}
    )
    desk.post(
        "/meja/desa/jam-buka/tutup/",
        {"first_day": "1-5-2099", "last_day": "2-5-2099", "reason": "Merti desa"},
    )
    page = text(desk.get("/meja/desa/jam-buka/"))
    with acting_for(village):
        closure = Closure.objects.get()

    assert "Senin 09.00–13.00, Selasa 09.00–13.00" in page
    assert "Merti desa" in page
    desk.post(f"/meja/desa/jam-buka/tutup/{closure.pk}/hapus/")
    desk.post("/meja/desa/jam-buka/khusus/2099-02-18/2099-03-19/hapus/")
    with acting_for(village):
        assert (Closure.objects.count(), OfficeHours.objects.count()) == (0, 0)


def test_collective_leave_is_a_choice(desk: HallClient, village: Village):
    desk.post("/meja/desa/jam-buka/cuti-bersama/", {"closed": "0"})

    with acting_for(village):
        assert Identity.objects.get().closed_on_collective_leave is False


def test_a_get_does_not_remove(desk: HallClient):
    assert desk.get("/meja/desa/lambang/hapus/").status_code == 405
    assert desk.get("/meja/desa/jam-buka/khusus/2099-02-18/2099-03-19/hapus/").status_code == 405


def queries_of(desk: HallClient, page: str) -> int:
    desk.get(page)
    with CaptureQueriesContext(connection) as queries:
        desk.get(page)
    return len(queries)


def test_the_list_of_areas_costs_the_same_with_one_and_with_three(desk: HallClient, village: Village):
    costs = []
    for names in (["Krajan"], ["Sumber", "Gondang"]):
        with acting_for(village):
            for name in names:
                make_area(name, "001", "003")
                AreaHead.objects.create(area=make_area(name), name=f"Kepala {name}", since=date(2024, 1, 1))
        costs.append(queries_of(desk, "/meja/desa/wilayah/"))

    assert costs[0] == costs[1]


def test_the_list_of_officials_costs_the_same_with_one_and_with_three(desk: HallClient, village: Village):
    with acting_for(village):
        make_official()
    one = queries_of(desk, "/meja/desa/pejabat/")
    with acting_for(village):
        for name in ("Endang", "Ratna"):
            make_official(name=name, position=Position.SECRETARY, signing_form=SigningForm.AN)

    assert queries_of(desk, "/meja/desa/pejabat/") == one


def test_the_office_is_open_or_not_by_the_village_clock(
    desk: HallClient, village: Village, time_machine: Any
):
    with acting_for(village):
        OfficeHours.objects.create(weekday=3, opens=time(8), closes=time(15))
    time_machine.move_to("2026-11-19 02:00:00+00:00")

    assert "Buka sampai 15.00" in text(desk.get("/meja/desa/jam-buka/"))


def test_an_absence_is_recorded_and_taken_back(village: Village, desk: HallClient) -> None:
    with acting_for(village):
        official = make_official()
    days = {"since": "1-1-2026", "until": "31-12-2099", "reason": "Cuti"}
    address = f"/meja/desa/pejabat/{official.pk}/berhalangan/"

    desk.post(address, days)
    twice = desk.post(address, days)
    backwards = desk.post(address, {**days, "until": "1-1-2025"})

    assert (twice.status_code, backwards.status_code) == (422, 422)
    assert "sudah dicatat berhalangan" in text(twice)
    page = text(desk.get("/meja/desa/pejabat/"))
    assert "Belum ada yang menandatangani surat" in page
    with acting_for(village):
        absence = Absence.objects.get()
    desk.post(f"/meja/desa/berhalangan/{absence.pk}/hapus/")
    assert "Surat ditandatangani Suparno Hadi" in text(desk.get("/meja/desa/pejabat/"))


def test_an_official_is_linked_to_an_account_of_this_village(
    village: Village, desk: HallClient, other_officer: Officer
) -> None:
    officer = make_officer(village, Role.VILLAGE_HEAD)
    page = desk.get("/meja/desa/pejabat/tambah/").content.decode()
    assert (str(officer.pk) in page, str(other_officer.pk) in page) == (True, False)

    desk.post("/meja/desa/pejabat/tambah/", {**HEAD, "officer": str(officer.pk), "nik": "9901010507809003"})
    foreign = desk.post("/meja/desa/pejabat/tambah/", {**HEAD, "officer": str(other_officer.pk)})

    assert foreign.status_code == 422
    with acting_for(village):
        assert Official.objects.get().officer == officer
