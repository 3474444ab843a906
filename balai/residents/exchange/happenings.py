"""Deaths, moves, new heads and other KKs that a file shows: an import says them and waits for a decision."""

from collections.abc import Iterable, Iterator

from balai.residents.enums import EventKind, Relation, Standing
from balai.residents.exchange.households import Member
from balai.residents.exchange.outcomes import Happening
from balai.residents.exchange.register import Register
from balai.residents.exchange.tables import Table
from balai.residents.rules import may_follow

KIND_OF_STANDING = {
    Standing.DEAD: EventKind.DEATH,
    Standing.MOVED: EventKind.DEPARTURE,
    Standing.MISSING: EventKind.MISSING,
    Standing.AWAY: EventKind.AWAY,
    Standing.INVALID: EventKind.ANNULMENT,
}
KIND_OF_COMING_BACK = {
    Standing.MOVED: EventKind.ARRIVAL,
    Standing.DEAD: EventKind.CORRECTION,
    Standing.INVALID: EventKind.CORRECTION,
}
DECIDE = "Catat peristiwanya di halaman warga, atau setujui peristiwa dari berkas ini saat menerapkan."


def find_happenings(
    table: Table, members: Iterable[Member], register: Register, *, accept: bool
) -> Iterator[Happening]:
    """Each happening once. Unless accepted, its row is held back with a sentence that says what to decide."""
    for member in members:
        if member.row.is_bad or member.person is None:
            continue
        found = list(_of(member, register))
        yield from found
        for happening in found:
            if not accept:
                table.refuse_row(member.row, happening.field, happening.new, happening.sentence, DECIDE)
            elif happening.field == "standing" and not may_follow(happening.old, happening.new):
                table.refuse_row(
                    member.row, "standing", happening.new, f"{happening.sentence} Peristiwa ini tidak mungkin.",
                    "Perbaiki dulu status warga ini di halamannya.",
                )  # fmt: skip


def _of(member: Member, register: Register) -> Iterator[Happening]:
    person = member.person
    assert person is not None  # noqa: S101
    old_standing, new_standing = Standing(person["standing"]), Standing(member.standing)
    if new_standing != old_standing:
        yield Happening(
            member.row, person, _kind(old_standing, new_standing), "standing", int(old_standing), int(new_standing),
            f"Di register warga ini {old_standing.label.lower()}, di berkas {new_standing.label.lower()}.",
        )  # fmt: skip
    if not (person.is_living and member.is_living):
        return
    if member.kk != person["kk"]:
        kind = EventKind.JOIN if member.kk in register.families else EventKind.SPLIT
        yield Happening(
            member.row, person, kind, "kk", person["kk"], member.kk,
            f"Di register warga ini di KK {person['kk'] or '(belum ada)'}, di berkas di KK {member.kk}.",
        )  # fmt: skip
    if (person["relation"] == Relation.HEAD) != (member.relation == Relation.HEAD):
        becomes = "menjadi kepala keluarga" if member.is_head else "bukan lagi kepala keluarga"
        yield Happening(
            member.row, person, EventKind.HEAD, "relation", person["relation"], member.relation,
            f"Di berkas, warga ini {becomes} KK {member.kk}.",
        )  # fmt: skip


def _kind(old: Standing, new: Standing) -> EventKind:
    if new == Standing.LIVING:
        return KIND_OF_COMING_BACK.get(old, EventKind.RETURN)
    return KIND_OF_STANDING[new]
