"""What stands on a village's site, and in which state."""

from django.db.models import TextChoices

from balai.core.languages import to_say


class ArticleKind(TextChoices):
    """What a text is: one of many that come and go, or one of the standing pages, each of which exists once."""

    NEWS = "news", "Kabar"
    ANNOUNCEMENT = "announcement", "Pengumuman"
    PROFILE = "profile", "Profil"
    CHARTER = "charter", "Maklumat pelayanan"
    CONTACT = "contact", "Kontak"

    @property
    def is_page(self) -> bool:
        return self not in NEWS_KINDS


NEWS_KINDS = (ArticleKind.NEWS, ArticleKind.ANNOUNCEMENT)


class ArticleState(TextChoices):
    """What officers have decided about a text; whether it is seen also depends on the clock (`Sight`)."""

    DRAFT = "draft", "Konsep"
    RELEASED = "released", "Diterbitkan"
    WITHDRAWN = "withdrawn", "Ditarik"


class Sight(TextChoices):
    """How a text stands at a moment."""

    DRAFT = "draft", "Konsep"
    SCHEDULED = "scheduled", "Terjadwal"
    PUBLISHED = "published", "Tayang"
    ENDED = "ended", "Selesai tayang"
    WITHDRAWN = "withdrawn", "Ditarik"


class BlockKind(TextChoices):
    """The parts a text is made of."""

    PARAGRAPH = "paragraph", "Paragraf"
    HEADING = "heading", "Subjudul"
    LIST = "list", "Daftar"
    LINK = "link", "Tautan"
    PICTURE = "picture", "Gambar"


class LinkSection(TextChoices):
    """The parts of the link page, in order; the value is part of an address at the desk."""

    SERVICES = "layanan", to_say("Layanan")
    CHANNELS = "kanal", to_say("Hubungi kami")
    VIDEOS = "video", to_say("Video")
    OTHERS = "lain", to_say("Lainnya")

    @property
    def icon(self) -> str:
        return {"layanan": "surat", "kanal": "pesan", "video": "video", "lain": "bagikan"}[self.value]


class ChannelKind(TextChoices):
    """Where the village can be reached or followed."""

    WHATSAPP = "whatsapp", "WhatsApp"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"
    X = "x", "X"
    TELEGRAM = "telegram", "Telegram"
    WEBSITE = "website", to_say("Situs lain")

    @property
    def icon(self) -> str:
        if self in {ChannelKind.WHATSAPP, ChannelKind.TELEGRAM}:
            return "pesan"
        return "video" if self in {ChannelKind.YOUTUBE, ChannelKind.TIKTOK} else "orang"


class Outcome(TextChoices):
    """What became of a report; empty while nobody has answered."""

    CORRECTED = "corrected", "Sudah dibetulkan"
    ANSWERED = "answered", "Tidak diubah, ini alasannya"


class InformationClass(TextChoices):
    """The four classes of public information (UU 14/2008 pasal 9 to 11 and 17)."""

    PERIODIC = "berkala", to_say("Berkala")
    IMMEDIATE = "serta-merta", to_say("Serta-merta")
    ALWAYS = "setiap-saat", to_say("Setiap saat")
    EXEMPT = "dikecualikan", to_say("Dikecualikan")

    @property
    def meaning(self) -> str:
        """What belongs there, in one sentence."""
        return to_say(
            {
                "berkala": "Diumumkan paling sedikit tiap enam bulan: profil, kegiatan, kinerja, dan keuangan.",
                "serta-merta": "Harus segera diketahui, karena menyangkut keselamatan atau kepentingan orang banyak.",
                "setiap-saat": "Tersedia kapan saja diminta: peraturan, keputusan, perjanjian, dan data.",
                "dikecualikan": "Tidak dibuka. Yang ditulis di sini hanya apa dan mengapa.",
            }
        )[self.value]


class Action(TextChoices):
    """What this app writes into the audit trail."""

    ARTICLE_STARTED = "publications.article_started", "Menulis halaman situs"
    ARTICLE_SAVED = "publications.article_saved", "Menyimpan versi halaman situs"
    SERVICE_CHOSEN = "publications.service_chosen", "Memilih layanan yang dijelaskan"
    ARTICLE_RELEASED = "publications.article_released", "Menerbitkan halaman situs"
    ARTICLE_WITHDRAWN = "publications.article_withdrawn", "Menarik halaman situs"
    ARTICLE_REVIEWED = "publications.article_reviewed", "Meninjau halaman situs"
    REVIEW_RHYTHM_CHANGED = "publications.review_rhythm_changed", "Mengatur jadwal tinjau halaman"
    PICTURE_ADDED = "publications.picture_added", "Menambah gambar situs"
    LINK_ADDED = "publications.link_added", "Menambah tautan"
    LINK_CHANGED = "publications.link_changed", "Mengubah tautan"
    LINK_SHOWN = "publications.link_shown", "Menampilkan tautan"
    LINK_HIDDEN = "publications.link_hidden", "Menyembunyikan tautan"
    LINK_MOVED = "publications.link_moved", "Mengurutkan tautan"
    LINK_REMOVED = "publications.link_removed", "Menghapus tautan"
    CORRECTION_REPORTED = "publications.correction_reported", "Melaporkan isi yang keliru"
    CORRECTION_ANSWERED = "publications.correction_answered", "Menjawab laporan isi yang keliru"
    CONTACTS_FORGOTTEN = "publications.contacts_forgotten", "Menghapus kontak pelapor"
    INFORMATION_ADDED = "publications.information_added", "Menambah informasi publik"
    INFORMATION_CHANGED = "publications.information_changed", "Memperbarui informasi publik"
    INFORMATION_REMOVED = "publications.information_removed", "Menghapus informasi publik"
