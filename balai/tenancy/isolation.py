"""The migration operation that puts a table behind the wall between villages.

It belongs in the migration that creates the table. `check_isolation` compares the result with the catalogue.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from balai.tenancy.enums import DatabaseRole
from balai.tenancy.fields import VillageForeignKey

VILLAGE_ROW = "village_id = current_setting('balai.village')::smallint"

ISOLATE = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY;
CREATE POLICY village_sees_its_own ON {{table}} TO {DatabaseRole.VILLAGE}
    USING ({VILLAGE_ROW}) WITH CHECK ({VILLAGE_ROW});
CREATE POLICY regency_reads_all ON {{table}} FOR SELECT TO {DatabaseRole.REGENCY} USING (true);
GRANT {{privileges}} ON {{table}} TO {DatabaseRole.VILLAGE};
GRANT SELECT ON {{table}} TO {DatabaseRole.REGENCY};
ALTER TABLE {{table}} ADD CONSTRAINT {{key}} UNIQUE (village_id, id);
"""

OPEN = f"""
ALTER TABLE {{table}} DROP CONSTRAINT {{key}};
REVOKE ALL ON {{table}} FROM {DatabaseRole.VILLAGE}, {DatabaseRole.REGENCY};
DROP POLICY regency_reads_all ON {{table}};
DROP POLICY village_sees_its_own ON {{table}};
ALTER TABLE {{table}} DISABLE ROW LEVEL SECURITY;
"""

REFER = """
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (village_id, {column})
    REFERENCES {target} (village_id, id) DEFERRABLE INITIALLY DEFERRED;
"""

COUNT_CHANGES = """
CREATE CONSTRAINT TRIGGER public_pages_change AFTER INSERT OR UPDATE OR DELETE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tenancy_public_pages_changed('{column}');
"""


class _ModelOperation(Operation):
    """What these operations share: they change the database, never the state."""

    reversible = True
    model_name: str

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing in Django's picture of the models changes."""

    def _model(self, app_label: str, state: ProjectState) -> Any:
        return state.apps.get_model(app_label, self.model_name)


class IsolateByVillage(_ModelOperation):
    """Row security with one policy per role, privileges, the key (village, id), and composite foreign keys.

    `append_only` leaves out UPDATE and DELETE: what is written there stays.
    """

    def __init__(self, model_name: str, *, append_only: bool = False) -> None:
        self.model_name = model_name
        self.append_only = append_only

    def deconstruct(self) -> Any:
        kwargs = {"append_only": True} if self.append_only else {}
        return self.__class__.__qualname__, [self.model_name], kwargs

    def describe(self) -> str:
        return f"Isolate {self.model_name} by village"

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        model = self._model(app_label, to_state)
        privileges = "SELECT, INSERT" if self.append_only else "SELECT, INSERT, UPDATE, DELETE"
        schema_editor.execute(ISOLATE.format(**_names(schema_editor, model), privileges=privileges))
        for field in model._meta.local_fields:
            if isinstance(field, VillageForeignKey):
                schema_editor.execute(_reference(schema_editor, model, field))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        model = self._model(app_label, from_state)
        for field in model._meta.local_fields:
            if isinstance(field, VillageForeignKey):
                schema_editor.execute(_forget(schema_editor, model, field))
        schema_editor.execute(OPEN.format(**_names(schema_editor, model)))


class ReferWithinVillage(_ModelOperation):
    """The composite foreign key of one field that joins an isolated table later (after `AddField`)."""

    def __init__(self, model_name: str, field_name: str) -> None:
        self.model_name = model_name
        self.field_name = field_name

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [self.model_name, self.field_name], {}

    def describe(self) -> str:
        return f"Keep {self.model_name}.{self.field_name} inside the village"

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        model = self._model(app_label, to_state)
        schema_editor.execute(_reference(schema_editor, model, model._meta.get_field(self.field_name)))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        model = self._model(app_label, from_state)
        schema_editor.execute(_forget(schema_editor, model, model._meta.get_field(self.field_name)))


class ChangesPublicPages(_ModelOperation):
    """What is written to the table changes the village's public pages, as soon as it is committed.

    `column` holds the village's id. A deferred trigger counts at the end of the transaction, so that nobody waits for
    somebody else's longer one.
    """

    def __init__(self, model_name: str, *, column: str = "village_id") -> None:
        self.model_name = model_name
        self.column = column

    def deconstruct(self) -> Any:
        kwargs = {} if self.column == "village_id" else {"column": self.column}
        return self.__class__.__qualname__, [self.model_name], kwargs

    def describe(self) -> str:
        return f"Count changes of {self.model_name} as changes of public pages"

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = schema_editor.quote_name(self._model(app_label, to_state)._meta.db_table)
        schema_editor.execute(COUNT_CHANGES.format(table=table, column=self.column))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = schema_editor.quote_name(self._model(app_label, from_state)._meta.db_table)
        schema_editor.execute(f"DROP TRIGGER public_pages_change ON {table}")


def _names(schema_editor: BaseDatabaseSchemaEditor, model: Any) -> dict[str, str]:
    table = model._meta.db_table
    return {
        "table": schema_editor.quote_name(table),
        "key": schema_editor.quote_name(f"{table}_in_village"[-63:]),
    }


def _reference(schema_editor: BaseDatabaseSchemaEditor, model: Any, field: Any) -> str:
    return REFER.format(
        table=schema_editor.quote_name(model._meta.db_table),
        name=_reference_name(schema_editor, model, field),
        column=schema_editor.quote_name(field.column),
        target=schema_editor.quote_name(field.remote_field.model._meta.db_table),
    )


def _forget(schema_editor: BaseDatabaseSchemaEditor, model: Any, field: Any) -> str:
    name = _reference_name(schema_editor, model, field)
    return f"ALTER TABLE {schema_editor.quote_name(model._meta.db_table)} DROP CONSTRAINT {name}"


def _reference_name(schema_editor: BaseDatabaseSchemaEditor, model: Any, field: Any) -> str:
    return schema_editor.quote_name(f"{model._meta.db_table}_{field.column}_same_village"[-63:])
