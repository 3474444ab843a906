"""What can be answered, where, and what the trail calls it."""

from django.db.models import IntegerChoices, TextChoices


class Score(IntegerChoices):
    """The scale of all answers (Permen PANRB 14/2017)."""

    BAD = 1, "Tidak baik"
    POOR = 2, "Kurang baik"
    GOOD = 3, "Baik"
    VERY_GOOD = 4, "Sangat baik"


class Reason(TextChoices):
    """Why somebody was content or not, in one word."""

    QUICK = "quick", "Cepat"
    EASY = "easy", "Mudah"
    CLEAR = "clear", "Jelas"
    HELPFUL = "helpful", "Petugas membantu"
    SLOW = "slow", "Lama"
    CONFUSING = "confusing", "Membingungkan"
    PRINTER = "printer", "Pencetak bermasalah"
    WRONG_DATA = "wrong_data", "Data saya salah"


class Channel(TextChoices):
    """Where somebody was served and answered."""

    KIOSK = "kiosk", "Anjungan"
    COUNTER = "counter", "Loket"
    WEB = "web", "Situs"


class Element(TextChoices):
    """The nine elements (*unsur*) in the order of the annex of Permen PANRB 14/2017.

    The model questionnaire of the same annex asks after facilities before complaints, and published reports follow either,
    so an element is known by its name and never by its number.
    """

    REQUIREMENTS = "requirements", "Persyaratan"
    PROCEDURE = "procedure", "Sistem, mekanisme, dan prosedur"
    TIME = "time", "Waktu penyelesaian"
    COST = "cost", "Biaya/tarif"
    PRODUCT = "product", "Produk spesifikasi jenis pelayanan"
    COMPETENCE = "competence", "Kompetensi pelaksana"
    BEHAVIOUR = "behaviour", "Perilaku pelaksana"
    COMPLAINTS = "complaints", "Penanganan pengaduan, saran, dan masukan"
    FACILITIES = "facilities", "Sarana dan prasarana"


class Sex(TextChoices):
    """*Jenis kelamin* of a respondent."""

    MALE = "male", "Laki-laki"
    FEMALE = "female", "Perempuan"


class AgeGroup(TextChoices):
    """*Umur* of a respondent."""

    UNDER_20 = "under_20", "Di bawah 20 tahun"
    TWENTIES = "20_29", "20–29 tahun"
    THIRTIES = "30_39", "30–39 tahun"
    FORTIES = "40_49", "40–49 tahun"
    FIFTIES = "50_59", "50–59 tahun"
    SIXTY = "60_over", "60 tahun ke atas"


class Education(TextChoices):
    """*Pendidikan* of a respondent, in the steps of the annex."""

    PRIMARY = "sd", "SD atau di bawahnya"
    JUNIOR = "smp", "SMP"
    SENIOR = "sma", "SMA"
    BACHELOR = "s1", "Diploma atau S1"
    MASTER = "s2", "S2"
    DOCTOR = "s3", "S3"


class Occupation(TextChoices):
    """*Pekerjaan* of a respondent, in the groups of the annex."""

    CIVIL_SERVANT = "pns", "PNS"
    SOLDIER = "tni", "TNI"
    POLICE = "polri", "Polri"
    EMPLOYEE = "swasta", "Pegawai swasta"
    BUSINESS = "wirausaha", "Wirausaha"
    OTHER = "lainnya", "Lainnya"


class Span(TextChoices):
    """How long a period of the survey lasts; the value is part of its address."""

    QUARTER = "triwulan", "Triwulan"
    SEMESTER = "semester", "Semester"
    YEAR = "tahun", "Tahun"


class Action(TextChoices):
    """What this app writes into the audit trail. Answers are not among it: a line would say when somebody answered."""

    PUBLISHED = "surveys.published", "Mengumumkan IKM"
    PAPER_ENTERED = "surveys.paper_entered", "Menyalin kuesioner kertas"
