"""A village that has something to show on each public page, and those pages."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from balai.publications.enums import ArticleKind, InformationClass, LinkSection
from balai.publications.models import Article
from balai.publications.operations.information import InformationFacts, add_information
from balai.publications.operations.links import LinkFacts, add_link
from balai.residents.enums import Relation, Sex
from balai.residents.operations import publish_figures
from balai.services.operations import set_offered
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.models import Closure, Identity, OfficeHours
from tests.publications.factories import BY, make_article
from tests.residents.factories import make_area, make_family, person
from tests.services.tables import BIRTH, bring_table
from tests.villages.factories import make_official

SEARCHED: Final = (
    "/layanan/?peristiwa=lahir",
    "/layanan/?q=kelahiran",
    "/layanan/?q=xyzzy",
    "/layanan/?q=lahiriah",
    "/layanan/akta-kelahiran/?tempat=rumah",
    "/layanan/akta-kelahiran/?tempat=rumah&saksi=keluarga",
    "/layanan/akta-kelahiran/cetak/",
    "/layanan/akta-kelahiran/cetak/?tempat=rumah&saksi=keluarga",
)
PAGES: Final = (
    "/", "/layanan/", "/layanan/akta-kelahiran/", "/kabar/", "/kabar/posyandu-pindah-ke-balai-rw-2/", "/tautan/", "/profil/",
    "/maklumat/", "/kontak/", "/informasi/", "/statistik/",
)  # fmt: skip
"""Those that can be read in every regional language."""
RICH_BIRTH: Final = {
    **BIRTH,
    "life_events": ["lahir"],
    "forms": ["F-2.01"],
    "note": "Untuk bayi.",
    "report_within": {"text": "60 hari sejak lahir", "law": "UU 24/2013"},
    "channels": ["counter", "kiosk", "online", "appointment"],
    "requirements": [
        *BIRTH["requirements"],
        {"name": "Fotokopi", "law": "Peraturan desa", "proofs": ["KTP", "KK"], "note": "Satu lembar.", "national": False,
         "valid_until": str(date.today() + timedelta(days=30))},
    ],
}  # fmt: skip


def furnish(village: Village) -> None:
    """Fill the village."""
    today = timezone.localdate()
    with acting_for(village):
        Identity.objects.create(
            address="Sukamaju 1", phone="0990 555 0101", whatsapp="0812 5550 0101", email="a@b.example"
        )
        for weekday in range(5):
            OfficeHours.objects.create(weekday=weekday, opens="08:00", closes="15:00")
        Closure.objects.create(first_day=today, last_day=today + timedelta(days=1), reason="Pelatihan")
        make_official()
        set_offered(service=bring_table(RICH_BIRTH), offered=True, by=BY)
        _publish()
        area = make_area("Krajan")
        people = [person(f"Warga {place}", Relation.CHILD, sex=Sex.MALE) for place in range(30)]
        make_family(person("Warga", Relation.HEAD), *people, area=area, as_of=date(2026, 1, 2))
        publish_figures(village=village, now=timezone.now(), by=BY)


def _publish() -> None:
    make_article()
    make_article("Jalan ditutup", kind=ArticleKind.ANNOUNCEMENT, is_pinned=True, until=date(2036, 1, 1))
    make_article("Profil", kind=ArticleKind.PROFILE, facts={"area": "412 hektare", "north": "Sungai"})
    make_article("Maklumat", kind=ArticleKind.CHARTER, facts={"place": "Sukamaju", "signer": "Suparno"})
    make_article("Kontak", kind=ArticleKind.CONTACT)
    add_link(section=LinkSection.CHANNELS, facts=LinkFacts("Ikuti", "https://a.example/", "website"), by=BY)
    add_link(section=LinkSection.OTHERS, facts=LinkFacts("Pasar", "https://b.example/"), by=BY)
    for kind in (InformationClass.PERIODIC, InformationClass.EXEMPT):
        reason = "Rahasia" if kind is InformationClass.EXEMPT else ""
        said = InformationFacts(kind, "Laporan", 2026, "Belanja.", "Kaur", reason)
        add_information(facts=said, document=None, by=BY)
    assert Article.objects.count() == 5
