"""Every model, every policy, every reference: compared with the database's own catalogue."""

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoDbBlocker

from balai.tenancy.enums import DatabaseRole, Isolation
from balai.tenancy.models import VillageOwned
from balai.tenancy.privileges import isolation_of, isolation_problems, tables


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_catalogue_enforces_what_the_models_declare() -> None:
    assert isolation_problems() == []


def test_every_model_declares_its_isolation() -> None:
    undeclared = [table for model, table in tables() if isolation_of(model) is None]

    assert undeclared == []


def test_models_with_a_village_are_not_shared() -> None:
    from balai.tenancy.models import PublicContent, Village

    # Read with the village before there is a scope; tells only how often public pages changed.
    public = {PublicContent}
    leaking = [
        model._meta.label
        for model in apps.get_models()
        if isolation_of(model) == Isolation.SHARED
        and model not in public
        and any(
            field.remote_field and field.remote_field.model is Village for field in model._meta.local_fields
        )
    ]

    assert leaking == []


def test_no_table_is_unknown_to_the_models(db: None) -> None:
    known = {table for _, table in tables()} | {"django_migrations"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        existing = {row[0] for row in cursor.fetchall()}

    assert existing - known == set()


def test_village_owned_rows_have_time_ordered_identities() -> None:
    owned = [model for model in apps.get_models() if issubclass(model, VillageOwned)]

    assert owned
    assert [model for model in owned if model._meta.pk.get_internal_type() != "UUIDField"] == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_no_function_runs_as_owner_with_an_open_search_path(django_db_blocker: DjangoDbBlocker) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public'"
            " AND prosecdef AND NOT coalesce(proconfig::text, '') LIKE '%%search_path=%%'"
        )
        assert cursor.fetchall() == []


def test_every_policy_of_the_village_role_is_about_its_village_and_none_is_for_everybody(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname, roles::text[], qual, with_check FROM pg_policies")
        policies = cursor.fetchall()

    own = "(village_id = (current_setting('balai.village'::text))::smallint)"
    for_village = [policy for policy in policies if DatabaseRole.VILLAGE in policy[2]]
    assert for_village
    assert [policy for policy in for_village if policy[3:] != (own, own)] == []
    assert [policy for policy in policies if "public" in policy[2]] == []


def test_nobody_but_the_owner_holds_more_than_rows(db: None) -> None:
    """TRUNCATE would empty even what nobody may delete."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.grantee::regrole::text, a.privilege_type"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a"
            " WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.grantee <> c.relowner"
            " AND a.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')"
        )
        assert cursor.fetchall() == []
