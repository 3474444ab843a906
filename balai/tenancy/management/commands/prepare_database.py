"""Roles, extensions, migrations: everything a database needs before Balai can serve from it. Idempotent."""

from typing import Any

from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from balai.tenancy.enums import DatabaseRole
from balai.tenancy.privileges import isolation_problems, quoted_login_role

EXTENSIONS = ("pg_trgm", "btree_gist")


class Command(BaseCommand):
    help = "Makes roles and extensions, migrates as the owner, and compares privileges with the models."

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_roles("owner")
        call_command(
            "migrate",
            database="owner",
            verbosity=options["verbosity"],
            interactive=False,
        )
        if problems := isolation_problems():
            raise CommandError("\n".join(problems))


def prepare_roles(using: str) -> None:
    """The two scoped roles, and the login role's right to become them without inheriting from them."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles")
        known = {row[0] for row in cursor.fetchall()}
        for role in (DatabaseRole.VILLAGE, DatabaseRole.REGENCY):
            if role not in known:
                cursor.execute(f"CREATE ROLE {role} NOLOGIN")
            cursor.execute(f"GRANT {role} TO {quoted_login_role()} WITH INHERIT FALSE, SET TRUE")
        for extension in EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
