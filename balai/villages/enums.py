"""Levels of a village, posts of its office, and the forms in which its letters are signed."""

from django.db import models


class AreaLevel(models.IntegerChoices):
    """From the widest to the narrowest; a village may lack the first or the second."""

    DUSUN = 1, "Dusun"
    RW = 2, "RW"
    RT = 3, "RT"


class Position(models.TextChoices):
    """Posts of the *perangkat desa* (Permendagri 84/2015)."""

    HEAD = "head", "Kepala desa"
    SECRETARY = "secretary", "Sekretaris desa"
    SECTION_HEAD = "section_head", "Kepala seksi (kasi)"
    AFFAIRS_HEAD = "affairs_head", "Kepala urusan (kaur)"
    STAFF = "staff", "Staf"


class SigningForm(models.TextChoices):
    """In which capacity somebody signs a letter of the village."""

    HEAD = "head", "Kepala, atas jabatan sendiri"
    PJ = "pj", "Pj. (penjabat): memegang jabatan yang kosong"
    PLT = "plt", "Plt. (pelaksana tugas): menggantikan untuk sementara"
    PLH = "plh", "Plh. (pelaksana harian): kepala sedang berhalangan"
    AN = "an", "a.n. (atas nama) kepala"
    UB = "ub", "u.b. (untuk beliau): di bawah sekretaris"
    NONE = "none", "Tidak menandatangani surat"


class AgencyKind(models.TextChoices):
    """What an agency of the regency is for, in the order in which people need it."""

    CIVIL_REGISTRY = "civil_registry", "Kependudukan dan pencatatan sipil"
    DISTRICT = "district", "Kecamatan"
    VILLAGE_EMPOWERMENT = "village_empowerment", "Pemberdayaan masyarakat desa"
    COMMUNICATION = "communication", "Komunikasi dan informatika"
    OTHER = "other", "Lainnya"


class AdministrativeLevel(models.IntegerChoices):
    """Levels of the national area code; the value is the number of parts of the dotted code."""

    PROVINCE = 1, "Provinsi"
    REGENCY = 2, "Kabupaten/kota"
    DISTRICT = 3, "Kecamatan"
    VILLAGE = 4, "Desa/kelurahan"


class Weekday(models.IntegerChoices):
    """As `date.weekday()` counts."""

    MONDAY = 0, "Senin"
    TUESDAY = 1, "Selasa"
    WEDNESDAY = 2, "Rabu"
    THURSDAY = 3, "Kamis"
    FRIDAY = 4, "Jumat"
    SATURDAY = 5, "Sabtu"
    SUNDAY = 6, "Minggu"
