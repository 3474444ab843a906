"""What officers are called and what they may be allowed to do."""

from django.db.models import TextChoices


class Role(TextChoices):
    """The post a person holds, as the village or the regency names it."""

    ADMINISTRATOR = "administrator", "Administrator"
    OPERATOR = "operator", "Operator"
    SERVICE_HEAD = "service_head", "Kasi Pelayanan"
    SECRETARY = "secretary", "Sekretaris"
    VILLAGE_HEAD = "village_head", "Kepala desa"
    SUBAREA_HEAD = "subarea_head", "Kepala dusun"
    RT_HEAD = "rt_head", "Ketua RT"
    RW_HEAD = "rw_head", "Ketua RW"
    VOLUNTEER = "volunteer", "Relawan"
    DISTRICT_HEAD = "district_head", "Camat"
    CIVIL_REGISTRY = "civil_registry", "Disdukcapil"
    VILLAGE_AGENCY = "village_agency", "DPMD"
    INFORMATION_AGENCY = "information_agency", "Kominfo"
    REGENCY_ADMINISTRATOR = "regency_administrator", "Administrator kabupaten"


class Permission(TextChoices):
    """One thing an officer may do; views ask for a permission, never for a role."""

    READ_RESIDENTS = "read_residents", "Melihat data warga"
    EDIT_RESIDENTS = "edit_residents", "Mengubah data warga"
    IMPORT_RESIDENTS = "import_residents", "Memuat data warga dari berkas"
    EXPORT_RESIDENTS = "export_residents", "Mengunduh data warga"
    READ_DISABILITY = "read_disability", "Melihat data disabilitas"
    READ_STATISTICS = "read_statistics", "Melihat laporan dan statistik"
    READ_LETTERS = "read_letters", "Melihat surat"
    ISSUE_LETTERS = "issue_letters", "Menerbitkan surat"
    REVOKE_LETTERS = "revoke_letters", "Mencabut surat"
    COSIGN_LETTERS = "cosign_letters", "Ikut menandatangani surat desa di kecamatannya"
    MANAGE_LETTER_KINDS = "manage_letter_kinds", "Mengatur jenis surat"
    MANAGE_VILLAGE = "manage_village", "Mengatur desa"
    MANAGE_OFFICERS = "manage_officers", "Mengatur petugas"
    READ_AUDIT = "read_audit", "Membaca jejak kegiatan"
    SEE_REGENCY = "see_regency", "Melihat meja kabupaten"
    MANAGE_REGENCY = "manage_regency", "Mengatur kabupaten"


class Action(TextChoices):
    """What the accounts app itself writes into the audit trail. Other apps add their own texts."""

    SIGNED_IN = "accounts.signed_in", "Masuk"
    SIGN_IN_FAILED = "accounts.sign_in_failed", "Gagal masuk"
    SIGNED_OUT = "accounts.signed_out", "Keluar"
    PASSWORD_CHANGED = "accounts.password_changed", "Mengganti kata sandi"
    PASSWORD_RESET = "accounts.password_reset", "Memberi kata sandi sementara"
    SECOND_FACTOR_ADDED = "accounts.second_factor_added", "Menambah kunci masuk"
    SECOND_FACTOR_REMOVED = "accounts.second_factor_removed", "Menghapus kunci masuk"
    SECOND_FACTORS_RESET = "accounts.second_factors_reset", "Menghapus semua kunci masuk"
    NAME_CHANGED = "accounts.name_changed", "Mengganti nama sendiri"
    OFFICER_CREATED = "accounts.officer_created", "Membuat akun petugas"
    ACCOUNT_CLOSED = "accounts.account_closed", "Menutup akun"
    ACCOUNT_OPENED = "accounts.account_opened", "Membuka akun lagi"
    ASSIGNED = "accounts.assigned", "Memberi tugas"
    ASSIGNMENT_CHANGED = "accounts.assignment_changed", "Mengubah tugas"
    ASSIGNMENT_ENDED = "accounts.assignment_ended", "Mengakhiri tugas"
    ASSIGNMENT_OFFERED = "accounts.assignment_offered", "Menawarkan tugas"
    ASSIGNMENT_ACCEPTED = "accounts.assignment_accepted", "Menerima tugas"
    ASSIGNMENT_DECLINED = "accounts.assignment_declined", "Menolak tugas"
    ALL_VILLAGES_READ = "accounts.all_villages_read", "Membaca data semua desa"
    RESIDENT_READ = "residents.read", "Melihat data warga"
