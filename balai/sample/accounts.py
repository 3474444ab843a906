"""Demo accounts. They are for trying out: one password for all, printed by the command that makes them."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from balai.accounts import operations
from balai.accounts.actors import Actor
from balai.accounts.enums import Permission, Role
from balai.accounts.models import Officer, RegencyAssignment
from balai.sample.plans import VILLAGES
from balai.sample.visitors import DEMO_PIN, visitor_of

DEMO_PASSWORD = "kopi-di-balai-desa"  # noqa: S105  # printed for everybody to see
SINCE = date(2024, 1, 2)

VILLAGE_ACCOUNTS = {
    Role.OPERATOR: "operator",
    Role.ADMINISTRATOR: "admin",
    Role.SERVICE_HEAD: "kasi",
    Role.SECRETARY: "sekretaris",
    Role.VILLAGE_HEAD: "kepala",
    Role.SUBAREA_HEAD: "kadus",
    Role.RW_HEAD: "rw",
    Role.RT_HEAD: "rt",
    Role.VOLUNTEER: "relawan",
}
REGENCY_ACCOUNTS = (
    (Role.CIVIL_REGISTRY, "disdukcapil", "Hesti Kusumaningrum", ""),
    (Role.VILLAGE_AGENCY, "dpmd", "Bagus Wicaksana", ""),
    (Role.INFORMATION_AGENCY, "kominfo", "Laras Anggraini", ""),
    (Role.REGENCY_ADMINISTRATOR, "admin.kabupaten", "Yudha Perdana", ""),
    (Role.DISTRICT_HEAD, "camat.mekarsari", "Widyawati Rahayu", "99.01.01"),
)


@dataclass(frozen=True)
class DemoAccount:
    """What is printed: who signs in, with which name, where."""

    username: str
    full_name: str
    role: Role
    place: str


def make_officers(names: dict[str, str]) -> dict[str, Officer]:
    """Accounts by user name; `names` gives the full names. Hashing one password once keeps this quick."""
    password = make_password(DEMO_PASSWORD)
    officers = [
        Officer(username=username, full_name=full_name, password=password)
        for username, full_name in names.items()
    ]
    Officer.objects.bulk_create(officers)
    return {officer.username: officer for officer in officers}


def assign_in_village(officers: dict[Role, Officer], *, by: Actor) -> None:
    """Give each officer the role in the village of the scope."""
    for role, officer in officers.items():
        operations.assign(
            officer=officer, role=role, since=SINCE, until=None, by=by, granting=frozenset(Permission)
        )


def make_regency_accounts() -> list[DemoAccount]:
    officers = make_officers({username: full_name for _, username, full_name, _ in REGENCY_ACCOUNTS})
    RegencyAssignment.objects.bulk_create(
        RegencyAssignment(officer=officers[username], role=role, district=district, since=SINCE)
        for role, username, _, district in REGENCY_ACCOUNTS
    )
    return [DemoAccount(username, name, role, "kabupaten") for role, username, name, _ in REGENCY_ACCOUNTS]


def described(address: str) -> str:
    """What a person needs to try Balai, for the terminal. `address`: where the regency's root is served."""
    names = ", ".join(name for role, name in VILLAGE_ACCOUNTS.items() if role != Role.OPERATOR)
    regency = ", ".join(username for _, username, _, _ in REGENCY_ACCOUNTS)
    places = "\n".join(f"  {plan.name:<12} {address}{plan.slug}/" for plan in VILLAGES)
    return (
        f"Contoh tiga desa (semua orang di dalamnya rekaan):\n{places}\n"
        f"Masuk meja layanan: {address}{VILLAGES[0].slug}/meja/\n"
        f"  nama pengguna  operator.{VILLAGES[0].slug}\n"
        f"  kata sandi     {DEMO_PASSWORD}\n"
        f"  peran lain     {names} (lalu titik dan nama desa)\n"
        f"  kabupaten      {regency}\n"
        f"Coba anjungan: {address}{VILLAGES[0].slug}/anjungan/ (pasang sebagai admin.{VILLAGES[0].slug})\n"
        f"  NIK dan PIN    {visitor_of(VILLAGES[0])}, {DEMO_PIN}\n"
    )
