"""Plausible names by region, sex and generation. Words are common; whoever results from them is invented."""

from dataclasses import dataclass
from random import Random

from balai.residents.enums import Sex

OLD, MIDDLE, YOUNG = 0, 1, 2
Words = tuple[str, ...]


@dataclass(frozen=True)
class NameStock:
    """First and further words by generation and sex; `clans` are family names (*fam*), where the region has them."""

    first: dict[tuple[int, int], Words]
    further: dict[tuple[int, int], Words]
    single_word_share: tuple[float, float, float]
    clans: Words = ()


def generation(birth_year: int) -> int:
    """Names go out of fashion: before 1968, until 1994, after."""
    if birth_year < 1968:
        return OLD
    return MIDDLE if birth_year < 1995 else YOUNG


def make_name(stock: NameStock, sex: Sex, birth_year: int, clan: str, random: Random) -> str:
    """A full name; where the region has clans it ends with `clan`."""
    era = generation(birth_year)
    key = (era, sex.value)
    first = random.choice(stock.first[key])
    if clan:
        middle = f" {random.choice(stock.further[key])}" if random.random() < 0.3 else ""
        return f"{first}{middle} {clan}"
    # Permendagri 73/2022: a name given since then has at least two words.
    if birth_year < 2022 and random.random() < stock.single_word_share[era]:
        return first
    second = random.choice([word for word in stock.further[key] if word != first])
    if era == YOUNG and random.random() < 0.3:
        third = random.choice([word for word in stock.further[key] if word not in {first, second}])
        return f"{first} {second} {third}"
    return f"{first} {second}"


def _words(text: str) -> Words:
    return tuple(text.split())


MALE, FEMALE = Sex.MALE.value, Sex.FEMALE.value

JAVANESE = NameStock(
    first={
        (OLD, MALE): _words(
            "Suparno Sugeng Slamet Sutrisno Wagiman Ngadiman Paijo Tukiman Sukardi Sudarmo Suwarno Mulyono Sumarno"
            " Suroto Kasiman Poniman Sukirman Ngatijo Sarjono Sujono Suyatno Tugiman Wakijan Mujiono Suhardi Subagyo"
            " Harjono Partono Waluyo Sunardi Wiyono Jumadi Rusman Samino Walidi Sagiman Kartono Parjiman Ngadino"
            " Sukarman Wagino Sugito Sarbini Ponidi Tukijo Sumardi Suraji Marsudi"
        ),
        (MIDDLE, MALE): _words(
            "Agus Budi Eko Dwi Tri Joko Bambang Heri Wahyu Hendra Arif Sigit Danang Nur Anton Dedi Teguh Rudi Wawan"
            " Didik Catur Yusuf Imam Ahmad Andri Bayu Taufik Edi Mujib Irwan Sapto Widi Yanuar Puji Gunawan Hari"
            " Aris Totok Untung Yudi Basuki Suryo Tulus Wisnu"
        ),
        (YOUNG, MALE): _words(
            "Rizky Aditya Bagas Dimas Fajar Galih Ilham Naufal Rafi Raka Rangga Reza Satria Yoga Zidan Arya Bayu"
            " Daffa Gilang Hafiz Alfian Azka Abizar Arkana Muhammad Bima Dhani Elang Faiz Haidar Irfan Jalu Krisna"
            " Lintang Mahesa Nanda Panji Rasya Tegar Wildan Yusuf Zaki"
        ),
        (OLD, FEMALE): _words(
            "Wagiyem Tukinem Suminah Sumarni Ngatinah Sutinah Poniyem Paijem Sulastri Sukinem Mujinem Suratmi"
            " Sumirah Painem Jumirah Rubinem Sarinem Sutarmi Suyatmi Wakinem Lasiyem Ponirah Sukarti Mariyem Saminah"
            " Tumini Suparti Kasinem Rubiyem Ngadinem Partini Sugiyem Marsinah Wasinah Tuminah Saliyem Juminten"
            " Kamsinah Suwarti Ngatiyem"
        ),
        (MIDDLE, FEMALE): _words(
            "Sri Siti Endang Dwi Tri Nur Ika Yuni Rina Ratna Dewi Eni Eka Wiwik Retno Titik Anik Sari Yuli Murni"
            " Umi Erna Lilis Nining Rini Susi Tutik Wahyu Indah Fitri Isti Kristina Nanik Partini Puji Rahma Sumiati"
            " Tatik Winarsih Yanti"
        ),
        (YOUNG, FEMALE): _words(
            "Aisyah Nabila Salsabila Anisa Zahra Intan Cantika Nayla Khansa Aulia Amelia Nadia Syifa Alya Bunga Citra"
            " Dinda Fitria Galuh Hana Jihan Kirana Laras Meisya Naila Puspa Qonita Rahma Sekar Tiara Vania Wulan"
            " Yasmin Zahwa Adinda Arum Dyah Febriana Gendis Kinanti"
        ),
    },
    further={
        (OLD, MALE): _words(
            "Hadi Wiyono Utomo Raharjo Santoso Widodo Sudarmo Wiharjo Sumarto Siswanto Atmojo Mulyo"
        ),
        (MIDDLE, MALE): _words(
            "Santoso Prasetyo Nugroho Setiawan Wibowo Kurniawan Susilo Hartanto Riyanto Supriyadi Wijayanto Purwanto"
            " Cahyono Handoko Saputra Ariyanto Yulianto Haryanto Mulyadi Hidayat Purnomo Sulistyo Rahmanto Widodo"
        ),
        (YOUNG, MALE): _words(
            "Pratama Saputra Ramadhan Maulana Firmansyah Nugraha Wicaksono Kurniawan Permana Putra Alfarizi Pamungkas"
            " Hidayat Prasetya Wijaya Nugroho Setiawan Wibisono Prayoga Al-Fatih Rahman Akbar"
        ),
        (OLD, FEMALE): _words(
            "Lestari Rahayu Utami Hartini Wahyuni Mulyani Handayani Winarti Sudarmi Astuti"
        ),
        (MIDDLE, FEMALE): _words(
            "Lestari Wahyuni Handayani Rahayu Astuti Utami Wulandari Puspitasari Setyowati Purwanti Indriyani Ningsih"
            " Susanti Kusumawati Fatmawati Suryani Rahmawati Kurniasih Hidayati Widiastuti Aminah Haryati"
        ),
        (YOUNG, FEMALE): _words(
            "Azzahra Ramadhani Maharani Permatasari Kusuma Ningrum Safitri Oktaviani Anggraini Khoirunnisa Pertiwi"
            " Lestari Cahyani Putri Larasati Wulandari Nuraini Rahmadani Puspita Salsabila"
        ),
    },
    single_word_share=(0.72, 0.12, 0.03),
)

BANGKA_MALAY = NameStock(
    first={
        (OLD, MALE): _words(
            "Zainal Hasan Sulaiman Marzuki Jamaludin Kasim Saman Rusdi Syamsudin Matsur Abdullah Bahri Daud Harun"
            " Idris Jamil Karim Mansur Nawawi Ramli Sabirin Tarmizi Usman Yahya Zulkifli"
        ),
        (MIDDLE, MALE): _words(
            "Hendri Rusli Sapriadi Jauhari Firdaus Herman Ismail Junaidi Kurnia Mardian Nazarudin Rozali Suhaimi"
            " Toni Yulizar Andika Bustami Dedy Erwin Fahrizal Hamdan Iskandar Juhri Robi"
        ),
        (YOUNG, MALE): _words(
            "Aldi Bayu Dafa Fadil Gibran Habib Ikhsan Jefri Khairul Luthfi Miftah Nabil Okta Rangga Rivaldo Sultan"
            " Tio Vino Wahyu Yoga Zaidan Algifari"
        ),
        (OLD, FEMALE): _words(
            "Rohana Halimah Zubaidah Jamilah Kartini Salma Maimunah Nurhayati Rukiah Asma Fatimah Hamidah Juriah"
            " Mariam Norma Ratna Saidah Timah Zainab Zaleha"
        ),
        (MIDDLE, FEMALE): _words(
            "Yuliana Rosmala Suryati Marlina Nurlaila Desi Eliza Fitriani Hartati Ismawati Juniarti Lismawati Mira"
            " Novita Okta Rusmini Susanti Tuti Wati Yusnita"
        ),
        (YOUNG, FEMALE): _words(
            "Aura Bella Chika Dinda Elsa Fiola Gita Hanum Icha Jesika Keisha Lala Mutia Nazwa Olivia Putri Rahel Sinta"
            " Tasya Viola Winda Zaskia"
        ),
    },
    further={
        (OLD, MALE): _words("Abidin Arifin Hamid Effendi Rahman Yusuf Saleh Umar"),
        (MIDDLE, MALE): _words(
            "Efendi Saputra Hidayat Gunawan Ardiansyah Wijaya Kusuma Fitra Apriyadi Syahputra"
        ),
        (YOUNG, MALE): _words(
            "Pratama Saputra Ramadhan Alfarizi Febrian Maulana Adiputra Akbar Perdana Syaputra"
        ),
        (OLD, FEMALE): _words("Binti Aminah Hasanah Latifah Mardiah Nurdin".replace("Binti ", "")),
        (MIDDLE, FEMALE): _words(
            "Lestari Anggraini Susilawati Marlena Oktaria Puspita Sari Agustina Wulandari"
        ),
        (YOUNG, FEMALE): _words(
            "Aprilia Salsabila Ramadhani Oktavia Safira Maharani Anjani Cahyani Khairani Putri"
        ),
    },
    single_word_share=(0.6, 0.3, 0.05),
)

MALUKU = NameStock(
    first={
        (OLD, MALE): _words("Yohanes Petrus Marthen Frans Jacob Semuel Elias Daniel Hendrik Markus Yosias Zeth Dominggus"),
        (MIDDLE, MALE): _words("Yopi Melky Ferdinand Robert Stevi Alberth Decky Jhon Max Nikolas Oktovianus Rony Welem"),
        (YOUNG, MALE): _words("Gabriel Kevin Rafael Yeremia Juan Christian Fabian Josua Valentino Exel Natanael Jordan"),
        (OLD, FEMALE): _words("Yohana Martha Elisabeth Fransina Welmina Dorkas Paulina Sarlota Yakoba Adriana Hermina"),
        (MIDDLE, FEMALE): _words("Maria Agustina Ester Yuliana Novita Merlin Since Ludia Helena Selfi Regina Ona"),
        (YOUNG, FEMALE): _words("Grace Angel Natalia Gloria Kezia Yemima Chelsea Priska Aurelia Debora Jesica Mercy"),
    },
    further={
        (OLD, MALE): _words("Yosep Lodewyk Matheos Thomas Karel"),
        (MIDDLE, MALE): _words("Piter Julius Andreas Jems Simon"),
        (YOUNG, MALE): _words("Imanuel Putra Yehezkiel Mario Samuel"),
        (OLD, FEMALE): _words("Maria Helena Yosina Wilhelmina"),
        (MIDDLE, FEMALE): _words("Yosefina Marlen Susana Dortje"),
        (YOUNG, FEMALE): _words("Putri Clara Aprilia Vanesa"),
    },
    single_word_share=(0.0, 0.0, 0.0),
    # Built from old words of the islands; not the names of known families.
    clans=_words("Latuwale Maelissa Patirohi Sahuwaka Tuanara Wairata Leasiwa Hatumena Kaihatala Rumalewa Nusawaka Titalea"),
)  # fmt: skip

BIRTH_PLACES = {
    "JAVANESE": _words(
        "Mekarsari Mekarsari Mekarsari Mekarsari Sleman Bantul Klaten Magelang Surakarta Purworejo"
    ),
    "BANGKA_MALAY": _words(
        "Tanjung-Elok Tanjung-Elok Tanjung-Elok Pangkalpinang Sungailiat Belinyu Palembang"
    ),
    "MALUKU": _words("Waelatu Waelatu Waelatu Ambon Masohi Saparua Piru"),
}
