"""Every model, every policy, every reference: compared with the database's own catalogue."""

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoDbBlocker

from balai.tenancy.enums import Isolation
from balai.tenancy.models import VillageOwned
from balai.tenancy.privileges import isolation_of, isolation_problems, tables


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_catalogue_enforces_what_the_models_declare() -> None:
    assert isolation_problems() == []


def test_every_model_declares_its_isolation() -> None:
    undeclared = [table for model, table in tables() if isolation_of(model) is None]

    assert undeclared == []


def test_models_with_a_village_are_not_shared() -> None:
    from balai.tenancy.models import Village

    leaking = [
        model._meta.label
        for model in apps.get_models()
        if isolation_of(model) == Isolation.SHARED
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
