"""A resident's way through the kiosk, who does what the screen says."""

from dataclasses import dataclass, field

from tests.chaos.hall import Hall, Person
from tests.chaos.screen import SECONDS, Screen, Shown
from tests.virtual_printer import wait_until

OUT = "Ambil surat Anda di bawah"
STEPS = ("pilih", "siapa", "tanya", "periksa")
"""The pages from which something is sent, in their order; then comes the paper."""


@dataclass
class Walk:
    """One visit. `met` keeps what was shown besides the ordinary pages."""

    hall: Hall
    person: Person
    screen: Screen
    met: list[Shown] = field(default_factory=list)

    def to(self, place: str) -> None:
        """Do what the screen offers until `place` is shown."""
        for _ in range(20):
            if self.screen.shown.is_away:
                self.met.append(self.screen.shown)
                self.screen.go_on()
            elif self.screen.place == place:
                return
            elif self.screen.place in STEPS:
                self.send()
            else:
                self.screen.open("pilih/")
        raise AssertionError(f"never came to {place}: {self.screen.shown.words}")

    @property
    def action(self) -> tuple[str, dict[str, str]]:
        """Where the form of the page that is shown goes, and what the resident fills in."""
        match self.screen.place:
            case "pilih":
                return "mulai/", {"jenis": "domisili"}
            case "siapa":
                return "siapa/", {"nik": self.person.nik, "pin": self.person.pin}
            case "tanya":
                return "tanya/", {"isian": "purpose", "purpose": "Membuka rekening bank"}
            case "periksa":
                return "cetak/", {}
            case place:
                raise AssertionError(f"nothing is sent from {place}")

    def send(self) -> None:
        """What the page that is shown asks for."""
        path, fields = self.action
        self.screen.send(path, **fields)

    def to_paper(self) -> None:
        """Wait before the screen until it says that the paper lies there."""
        self.to("keluar")
        wait_until(self.is_out, SECONDS)

    def is_out(self) -> bool:
        if self.screen.shown.is_away:
            self.met.append(self.screen.shown)
            self.screen.go_on()
        self.screen.look_again()
        return self.says(OUT)

    def says(self, sentence: str) -> bool:
        return sentence in self.screen.shown.words

    def wait_until_said(self, sentence: str) -> None:
        def said() -> bool:
            self.screen.look_again()
            return self.says(sentence)

        wait_until(said, SECONDS)

    def leave(self) -> None:
        self.screen.open("keluar/")
        self.screen.send("selesai/")
        assert self.screen.place == ""
