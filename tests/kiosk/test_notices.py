"""What the village has to say while nobody is at the kiosk."""

from datetime import timedelta

from django.utils import timezone

from balai.accounts.actors import Actor
from balai.kiosk.operations.notices import put_up_notice
from balai.publications.enums import ArticleKind
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.publications.factories import make_article


def test_a_notice_hangs_on_the_resting_screen_until_it_is_taken_down(
    desk: HallClient, paired: HallClient
) -> None:
    desk.post("/meja/anjungan/pengumuman/", {"title": "Posyandu hari Kamis", "text": "Pukul 08.00 di balai."})
    shown = paired.get("/anjungan/").content.decode()

    page = desk.get("/meja/anjungan/pengumuman/")
    notice = page.context["notices"][0]
    desk.post(f"/meja/anjungan/pengumuman/{notice.pk}/hapus/")

    assert "Posyandu hari Kamis" in shown
    assert "Pukul 08.00 di balai." in shown
    assert "Posyandu" not in paired.get("/anjungan/").content.decode()


def test_a_notice_disappears_after_its_day(paired: HallClient, village: Village, actor: Actor) -> None:
    today = timezone.localdate()
    with acting_for(village):
        put_up_notice(title="Sampai kemarin", text="", until=today - timedelta(days=1), by=actor)
        put_up_notice(title="Sampai hari ini", text="", until=today, by=actor)

    page = paired.get("/anjungan/").content.decode()

    assert "Sampai kemarin" not in page
    assert "Sampai hari ini" in page


def test_the_three_newest_are_shown(paired: HallClient, village: Village, actor: Actor) -> None:
    with acting_for(village):
        for number in range(5):
            put_up_notice(title=f"Kabar {number}", text="", until=None, by=actor)

    page = paired.get("/anjungan/")

    assert [notice.title for notice in page.context["notices"]] == ["Kabar 4", "Kabar 3", "Kabar 2"]


def test_a_notice_without_a_title_is_refused(desk: HallClient) -> None:
    assert desk.post("/meja/anjungan/pengumuman/", {"title": ""}).status_code == 422


def test_announcements_of_the_site_follow_the_notices(
    paired: HallClient, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        put_up_notice(title="Kertas habis", text="", until=None, by=actor)
        make_article("Bayar PBB sampai Jumat " + "a" * 60, kind=ArticleKind.ANNOUNCEMENT)
        make_article("Kabar saja")

    page = paired.get("/anjungan/")

    titles = [notice.title for notice in page.context["notices"]]
    assert titles == ["Kertas habis", "Bayar PBB sampai Jumat " + "a" * 36 + "…"]
