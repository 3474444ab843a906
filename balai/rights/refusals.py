"""Why a request is not taken or not answered, in sentences."""


class TooManyOpen(Exception):
    """The resident has asked for much that nobody has answered yet."""

    def __init__(self, most: int) -> None:
        super().__init__(f"Sudah ada {most} permintaan yang menunggu jawaban. Tunggu jawabannya dulu.")


class AlreadyAnswered(Exception):
    """Somebody else was faster, or the resident took it back."""

    def __init__(self) -> None:
        super().__init__(
            "Permintaan ini sudah dijawab atau sudah ditarik. Muat ulang halaman untuk melihatnya."
        )
