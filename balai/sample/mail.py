"""Letters that come to a village office: who writes, with what number, about what. All invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Coming:
    """`number` is filled with a serial and the month, `sender` and `subject` with words of the village."""

    number: str
    sender: str
    subject: str


INCOMING = (
    Coming("400.10/{serial}/Kec", "Kecamatan {district}", "Undangan rapat koordinasi bulanan"),
    Coming("000.1.5/{serial}", "Dinas Pemberdayaan Masyarakat dan Desa", "Permintaan laporan realisasi dana desa"),
    Coming("400.7/{serial}/Dinkes", "Dinas Kesehatan", "Jadwal penimbangan balita dan vitamin A"),
    Coming("{serial}/SDN/{month:02}", "SD Negeri 2 {district}", "Permohonan data anak usia sekolah"),
    Coming("{serial}/BPD/{month:02}", "{council}", "Undangan musyawarah {village}"),
    Coming("400.12.2/{serial}", "Dinas Kependudukan dan Pencatatan Sipil", "Jadwal perekaman KTP-el keliling"),
    Coming("500.7/{serial}/Kec", "Kecamatan {district}", "Pemberitahuan kerja bakti saluran air"),
    Coming("{serial}/PKM/{month:02}", "Puskesmas {district}", "Undangan lokakarya lintas sektor"),
    Coming("-", "Karang Taruna", "Permohonan izin memakai lapangan"),
    Coming("900.1/{serial}", "Badan Keuangan Daerah", "Penyampaian SPPT PBB-P2"),
    Coming("{serial}/KT/{month:02}", "Kelompok Tani Sumber Rejeki", "Permohonan rekomendasi pupuk bersubsidi"),
    Coming("300.2/{serial}/Kec", "Kecamatan {district}", "Imbauan siaga musim hujan"),
)  # fmt: skip
