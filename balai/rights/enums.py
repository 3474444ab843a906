"""What a resident asks about the own data, how it ends, and what the trail calls that."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What is asked for."""

    ACCESS = "access", "Salinan data"
    CORRECTION = "correction", "Pembetulan data"
    ERASURE = "erasure", "Penghapusan data"


class State(TextChoices):
    """Where a request is. What has ended never opens again."""

    OPEN = "open", "Menunggu jawaban"
    CARRIED_OUT = "carried_out", "Sudah dikerjakan"
    REFUSED = "refused", "Ditolak"
    WITHDRAWN = "withdrawn", "Ditarik peminta"


class Channel(TextChoices):
    """How a request came; the law asks for one that is recorded, on paper or not (UU 27/2022 pasal 14)."""

    OWN_PAGE = "own_page", "Halaman Saya"
    COUNTER = "counter", "Loket"


class Asker(TextChoices):
    """By what right somebody asks."""

    SELF = "self", "Warga itu sendiri"
    PARENT = "parent", "Orang tua atau wali"
    PROXY = "proxy", "Pemegang surat kuasa"


class Ground(TextChoices):
    """Why the law lets, or makes, the office refuse. Which counts for which kind is in `rules.GROUNDS`."""

    STATE_DUTY = (
        "state_duty",
        "Wajib disimpan untuk administrasi kependudukan (UU 27/2022 pasal 15 ayat (1) huruf c)",
    )
    LAW_ENFORCEMENT = (
        "law_enforcement",
        "Dipakai dalam proses hukum (UU 27/2022 pasal 15 ayat (1) huruf b)",
    )
    OTHERS_DATA = "others_data", "Membuka data pribadi orang lain (UU 27/2022 pasal 33 huruf b)"
    DANGER = "danger", "Membahayakan warga itu atau orang lain (UU 27/2022 pasal 33 huruf a)"
    NO_DOCUMENT = "no_document", "Belum ada dokumen yang mendasarinya (UU 23/2006 pasal 3)"
    NOT_THEIRS = (
        "not_theirs",
        "Peminta bukan pemilik data, orang tua, wali, atau kuasanya (UU 27/2022 pasal 1 angka 6)",
    )


class Action(TextChoices):
    """What this app writes into the audit trail."""

    ASKED = "rights.asked", "Meminta hak atas data pribadi"
    READ = "rights.read", "Membaca permintaan hak data pribadi"
    COPY_SHOWN = "rights.copy_shown", "Membuat salinan data warga"
    CHILD_COPIED = "rights.child_copied", "Orang tua mengunduh data anaknya"
    CARRIED_OUT = "rights.carried_out", "Mengerjakan permintaan hak data pribadi"
    REFUSED = "rights.refused", "Menolak permintaan hak data pribadi"
    WITHDRAWN = "rights.withdrawn", "Menarik permintaan hak data pribadi"
    FORGOTTEN = "rights.forgotten", "Menghapus isi permintaan hak data pribadi yang lama"
