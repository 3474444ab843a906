"""What a paper is about, what it was made from, and what is done with it."""

from django.db.models import TextChoices


class Subject(TextChoices):
    """What a paper tells about."""

    SERVICE = "service", "Satu layanan"
    VILLAGE = "village", "Kantor"
    BOARD = "board", "Beberapa layanan"


class Facet(TextChoices):
    """One thing that a paper was made from; the label says what happened when it has changed since."""

    STANDARD = "standard", "Standar layanannya sudah berganti."
    FACE = "face", "Nama, lambang, warna, atau alamat situs sudah diganti."
    CONTACT = "contact", "Alamat atau nomor telepon kantor sudah diganti."
    HOURS = "hours", "Jam buka sudah diganti."
    HEAD = "head", "Pejabat yang menandatangani sudah berganti."
    COMMON = "common", "Cara menyampaikan pengaduan sudah diganti."


class Action(TextChoices):
    """What stands in the trail."""

    PRINTED = "posters.printed", "Mencetak cetakan"
    PRINTED_AGAIN = "posters.printed_again", "Mencetak lagi cetakan"
    TAKEN_DOWN = "posters.taken_down", "Melepas cetakan"
