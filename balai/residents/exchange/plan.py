"""What an import would do: every row of a file against the register. Pure; nothing is written here."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from balai.residents.enums import Relation, Standing
from balai.residents.exchange.checks import check_rows
from balai.residents.exchange.comparing import ADDRESS_FIELDS, AREA_FIELDS, Comparison, Place
from balai.residents.exchange.happenings import find_happenings
from balai.residents.exchange.households import Households, Member
from balai.residents.exchange.labels import spelling_key
from balai.residents.exchange.outcomes import Added, Changed, Changes, Happening, Home, Plan
from balai.residents.exchange.problems import Problem
from balai.residents.exchange.register import AT, Known, Register, identity
from balai.residents.exchange.tables import Incoming, Table
from balai.tenancy.rules import RegionalWords
from balai.villages.rules import area_label

type AliveElsewhere = Callable[[Iterable[str]], set[str]]

NEEDED = {"full_name": "nama", "sex": "jenis kelamin", "birth_date": "tanggal lahir"}
NIK, STANDING = AT["nik"], AT["standing"]
HOME_CHANGES = frozenset({"address", "area"})


def make_plan(
    table: Table,
    register: Register,
    *,
    today: date,
    accept_happenings: bool,
    alive_elsewhere: AliveElsewhere,
    words: RegionalWords,
) -> Plan:
    """Match, compare and judge every row.

    Deaths, moves, new heads and other KKs hold their rows back unless `accept_happenings`: an import never turns into
    one without being said.
    """
    check_rows(table, today)
    _warn_of_another_village(table, words.name)
    planner = _Planner(table, register, words, accept_happenings=accept_happenings)
    plan = planner.plan()
    _warn_of_people_elsewhere(plan, alive_elsewhere)
    for problems in (table.errors, table.warnings):
        problems.sort(key=lambda problem: (problem.sheet, problem.row))
    return plan


class _Planner:
    def __init__(
        self, table: Table, register: Register, words: RegionalWords, *, accept_happenings: bool
    ) -> None:
        self._table = table
        self._register = register
        self._accept = accept_happenings
        self._compare = Comparison(table)
        self._matched: dict[Known, Incoming] = {}
        self._plan = Plan(table, words, areas={key: area[1:] for key, area in register.areas.items()})

    def plan(self) -> Plan:
        members = [self._member(row) for row in self._table.rows]
        happenings = self._judge_happenings(members)
        Households(self._table, self._register, members).hold_back_broken()
        places = self._places(members)
        for member in members:
            if member.row.is_bad:
                continue
            if member.person is None:
                self._add(member)
            else:
                self._compare_known(member, happenings.get(member.row, []), places)
        self._carry_families_along(places)
        self._count(members)
        self._warn_of_blanks()
        return self._plan

    def _member(self, row: Incoming) -> Member:
        """Who a row is about, and what it would make of them."""
        person = self._match(row)
        if person is None:
            self._refuse_incomplete(row)
        relation, standing, kk = self._compare.position(row.values)
        if person is not None:
            relation = person["relation"] if relation is None else relation
            standing = person["standing"] if standing is None else standing
            kk = person["kk"] if kk is None else kk
        return Member(row, person, kk, relation, Standing.LIVING if standing is None else standing)

    def _match(self, row: Incoming) -> Known | None:
        """By NIK; whoever has none, in the file or in the register, by name, place and date of birth."""
        nik, name, place, birth_date = self._compare.identity(row.values)
        if nik and (person := self._register.by_nik.get(nik)):
            return self._claim(row, person)
        if not name or not birth_date or (nik and not self._register.without_nik):
            return None
        key = identity(name, place, birth_date)
        found = list(self._register.without_nik.get(key, ()))
        if not nik:
            found += self._with_nik().get(key, [])
        if len(found) > 1:
            self._table.refuse_row(
                row, "full_name", name, "Di register ada lebih dari satu warga dengan nama, tempat, dan tanggal lahir ini.",
                "Tulis NIK-nya, supaya jelas warga yang mana.",
            )  # fmt: skip
            return found[0]
        return self._claim(row, found[0]) if found else None

    def _with_nik(self) -> dict[Any, list[Known]]:
        """Residents with a NIK, by identity; made when the first row without a NIK asks."""
        if not hasattr(self, "_identities"):
            self._identities: dict[Any, list[Known]] = {}
            for person in self._register.by_nik.values():
                key = identity(person["full_name"], person["birth_place"], person["birth_date"])
                self._identities.setdefault(key, []).append(person)
        return self._identities

    def _claim(self, row: Incoming, person: Known) -> Known:
        """A resident belongs to one row: a second one is bad, and so is the first."""
        first = self._matched.setdefault(person, row)
        if first is not row and not (first.is_bad and row.is_bad):
            for twin, other in ((row, first), (first, row)):
                self._table.refuse_row(
                    twin, "full_name", person["full_name"], f"Baris ini dan baris {other.row} adalah warga yang sama.",
                    "Hapus salah satu.",
                )  # fmt: skip
        return person

    def _refuse_incomplete(self, row: Incoming) -> None:
        """Somebody new needs what the register can't do without."""
        if row.is_bad:
            return
        for (field, name), known in zip(NEEDED.items(), self._compare.needed(row.values), strict=True):
            if known is None:
                self._table.refuse_row(row, field, "", f"Warga baru harus punya {name}.", "Isi menurut KK.")
        relation, standing, kk = self._compare.position(row.values)
        if kk and relation is None:
            self._table.refuse_row(
                row, "relation", "", "Warga baru harus punya hubungan dalam keluarga.", "Isi menurut KK."
            )
        elif not kk and relation == Relation.HEAD and standing in {None, Standing.LIVING}:
            self._table.refuse_row(
                row, "kk", "", "Kepala keluarga harus punya nomor KK.", "Isi nomor KK 16 angka."
            )
        elif not kk and not row.is_bad:
            self._table.warn(
                row,
                "kk",
                "",
                "Warga ini belum masuk kartu keluarga mana pun.",
                "Isi nomor KK bila sudah ada.",
            )

    def _judge_happenings(self, members: list[Member]) -> dict[Incoming, list[Happening]]:
        by_row: dict[Incoming, list[Happening]] = {}
        for happening in find_happenings(self._table, members, self._register, accept=self._accept):
            self._plan.happenings.append(happening)
            by_row.setdefault(happening.row, []).append(happening)
        return by_row

    def _places(self, members: list[Member]) -> dict[str, Home]:
        """Where each family of the file lives: as its head's row says, else its first good row."""
        if not self._table.present & {*ADDRESS_FIELDS, *AREA_FIELDS}:
            return {}
        speakers: dict[str, Member] = {}
        for member in members:
            if member.kk and not member.row.is_bad and (member.is_head or member.kk not in speakers):
                speakers[member.kk] = member
        homes = {kk: self._home(kk, member) for kk, member in speakers.items()}
        self._warn_of_different_places(members, homes, speakers)
        return homes

    def _home(self, kk: str, member: Member) -> Home:
        place = self._place(member, kk)
        registered_on = self._compare.value(member.row.values, "registered_on")
        return Home(kk, place.address, place.area, registered_on, place.written, member.row)

    def _place(self, member: Member, kk: str) -> Place:
        family = self._register.families.get(kk)
        known = None
        if family is not None:
            person = next(iter(family.living), None)
            known = {"address": family.address, "dusun": person["dusun"] if person else None}
        return self._compare.place(member.row.values, known)

    def _warn_of_different_places(
        self, members: list[Member], homes: dict[str, Home], speakers: dict[str, Member]
    ) -> None:
        warned: set[str] = set()
        for member in members:
            speaker = speakers.get(member.kk or "")
            if speaker is None or speaker is member or member.row.is_bad or speaker.kk in warned:
                continue
            if self._compare.raw_place(member.row.values) == self._compare.raw_place(speaker.row.values):
                continue
            assert member.kk is not None  # noqa: S101  (the speaker's)
            place, home = self._place(member, member.kk), homes[member.kk]
            if (place.address, place.area) != (home.address, home.area):
                warned.add(member.kk)
                self._table.warn(
                    member.row, "address" if "address" in self._table.present else "full_address", place.address or "",
                    f"Alamat atau wilayah berbeda dari baris {speaker.row.row} pada KK yang sama.",
                    f"Yang dipakai alamat baris {speaker.row.row}. Cocokkan dengan KK.",
                )  # fmt: skip

    def _add(self, member: Member) -> None:
        self._plan.added.append(Added(member.row, self._compare.elements(member.row.values), member.kk))

    def _compare_known(self, member: Member, happenings: list[Happening], homes: dict[str, Home]) -> None:
        assert member.person is not None  # noqa: S101
        changes = self._compare.changes(member.row.values, member.person)
        if member.kk != member.person["kk"]:
            changes["kk"] = (member.person["kk"], member.kk)
        changes |= self._place_changes(member.person, member.kk, homes)
        if {"full_name", "birth_date"} <= changes.keys():
            self._table.warn(
                member.row, "nik", member.person["nik"], "Nama dan tanggal lahir berbeda dari pemilik NIK ini di register.",
                "Pastikan NIK di berkas tidak tertukar.",
            )  # fmt: skip
        if changes:
            self._plan.changed.append(Changed(member.row, member.person, changes, happenings))
        else:
            self._plan.unchanged.append(member.person)

    def _place_changes(self, person: Known, kk: str | None, homes: dict[str, Home]) -> Changes:
        """What a family's address and area mean for one who lives there (or comes to)."""
        if kk is None:
            return {}
        moves = kk != person["kk"]
        family, home = self._register.families.get(kk), homes.get(kk)
        address = (home and home.address) or (family and family.address)
        area = (home and home.area) or (family and family.area)
        own = self._register.families.get(person["kk"] or "")
        old_address, old_area = (own.address, own.area) if own else (None, None)
        changes: Changes = {}
        if address != old_address and (moves or (home and home.address)):
            changes["address"] = (old_address, address)
        if area != old_area and (moves or (home and home.area)):
            changes["area"] = (old_area, area)
        return changes

    def _carry_families_along(self, homes: dict[str, Home]) -> None:
        """Families that are new or move, with the members of whom the file says nothing."""
        moved_or_new = {kk: home for kk, home in homes.items() if self._differs(kk, home)}
        needed = {added.kk for added in self._plan.added if added.kk}
        needed |= {changed.changes["kk"][1] for changed in self._plan.changed if "kk" in changed.changes}
        for kk in needed - self._register.families.keys():
            moved_or_new.setdefault(kk, homes.get(kk) or Home(kk, None, None, None))
        self._plan.homes = moved_or_new
        in_plan = {changed.person for changed in self._plan.changed}
        for kk, home in moved_or_new.items():
            family = self._register.families.get(kk)
            for person in family.living if family else ():
                if person not in in_plan and (changes := self._place_changes(person, kk, {kk: home})):
                    self._plan.changed.append(Changed(None, person, changes))
        for home in moved_or_new.values():
            if home.area and home.area not in self._register.areas:
                self._plan.new_areas.setdefault(home.area, home.written_area)
        self._warn_of_new_areas()

    def _differs(self, kk: str, home: Home) -> bool:
        family = self._register.families.get(kk)
        if family is None:
            return True
        return bool(
            (home.address and home.address != family.address)
            or (home.area and home.area != family.area)
            or (home.registered_on and family.registered_on is None)
        )

    def _warn_of_new_areas(self) -> None:
        for home in self._plan.homes.values():
            if (
                home.area
                and self._plan.new_areas.get(home.area) is home.written_area
                and home.row is not None
            ):
                place = area_label(*home.written_area, self._plan.words)
                column = "dusun" if "dusun" in self._table.present else "full_address"
                self._table.warn(
                    home.row, column, place, f"Wilayah {place} belum ada dan akan dibuat.",
                    "Bila ini salah ketik, perbaiki di berkas lebih dulu.",
                )  # fmt: skip

    def _count(self, members: list[Member]) -> None:
        plan = self._plan
        plan.families = len({member.kk for member in members if member.kk})
        plan.unchanged_rows = len(plan.unchanged)
        in_file = {member.person for member in members if member.person is not None}
        plan.missing = [
            person for person in self._register.people if person.is_living and person not in in_file
        ]

    def _warn_of_blanks(self) -> None:
        for field, count in self._compare.kept_blanks.items():
            if count:
                self._table.warnings.append(
                    Problem(
                        "", 0, self._table.layout.column_of(field), "",
                        f"{count} sel kosong, padahal register berisi data. Data di register tetap.",
                        "Bila memang harus dikosongkan, ubah di halaman warganya.",
                    )
                )  # fmt: skip


def _warn_of_another_village(table: Table, village: str) -> None:
    """A file about another village is the costliest mistake of all."""
    for name, row in table.villages.items():
        if village and spelling_key(name) != spelling_key(village):
            table.warn(
                row, "", name, f"Berkas ini menyebut {name}, padahal yang dibuka {village}.",
                "Pastikan berkas ini milik desa Anda sebelum menerapkannya.",
            )  # fmt: skip


def _warn_of_people_elsewhere(plan: Plan, alive_elsewhere: AliveElsewhere) -> None:
    """A NIK that is alive in another village of the regency: that it is so, never where or who."""
    arriving = {
        nik: added.row
        for added in plan.added
        if (nik := added.values[NIK]) and added.values[STANDING] == Standing.LIVING
    }
    arriving |= {
        changed.person["nik"]: changed.row
        for changed in plan.changed
        if changed.row
        and changed.person["nik"]
        and changed.changes.get("standing", (0, 0))[1] == Standing.LIVING
    }
    for nik in alive_elsewhere(arriving) if arriving else ():
        plan.table.warn(
            arriving[nik], "nik", nik, "NIK ini masih tercatat hidup di desa lain di kabupaten ini.",
            "Minta surat pindah warga ini. Kabupaten ikut memeriksa.",
        )  # fmt: skip
