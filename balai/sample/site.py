"""What the sample villages have published: news, their pages, public information, the link page. All of it is invented."""

from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from balai.accounts.actors import Actor
from balai.publications.blocks import read_text
from balai.publications.enums import ArticleKind, ChannelKind, InformationClass, LinkSection
from balai.publications.models import Article
from balai.publications.operations.articles import Content, release_article, start_article
from balai.publications.operations.information import InformationFacts, add_information
from balai.publications.operations.links import LinkFacts, add_link
from balai.publications.operations.pictures import add_picture
from balai.services.models import Service
from balai.tenancy.models import Village
from balai.villages.models import Official
from balai.villages.rules import HOLDS_THE_OFFICE

GROUND = {"area": "412 hektare", "height": "350 meter di atas permukaan laut", "north": "Sungai Contoh"}
NEWS = (
    (
        ArticleKind.NEWS,
        "Pelatihan foto produk untuk pemilik warung",
        "Gratis, Sabtu pagi di balai. Tersisa 12 tempat.",
        """Datang dengan satu produk dan ponsel Anda. Tidak perlu kamera.

## Yang dipelajari

- cahaya dari jendela
- latar yang rapi
- ukuran foto untuk WhatsApp

Daftar di kantor pada jam buka. Yang lebih dulu mendaftar, lebih dulu mendapat tempat.""",
    ),
    (
        ArticleKind.NEWS,
        "Laporan dana triwulan ketiga sudah terbit",
        "Baca ringkasannya dalam dua menit, atau lihat papan di kantor.",
        """Sampai akhir September, tiga dari empat kegiatan sudah selesai.

## Yang sudah selesai

- perbaikan saluran air
- penerangan jalan menuju sekolah
- alat timbang untuk posyandu

Rinciannya ada di halaman informasi publik.""",
    ),
    (
        ArticleKind.ANNOUNCEMENT,
        "Posyandu pindah tempat mulai Senin",
        "Pukul 08.00 sampai 11.00, di ruang serbaguna kantor.",
        """Ruang lama sedang diperbaiki sampai akhir tahun.

Bawa buku KIA. Timbang badan, imunisasi, dan vitamin tetap gratis.""",
    ),
)
PROFILE = """## Sejarah

Dahulu orang berhenti di sini untuk menyeberang sungai. Rumah pertama berdiri di dekat dermaga kayu.
Pasar mingguan dimulai setelah jalan besar dibuka.

## Visi dan misi

Warga sehat, sekolah sampai tamat, dan tidak ada yang mengurus surat dua kali.

- layanan selesai pada hari yang dijanjikan
- air bersih sampai ke rumah terakhir
- pasar yang hidup setiap hari"""
INFORMATION = (
    (InformationClass.PERIODIC, "Ringkasan laporan keuangan", "Pendapatan, belanja, dan sisa anggaran.", "Kaur Keuangan", ""),
    (InformationClass.PERIODIC, "Laporan kegiatan dan kinerja", "Kegiatan yang selesai dan yang ditunda.", "Sekretaris", ""),
    (InformationClass.IMMEDIATE, "Jalur evakuasi banjir", "Tempat berkumpul dan nomor yang dihubungi.", "Kasi Pelayanan", ""),
    (InformationClass.ALWAYS, "Daftar peraturan dan keputusan", "Judul, nomor, dan tahun.", "Sekretaris", ""),
    (
        InformationClass.EXEMPT, "Data pribadi warga", "Nama, NIK, alamat, dan keadaan keluarga.", "Kasi Pelayanan",
        "Membuka rahasia pribadi (UU 14/2008 pasal 17 huruf h).",
    ),
)  # fmt: skip


def publish_the_site(village: Village, *, today: date, by: Actor) -> None:
    """Three news with a picture, a profile, a charter, entries of public information and a link page."""
    for kind, title, summary, text in NEWS:
        article = start_article(kind=kind, content=Content(title, summary, read_text(text)), by=by)
        if kind is ArticleKind.ANNOUNCEMENT:
            _illustrate(article, by)
        release_article(article=article, at=None, until=None, by=by)
    _write_pages(village, today, by)
    for information_class, title, summary, responsible, reason in INFORMATION:
        facts = InformationFacts(information_class, title, today.year, summary, responsible, reason)
        add_information(facts=facts, document=None, by=by)
    _fill_link_page(village, by)


def _write_pages(village: Village, today: date, by: Actor) -> None:
    place = village.words.full_name
    profile = Content(
        f"Profil {place}",
        f"Sejarah, wilayah, dan perangkat {place}.",
        read_text(PROFILE),
        facts=GROUND,
    )
    head = Official.objects.serving(today).filter(signing_form__in=HOLDS_THE_OFFICE).first()
    signed = {
        "place": village.name,
        "day": "5 Januari 2026",
        "signer_title": village.words.head_title,
        "signer": head.name if head else "",
    }
    charter = Content(
        "Maklumat pelayanan",
        f"Janji {place} kepada setiap warga yang dilayani.",
        (),
        facts=signed,
    )
    for kind, content in ((ArticleKind.PROFILE, profile), (ArticleKind.CHARTER, charter)):
        page = start_article(kind=kind, content=content, by=by)
        release_article(article=page, at=None, until=None, by=by)


def _fill_link_page(village: Village, by: Actor) -> None:
    for service in Service.objects.order_by("slug")[:3]:
        add_link(section=LinkSection.SERVICES, facts=LinkFacts(service.name[:80], service=service), by=by)
    example = f"https://{village.slug}.example"
    for channel, address in ((ChannelKind.INSTAGRAM, "instagram"), (ChannelKind.YOUTUBE, "youtube")):
        facts = LinkFacts(str(channel.label), f"{example}/{address}", channel)
        add_link(section=LinkSection.CHANNELS, facts=facts, by=by)
    video = LinkFacts("Cara mengurus surat di anjungan", f"{example}/video/anjungan")
    add_link(section=LinkSection.VIDEOS, facts=video, by=by)


def _illustrate(article: Article, by: Actor) -> None:
    add_picture(
        article=article,
        content=draw_hall(),
        alt="Gambar ruang serbaguna kantor dengan atap joglo di depan bukit.",
        caption="Ruang serbaguna ada di sebelah kiri pintu masuk.",
        based_on=1,
        by=by,
    )


def draw_hall() -> bytes:
    """A hall before hills, in flat colours: the sample shows no real place."""
    picture = Image.new("RGB", (1200, 800), "#cfe3e2")
    brush = ImageDraw.Draw(picture)
    brush.polygon(
        [(0, 520), (320, 260), (640, 480), (900, 240), (1200, 470), (1200, 800), (0, 800)], fill="#8fb5a3"
    )
    brush.rectangle((0, 620, 1200, 800), fill="#d9b36c")
    brush.polygon([(480, 300), (720, 300), (790, 370), (410, 370)], fill="#0d5c63")
    brush.polygon([(400, 380), (800, 380), (980, 470), (220, 470)], fill="#0d5c63")
    for left in (270, 480, 690, 900):
        brush.rectangle((left, 470, left + 30, 640), fill="#5d3a1a")
    brush.rectangle((220, 640, 980, 670), fill="#f4f1ea")
    output = BytesIO()
    picture.save(output, format="JPEG", quality=90)
    return output.getvalue()
