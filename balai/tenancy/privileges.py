"""Privileges on shared tables, and the comparison of all declarations with the database's catalogue."""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections, models

from balai.tenancy.enums import DatabaseRole, Isolation
from balai.tenancy.fields import VillageForeignKey

Catalogue = dict[str, set[str]]
READ = {"SELECT"}
ADD = {"SELECT", "INSERT"}
WRITE = {"SELECT", "INSERT", "UPDATE", "DELETE"}


def isolation_of(model: type[models.Model]) -> Isolation | None:
    """What the model declares; for other people's models, what the settings declare for their app."""
    declared = getattr(model, "isolation", None) or settings.BALAI_ISOLATION_OF_APPS.get(
        model._meta.app_label
    )
    return Isolation(declared) if declared else None


def tables() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            yield model, model._meta.db_table


def grant_after_migrate(*, app_config: AppConfig, using: str, **_: Any) -> None:
    """Give every role its privileges on the shared tables of one app. Village-owned tables get theirs by migration."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    roles = ", ".join([quoted_login_role(), DatabaseRole.VILLAGE, DatabaseRole.REGENCY])
    with connection.cursor() as cursor:
        for model, table in tables():
            if (
                model._meta.app_config is app_config
                and table in existing
                and isolation_of(model) == Isolation.SHARED
            ):
                quoted = connection.ops.quote_name(table)
                cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {quoted} TO {roles}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {roles}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {roles}")
        if "django_migrations" in existing:
            cursor.execute(f"GRANT SELECT ON django_migrations TO {quoted_login_role()}")


def quoted_login_role() -> str:
    connection = connections["default"]
    return connection.ops.quote_name(connection.settings_dict["USER"])


def isolation_problems(using: str = "owner") -> list[str]:
    """Every difference between what the models declare and what the database enforces, as English sentences."""
    with connections[using].cursor() as cursor:
        grants = _grants(cursor)
        policies = _policies(cursor)
        references = _references(cursor)
    login = connections["default"].settings_dict["USER"]
    problems = []
    for model, table in tables():
        declared = isolation_of(model)
        problems += _table_problems(table, declared, grants.get(table, {}), policies.get(table, set()), login)
        if declared in {Isolation.VILLAGE, Isolation.APPEND_ONLY}:
            problems += _reference_problems(model, references.get(table, set()))
    return problems


def _table_problems(
    table: str,
    declared: Isolation | None,
    grants: dict[str, set[str]],
    policies: set[str],
    login: str,
) -> list[str]:
    village, regency = (
        grants.get(DatabaseRole.VILLAGE, set()),
        grants.get(DatabaseRole.REGENCY, set()),
    )
    of_login = grants.get(login, set())
    match declared:
        case None:
            return [f"{table}: declares no isolation"]
        case Isolation.SHARED:
            wrong = village != WRITE or of_login != WRITE
            return [f"{table}: shared, but not granted to all roles"] if wrong else []
        case Isolation.PRIVATE:
            return [f"{table}: private, but granted to {set(grants)}"] if village | regency | of_login else []
        case _:
            expected = ADD if declared == Isolation.APPEND_ONLY else WRITE
            return [
                sentence for wrong, sentence in [
                    (village != expected, f"{table}: the village role holds {sorted(village)}"),
                    (not regency <= ADD, f"{table}: the regency role holds {sorted(regency)}"),
                    (not of_login <= {"INSERT"}, f"{table}: the login role holds {sorted(of_login)}"),
                    (DatabaseRole.VILLAGE not in policies, f"{table}: no row security for the village role"),
                    (DatabaseRole.REGENCY not in policies, f"{table}: no row security for the regency role"),
                ] if wrong
            ]  # fmt: skip


def _reference_problems(model: type[models.Model], references: set[str]) -> list[str]:
    problems = []
    for field in model._meta.local_fields:
        if not isinstance(field, models.ForeignKey):
            continue
        inside = isolation_of(field.remote_field.model) in {
            Isolation.VILLAGE,
            Isolation.APPEND_ONLY,
        }
        if inside and not isinstance(field, VillageForeignKey):
            problems.append(f"{model._meta.db_table}.{field.column}: must be a VillageForeignKey")
        elif inside and field.column not in references:
            problems.append(f"{model._meta.db_table}.{field.column}: no composite foreign key")
    return problems


def _grants(cursor: Any) -> dict[str, dict[str, set[str]]]:
    cursor.execute(
        "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants"
        " WHERE table_schema = 'public' AND privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')"
    )
    found: dict[str, dict[str, set[str]]] = {}
    for table, grantee, privilege in cursor.fetchall():
        found.setdefault(table, {}).setdefault(grantee, set()).add(privilege)
    return found


def _policies(cursor: Any) -> Catalogue:
    """Roles with a policy, for tables on which row security is switched on."""
    cursor.execute(
        "SELECT p.tablename, unnest(p.roles)::text FROM pg_policies p JOIN pg_class c ON c.relname = p.tablename"
        " WHERE p.schemaname = 'public' AND c.relrowsecurity"
    )
    return _collected(cursor.fetchall())


def _references(cursor: Any) -> Catalogue:
    """Columns that stand beside village_id in a composite foreign key."""
    cursor.execute(
        "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[2]"
        " JOIN pg_attribute v ON v.attrelid = c.conrelid AND v.attnum = c.conkey[1]"
        " WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 2 AND v.attname = 'village_id'"
    )
    return _collected(cursor.fetchall())


def _collected(rows: list[tuple[str, str]]) -> Catalogue:
    found: Catalogue = {}
    for table, entry in rows:
        found.setdefault(table, set()).add(entry)
    return found
