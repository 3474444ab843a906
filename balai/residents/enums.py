"""The code lists of the population administration (SIAK); the code is the value, the label is what people read.

Sources: Permendagri 109/2019 (form F-1.01, F-1.03, F-2.01 and their filling guide) and, where the law has no list, the
lists village offices already use. Labels follow KBBI spelling; a layout that needs another spelling keeps its own.
"""

from django.db import models


class Sex(models.IntegerChoices):
    """*Jenis kelamin*."""

    MALE = 1, "Laki-laki"
    FEMALE = 2, "Perempuan"


class Religion(models.IntegerChoices):
    """*Agama/kepercayaan*."""

    ISLAM = 1, "Islam"
    PROTESTANT = 2, "Kristen"
    CATHOLIC = 3, "Katolik"
    HINDU = 4, "Hindu"
    BUDDHIST = 5, "Buddha"
    CONFUCIAN = 6, "Konghucu"
    BELIEF = 7, "Kepercayaan terhadap Tuhan YME"


class BloodType(models.IntegerChoices):
    """*Golongan darah*."""

    A = 1, "A"
    B = 2, "B"
    AB = 3, "AB"
    O = 4, "O"  # noqa: E741  # the blood group is called O
    A_POSITIVE = 5, "A+"
    A_NEGATIVE = 6, "A-"
    B_POSITIVE = 7, "B+"
    B_NEGATIVE = 8, "B-"
    AB_POSITIVE = 9, "AB+"
    AB_NEGATIVE = 10, "AB-"
    O_POSITIVE = 11, "O+"
    O_NEGATIVE = 12, "O-"
    UNKNOWN = 13, "Tidak tahu"


class MaritalStatus(models.IntegerChoices):
    """*Status perkawinan*, the six codes of form F-1.01; the four of the KTP are derived (`rules.ktp_marital_status`)."""

    SINGLE = 1, "Belum kawin"
    MARRIED_REGISTERED = 2, "Kawin tercatat"
    MARRIED_UNREGISTERED = 3, "Kawin belum tercatat"
    DIVORCED_REGISTERED = 4, "Cerai hidup tercatat"
    DIVORCED_UNREGISTERED = 5, "Cerai hidup belum tercatat"
    WIDOWED = 6, "Cerai mati"


class KtpMaritalStatus(models.IntegerChoices):
    """*Status perkawinan* as printed on the KTP: four codes."""

    SINGLE = 1, "Belum kawin"
    MARRIED = 2, "Kawin"
    DIVORCED = 3, "Cerai hidup"
    WIDOWED = 4, "Cerai mati"


class Relation(models.IntegerChoices):
    """*Status hubungan dalam keluarga* (SHDK)."""

    HEAD = 1, "Kepala keluarga"
    HUSBAND = 2, "Suami"
    WIFE = 3, "Istri"
    CHILD = 4, "Anak"
    CHILD_IN_LAW = 5, "Menantu"
    GRANDCHILD = 6, "Cucu"
    PARENT = 7, "Orang tua"
    PARENT_IN_LAW = 8, "Mertua"
    OTHER_RELATIVE = 9, "Famili lain"
    SERVANT = 10, "Pembantu"
    OTHER = 11, "Lainnya"


class Education(models.IntegerChoices):
    """*Pendidikan terakhir*, as on the KK."""

    NONE = 1, "Tidak/belum sekolah"
    PRIMARY_UNFINISHED = 2, "Belum tamat SD/sederajat"
    PRIMARY = 3, "Tamat SD/sederajat"
    LOWER_SECONDARY = 4, "SLTP/sederajat"
    UPPER_SECONDARY = 5, "SLTA/sederajat"
    DIPLOMA_1_2 = 6, "Diploma I/II"
    DIPLOMA_3 = 7, "Akademi/Diploma III/Sarjana Muda"
    BACHELOR = 8, "Diploma IV/Strata I"
    MASTER = 9, "Strata II"
    DOCTOR = 10, "Strata III"


class Schooling(models.IntegerChoices):
    """*Pendidikan yang sedang ditempuh*; from the village monograph, not from SIAK."""

    BEFORE_KINDERGARTEN = 1, "Belum masuk TK/kelompok bermain"
    KINDERGARTEN = 2, "Sedang TK/kelompok bermain"
    NEVER = 3, "Tidak pernah sekolah"
    PRIMARY = 4, "Sedang SD/sederajat"
    PRIMARY_DROPPED = 5, "Tidak tamat SD/sederajat"
    LOWER_SECONDARY = 6, "Sedang SLTP/sederajat"
    UPPER_SECONDARY = 7, "Sedang SLTA/sederajat"
    DIPLOMA_1 = 8, "Sedang D-1/sederajat"
    DIPLOMA_2 = 9, "Sedang D-2/sederajat"
    DIPLOMA_3 = 10, "Sedang D-3/sederajat"
    BACHELOR = 11, "Sedang S-1/sederajat"
    MASTER = 12, "Sedang S-2/sederajat"
    DOCTOR = 13, "Sedang S-3/sederajat"
    SPECIAL_A = 14, "Sedang SLB A/sederajat"
    SPECIAL_B = 15, "Sedang SLB B/sederajat"
    SPECIAL_C = 16, "Sedang SLB C/sederajat"
    ILLITERATE = 17, "Tidak dapat membaca dan menulis huruf Latin/Arab"
    FINISHED = 18, "Tidak sedang sekolah"


class Citizenship(models.IntegerChoices):
    """*Kewarganegaraan*."""

    INDONESIAN = 1, "WNI"
    FOREIGN = 2, "WNA"
    DUAL = 3, "Dua kewarganegaraan"


class Disability(models.IntegerChoices):
    """*Penyandang disabilitas*; specific personal data, read only with `Permission.READ_DISABILITY`."""

    PHYSICAL = 1, "Disabilitas fisik"
    VISUAL = 2, "Disabilitas netra"
    HEARING_SPEECH = 3, "Disabilitas rungu/wicara"
    MENTAL = 4, "Disabilitas mental"
    PHYSICAL_AND_MENTAL = 5, "Disabilitas fisik dan mental"
    OTHER = 6, "Disabilitas lainnya"
    NONE = 7, "Bukan penyandang disabilitas"


class Holding(models.IntegerChoices):
    """Whether someone holds a certificate (*kepemilikan akta*)."""

    ABSENT = 1, "Tidak ada"
    PRESENT = 2, "Ada"


class KtpKind(models.IntegerChoices):
    """Which identity card someone has (`ktp_el`)."""

    NONE = 1, "Belum punya"
    KTP_EL = 2, "KTP-el"
    KIA = 3, "KIA"


class KtpState(models.IntegerChoices):
    """How far the recording for the KTP-el has come (*status rekam*)."""

    NOT_YET_REQUIRED = 1, "Belum wajib"
    NOT_RECORDED = 2, "Belum rekam"
    RECORDED = 3, "Sudah rekam"
    CARD_PRINTED = 4, "Kartu dicetak"
    PRINT_READY = 5, "Siap cetak"
    CARD_SHIPPED = 6, "Kartu dikirim"
    SENT_FOR_PRINTING = 7, "Dikirim untuk dicetak"
    CARD_ISSUED = 8, "Kartu diterbitkan"


class InsuranceKind(models.IntegerChoices):
    """*Asuransi kesehatan*; 4 is in use in workbooks though not in every list."""

    NONE = 1, "Tidak/belum punya"
    BPJS_ASSISTED = 2, "BPJS Penerima Bantuan Iuran"
    BPJS_SELF_PAID = 3, "BPJS bukan Penerima Bantuan Iuran"
    BPJS_REGIONAL = 4, "BPJS bantuan daerah"
    OTHER = 99, "Asuransi lainnya"


class Literacy(models.IntegerChoices):
    """*Dapat membaca huruf*, column 10 of the Buku Induk Penduduk."""

    LATIN = 1, "Latin"
    LOCAL = 2, "Daerah"
    ARABIC = 3, "Arab"
    ARABIC_LATIN = 4, "Arab dan Latin"
    ARABIC_LOCAL = 5, "Arab dan daerah"
    ARABIC_LATIN_LOCAL = 6, "Arab, Latin, dan daerah"


class Standing(models.IntegerChoices):
    """*Status dasar*: whether someone still belongs to the village. The codes 5, 7 and 8 do not exist."""

    LIVING = 1, "Hidup"
    DEAD = 2, "Meninggal"
    MOVED = 3, "Pindah"
    MISSING = 4, "Hilang"
    AWAY = 6, "Pergi"
    INVALID = 9, "Tidak valid"


class Residency(models.IntegerChoices):
    """*Status tinggal*."""

    PERMANENT = 1, "Tetap"
    TEMPORARY = 2, "Tidak tetap"


class EventKind(models.TextChoices):
    """What happened (*peristiwa*)."""

    BIRTH = "birth", "Kelahiran"
    DEATH = "death", "Kematian"
    ARRIVAL = "arrival", "Pindah datang"
    DEPARTURE = "departure", "Pindah keluar"
    MISSING = "missing", "Hilang"
    AWAY = "away", "Pergi sementara"
    RETURN = "return", "Kembali"
    CORRECTION = "correction", "Pembetulan data"
    ADDRESS = "address", "Pindah alamat di dalam desa"
    SPLIT = "split", "Pisah KK"
    JOIN = "join", "Gabung KK"
    HEAD = "head", "Ganti kepala keluarga"
    REISSUE = "reissue", "Ganti nomor KK"
    ANNULMENT = "annulment", "Data dinyatakan tidak valid"
    IMPORT = "import", "Pembaruan dari berkas"
    INITIAL = "initial", "Data awal"


class MoveReason(models.IntegerChoices):
    """*Alasan pindah*, form F-1.03."""

    WORK = 1, "Pekerjaan"
    EDUCATION = 2, "Pendidikan"
    SAFETY = 3, "Keamanan"
    HEALTH = 4, "Kesehatan"
    HOUSING = 5, "Perumahan"
    FAMILY = 6, "Keluarga"
    OTHER = 7, "Lainnya"


class MoveClass(models.IntegerChoices):
    """*Klasifikasi kepindahan*, form F-1.03."""

    SAME_VILLAGE = 1, "Dalam satu desa/kelurahan"
    SAME_DISTRICT = 2, "Antardesa/kelurahan"
    SAME_REGENCY = 3, "Antarkecamatan"
    SAME_PROVINCE = 4, "Antarkabupaten/kota"
    OTHER_PROVINCE = 5, "Antarprovinsi"


class MoveKind(models.IntegerChoices):
    """*Jenis kepindahan*, form F-1.03."""

    HEAD = 1, "Kepala keluarga"
    WHOLE_FAMILY = 2, "Kepala keluarga dan seluruh anggota"
    HEAD_AND_SOME = 3, "Kepala keluarga dan sebagian anggota"
    MEMBERS = 4, "Anggota keluarga"


class BirthPlaceKind(models.IntegerChoices):
    """*Tempat dilahirkan*, form F-2.01."""

    HOSPITAL = 1, "RS/RB"
    CLINIC = 2, "Puskesmas"
    VILLAGE_CLINIC = 3, "Polindes"
    HOME = 4, "Rumah"
    OTHER = 5, "Lainnya"


class BirthKind(models.IntegerChoices):
    """*Jenis kelahiran*, form F-2.01."""

    SINGLE = 1, "Tunggal"
    TWINS = 2, "Kembar 2"
    TRIPLETS = 3, "Kembar 3"
    QUADRUPLETS = 4, "Kembar 4"
    OTHER = 5, "Lainnya"


class BirthAttendant(models.IntegerChoices):
    """*Penolong kelahiran*, form F-2.01."""

    DOCTOR = 1, "Dokter"
    MIDWIFE = 2, "Bidan/perawat"
    TRADITIONAL = 3, "Dukun"
    OTHER = 4, "Lainnya"


class Occupation(models.IntegerChoices):
    """*Jenis pekerjaan*: the newer list of 99 codes, in which 89 is a member of a state body and 99
    is "other". The older list (Permendagri 19/2010) ends with 89 = "other": `rules.OLDER_OCCUPATIONS`.
    """

    NOT_WORKING = 1, "Belum/tidak bekerja"
    HOUSEKEEPING = 2, "Mengurus rumah tangga"
    STUDENT = 3, "Pelajar/mahasiswa"
    RETIRED = 4, "Pensiunan"
    CIVIL_SERVANT = 5, "Pegawai negeri sipil (PNS)"
    MILITARY = 6, "Tentara Nasional Indonesia (TNI)"
    POLICE = 7, "Kepolisian RI (Polri)"
    COMMERCE = 8, "Perdagangan"
    FARMER = 9, "Petani/pekebun"
    STOCK_FARMER = 10, "Peternak"
    FISHER = 11, "Nelayan/perikanan"
    INDUSTRY = 12, "Industri"
    CONSTRUCTION = 13, "Konstruksi"
    TRANSPORT = 14, "Transportasi"
    PRIVATE_EMPLOYEE = 15, "Karyawan swasta"
    STATE_COMPANY_EMPLOYEE = 16, "Karyawan BUMN"
    REGIONAL_COMPANY_EMPLOYEE = 17, "Karyawan BUMD"
    CONTRACT_EMPLOYEE = 18, "Karyawan honorer"
    DAY_LABOURER = 19, "Buruh harian lepas"
    FARM_LABOURER = 20, "Buruh tani/perkebunan"
    FISHERY_LABOURER = 21, "Buruh nelayan/perikanan"
    STOCK_LABOURER = 22, "Buruh peternakan"
    DOMESTIC_WORKER = 23, "Pembantu rumah tangga"
    BARBER = 24, "Tukang cukur"
    ELECTRICIAN = 25, "Tukang listrik"
    MASON = 26, "Tukang batu"
    CARPENTER = 27, "Tukang kayu"
    COBBLER = 28, "Tukang sol sepatu"
    WELDER = 29, "Tukang las/pandai besi"
    TAILOR = 30, "Tukang jahit"
    DENTAL_MECHANIC = 31, "Tukang gigi"
    MAKE_UP_ARTIST = 32, "Penata rias"
    DRESSER = 33, "Penata busana"
    HAIRDRESSER = 34, "Penata rambut"
    MECHANIC = 35, "Mekanik"
    ARTIST = 36, "Seniman"
    HEALER = 37, "Tabib"
    TRADITIONAL_MIDWIFE = 38, "Paraji"
    FASHION_DESIGNER = 39, "Perancang busana"
    TRANSLATOR = 40, "Penerjemah"
    IMAM = 41, "Imam masjid"
    PASTOR = 42, "Pendeta"
    PRIEST = 43, "Pastor"
    JOURNALIST = 44, "Wartawan"
    PREACHER = 45, "Ustaz/mubalig"
    COOK = 46, "Juru masak"
    EVENT_PROMOTER = 47, "Promotor acara"
    MEMBER_DPR = 48, "Anggota DPR-RI"
    MEMBER_DPD = 49, "Anggota DPD"
    MEMBER_BPK = 50, "Anggota BPK"
    PRESIDENT = 51, "Presiden"
    VICE_PRESIDENT = 52, "Wakil presiden"
    CONSTITUTIONAL_JUDGE = 53, "Anggota Mahkamah Konstitusi"
    CABINET_MEMBER = 54, "Anggota kabinet/kementerian"
    AMBASSADOR = 55, "Duta besar"
    GOVERNOR = 56, "Gubernur"
    VICE_GOVERNOR = 57, "Wakil gubernur"
    REGENT = 58, "Bupati"
    VICE_REGENT = 59, "Wakil bupati"
    MAYOR = 60, "Wali kota"
    VICE_MAYOR = 61, "Wakil wali kota"
    MEMBER_PROVINCIAL_DPRD = 62, "Anggota DPRD provinsi"
    MEMBER_REGIONAL_DPRD = 63, "Anggota DPRD kabupaten/kota"
    LECTURER = 64, "Dosen"
    TEACHER = 65, "Guru"
    PILOT = 66, "Pilot"
    LAWYER = 67, "Pengacara"
    NOTARY = 68, "Notaris"
    ARCHITECT = 69, "Arsitek"
    ACCOUNTANT = 70, "Akuntan"
    CONSULTANT = 71, "Konsultan"
    DOCTOR = 72, "Dokter"
    MIDWIFE = 73, "Bidan"
    NURSE = 74, "Perawat"
    PHARMACIST = 75, "Apoteker"
    PSYCHOLOGIST = 76, "Psikiater/psikolog"
    TELEVISION_PRESENTER = 77, "Penyiar televisi"
    RADIO_PRESENTER = 78, "Penyiar radio"
    SEAFARER = 79, "Pelaut"
    RESEARCHER = 80, "Peneliti"
    DRIVER = 81, "Sopir"
    BROKER = 82, "Pialang"
    PSYCHIC = 83, "Paranormal"
    TRADER = 84, "Pedagang"
    VILLAGE_OFFICIAL = 85, "Perangkat desa"
    VILLAGE_HEAD = 86, "Kepala desa"
    NUN = 87, "Biarawan/biarawati"
    ENTREPRENEUR = 88, "Wiraswasta"
    STATE_BODY_MEMBER = 89, "Anggota lembaga tinggi"
    PERFORMER = 90, "Artis"
    ATHLETE = 91, "Atlet"
    CHEF = 92, "Chef"
    MANAGER = 93, "Manajer"
    CLERK = 94, "Tenaga tata usaha"
    OPERATOR = 95, "Operator"
    CRAFT_WORKER = 96, "Pekerja pengolahan, kerajinan"
    TECHNICIAN = 97, "Teknisi"
    ASSISTANT_EXPERT = 98, "Asisten ahli"
    OTHER = 99, "Lainnya"


CODED: dict[str, type[models.IntegerChoices]] = {
    "relation": Relation,
    "sex": Sex,
    "blood_type": BloodType,
    "religion": Religion,
    "marital_status": MaritalStatus,
    "education": Education,
    "schooling": Schooling,
    "occupation": Occupation,
    "citizenship": Citizenship,
    "disability": Disability,
    "has_birth_certificate": Holding,
    "has_marriage_certificate": Holding,
    "has_divorce_certificate": Holding,
    "ktp_kind": KtpKind,
    "ktp_state": KtpState,
    "insurance_kind": InsuranceKind,
    "literacy": Literacy,
    "standing": Standing,
    "residency": Residency,
}
"""The coded fields of a resident and their lists."""
