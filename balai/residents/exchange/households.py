"""Each KK after the import has exactly one living head; where it would not, all its rows of the file are held back."""

from collections.abc import Iterable
from dataclasses import dataclass

from balai.residents.enums import Relation, Standing
from balai.residents.exchange.register import Known, Register
from balai.residents.exchange.tables import Incoming, Table


@dataclass(slots=True, eq=False)
class Member:
    """A row of the file with what it would make of somebody."""

    row: Incoming
    person: Known | None
    kk: str | None
    relation: int | None
    standing: int

    @property
    def is_living(self) -> bool:
        return self.standing == Standing.LIVING

    @property
    def is_head(self) -> bool:
        return self.is_living and self.relation == Relation.HEAD


class Households:
    """The families of a file, over those of the register."""

    def __init__(self, table: Table, register: Register, members: Iterable[Member]) -> None:
        self._table = table
        self._register = register
        self._of: dict[str, list[Member]] = {}
        self._leaving: dict[str, list[Member]] = {}
        self._by_person: dict[Known, Member] = {}
        for member in members:
            if member.kk:
                self._of.setdefault(member.kk, []).append(member)
            if member.person is not None:
                self._by_person[member.person] = member
                if (old := member.person["kk"]) and old != member.kk:
                    self._leaving.setdefault(old, []).append(member)

    def hold_back_broken(self) -> None:
        """Until nothing changes any more: who is held back stays where the register has them."""
        waiting = set(self._of) | set(self._leaving)
        waiting |= {person["kk"] for person in self._by_person if person.is_head and person["kk"]}
        while waiting:
            kk = waiting.pop()
            if (reason := self._what_is_wrong(kk)) is not None:
                waiting |= self._hold_back(kk, *reason)

    def _what_is_wrong(self, kk: str) -> tuple[str, str] | None:
        """Problem and advice for a family that would not have one living head."""
        rows = self._of.get(kk, [])
        heads = [member for member in rows if member.is_head]
        if not self._has_good_row(kk):
            return None
        if len(heads) > 1:
            places = _places(heads)
            return (
                f"KK {kk} punya {len(heads)} kepala keluarga yang hidup: baris {places}.",
                "Pilih satu kepala keluarga. Beri yang lain hubungan yang benar.",
            )
        living, found = self._after(kk)
        if not living or found == 1:
            return None
        if found > 1:
            return (
                f"Di register, KK {kk} dikepalai warga lain yang tidak ada di berkas ini.",
                "Periksa nomor KK, atau catat ganti kepala keluarga lebih dulu.",
            )
        if heads or any(member.row.is_bad and member.relation is None for member in rows):
            bad = _places(heads or [member for member in rows if member.row.is_bad])
            return (
                f"Ikut ditahan: kepala keluarga KK {kk} (baris {bad}) bermasalah.",
                f"Perbaiki baris {bad}; baris ini lalu ikut masuk.",
            )
        return (
            f"KK {kk} tidak punya kepala keluarga yang hidup.",
            "Beri satu anggota yang hidup hubungan 'Kepala keluarga'.",
        )

    def _has_good_row(self, kk: str) -> bool:
        touching = (*self._of.get(kk, ()), *self._leaving.get(kk, ()))
        return any(not member.row.is_bad for member in touching) or any(
            not self._by_person[person].row.is_bad
            for person in self._living_in_register(kk)
            if person in self._by_person
        )

    def _after(self, kk: str) -> tuple[int, int]:
        """Living members and heads among them, should the good rows be written."""
        good = [member for member in self._of.get(kk, ()) if not member.row.is_bad and member.is_living]
        stay = [
            person
            for person in self._living_in_register(kk)
            if person not in self._by_person or self._by_person[person].row.is_bad
        ]
        heads = sum(member.is_head for member in good) + sum(person.is_head for person in stay)
        return len(good) + len(stay), heads

    def _living_in_register(self, kk: str) -> list[Known]:
        family = self._register.families.get(kk)
        return family.living if family is not None else []

    def _hold_back(self, kk: str, problem: str, advice: str) -> set[str]:
        """Mark all rows of a family as bad; the families that this touches must be judged again."""
        touched: set[str] = set()
        members = [*self._of.get(kk, ()), *self._leaving.get(kk, ())]
        for person in self._living_in_register(kk):
            if person in self._by_person and self._by_person[person] not in members:
                members.append(self._by_person[person])
        are_too_many = sum(member.is_head for member in self._of.get(kk, ())) > 1
        for member in members:
            if member.row.is_bad and not (member.is_head and are_too_many):
                continue  # it has a reason of its own
            field, value = ("relation", member.relation) if member.is_head else ("kk", kk)
            self._table.refuse_row(member.row, field, value, problem, advice)
            touched |= {number for number in (member.kk, member.person and member.person["kk"]) if number}
        return touched - {kk}


def _places(members: Iterable[Member]) -> str:
    return ", ".join(str(member.row.row) for member in list(members)[:5])
