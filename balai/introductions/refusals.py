"""Why an introduction is not given or not taken. Each is a sentence for whoever stands there: what to do now."""

from balai.accounts.attempts import TooManyAttempts

__all__ = [
    "REFUSALS",
    "AlreadyUsed",
    "EndorsementMissing",
    "ForAnotherService",
    "IntroductionExpired",
    "IntroductionRefused",
    "IntroductionWithdrawn",
    "NotAnIntroduction",
    "NotToBeEndorsed",
    "NotWithinReach",
    "TooManyAttempts",
]


class IntroductionRefused(Exception):
    """Nothing was written; `str()` is the sentence."""


class NotAnIntroduction(IntroductionRefused):
    """No such introduction in this village. One sentence for all of it, so that guessing teaches nothing."""

    def __init__(self) -> None:
        super().__init__("Pengantar ini belum dikenal. Coba sekali lagi, atau panggil petugas.")


class IntroductionExpired(IntroductionRefused):
    def __init__(self) -> None:
        super().__init__("Masa berlaku pengantar ini sudah lewat. Minta yang baru ke ketua RT.")


class IntroductionWithdrawn(IntroductionRefused):
    def __init__(self) -> None:
        super().__init__("Pengantar ini sudah dicabut. Tanyakan ke ketua RT.")


class AlreadyUsed(IntroductionRefused):
    """One introduction is for one letter."""

    def __init__(self) -> None:
        super().__init__("Pengantar ini sudah dipakai. Minta yang baru ke ketua RT.")


class EndorsementMissing(IntroductionRefused):
    def __init__(self) -> None:
        super().__init__("Pengantar ini belum disetujui ketua RW. Hubungi ketua RW dulu.")


class ForAnotherService(IntroductionRefused):
    def __init__(self, service: str) -> None:
        super().__init__(f"Pengantar ini hanya untuk: {service}. Minta yang lain ke ketua RT.")


class NotWithinReach(IntroductionRefused):
    """The head may do this only for people of the own area."""

    def __init__(self) -> None:
        super().__init__("Warga ini bukan warga wilayah Anda. Pengantar diberi oleh ketua RT-nya.")


class PhotographsNotTaken(IntroductionRefused):
    """The village wants an officer to look at papers first."""

    def __init__(self) -> None:
        super().__init__("Kertas pengantar dicatat petugas dulu. Sentuh Panggil petugas.")


class NotToBeEndorsed(IntroductionRefused):
    """It waits for nobody (any more)."""

    def __init__(self) -> None:
        super().__init__("Pengantar ini tidak sedang menunggu persetujuan. Muat ulang halamannya.")


REFUSALS = (IntroductionRefused, TooManyAttempts)
