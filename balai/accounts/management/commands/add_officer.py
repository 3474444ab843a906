"""Makes an account from the command line: the first administrator of a village or of the regency."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from balai.accounts import operations
from balai.accounts.actors import Actor
from balai.accounts.enums import Permission, Role
from balai.accounts.models import Officer
from balai.accounts.rules import REGENCY_ROLES
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency

EVERYTHING = frozenset(Permission)  # whoever has this shell has the database as well
PERSON = Actor.system("baris perintah")


class Command(BaseCommand):
    """`manage.py add_officer ratna.p "Ratna Puspita" --role administrator --village 99.01.01.2001`."""

    help = "Make an account and print its first password, which lasts seven days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="what the officer types to sign in, in small letters")
        parser.add_argument("full_name", help="the officer's name, in quotes")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--village", default="", help="code of the village, for a role in a village")
        parser.add_argument("--district", default="", help="code of the district, for a district head")

    def handle(self, *args: Any, **options: Any) -> None:
        role = Role(options["role"])
        if (role in REGENCY_ROLES) == bool(options["village"]):
            raise CommandError("A role in a village needs --village; a role at the regency has none.")
        _check(options["username"], options["full_name"])
        new = _at_regency(role, options) if role in REGENCY_ROLES else _in_village(role, options)
        self.stdout.write(f"Nama pengguna: {new.officer.username}")
        self.stdout.write(f"Kata sandi sementara: {new.first_password}")


def _check(username: str, full_name: str) -> None:
    try:
        Officer(username=username, full_name=full_name, password="-").full_clean()  # noqa: S106  # checks the names
    except ValidationError as problem:
        raise CommandError(" ".join(problem.messages)) from problem


def _in_village(role: Role, options: dict[str, Any]) -> operations.NewOfficer:
    village = Village.objects.filter(code=options["village"]).first()
    if village is None:
        raise CommandError(f"There is no village {options['village']}.")
    with acting_for(village):
        return operations.create_officer(
            username=options["username"],
            full_name=options["full_name"],
            phone="",
            role=role,
            since=timezone.localdate(),
            until=None,
            by=PERSON,
            granting=EVERYTHING,
        )


@transaction.atomic
def _at_regency(role: Role, options: dict[str, Any]) -> operations.NewOfficer:
    with acting_for_regency("membuat akun petugas kabupaten"):
        new = operations.create_account(
            username=options["username"], full_name=options["full_name"], phone="", by=PERSON
        )
        try:
            operations.assign_at_regency(
                officer=new.officer,
                role=role,
                district=options["district"],
                since=timezone.localdate(),
                until=None,
                by=PERSON,
                granting=EVERYTHING,
            )
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
    return new
