"""The migration operation that puts the search index behind the wall between villages.

Its tables have no identity of their own and nothing refers to them, so `IsolateByVillage` doesn't fit: the key that it
adds for references would double them.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from balai.tenancy.enums import DatabaseRole
from balai.tenancy.isolation import VILLAGE_ROW

ISOLATE = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY;
CREATE POLICY village_sees_its_own ON {{table}} TO {DatabaseRole.VILLAGE}
    USING ({VILLAGE_ROW}) WITH CHECK ({VILLAGE_ROW});
CREATE POLICY regency_reads_all ON {{table}} FOR SELECT TO {DatabaseRole.REGENCY} USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON {{table}} TO {DatabaseRole.VILLAGE};
GRANT SELECT ON {{table}} TO {DatabaseRole.REGENCY};
"""
OPEN = f"""
REVOKE ALL ON {{table}} FROM {DatabaseRole.VILLAGE}, {DatabaseRole.REGENCY};
DROP POLICY regency_reads_all ON {{table}};
DROP POLICY village_sees_its_own ON {{table}};
ALTER TABLE {{table}} DISABLE ROW LEVEL SECURITY;
"""


class IsolateSearch(Operation):
    """Row security with one policy per role, and privileges."""

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [self.model_name], {}

    def describe(self) -> str:
        return f"Isolate {self.model_name} by village"

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing in Django's picture of the models changes."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(ISOLATE.format(table=self._table(app_label, schema_editor, to_state)))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(OPEN.format(table=self._table(app_label, schema_editor, from_state)))

    def _table(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any) -> str:
        return schema_editor.quote_name(state.apps.get_model(app_label, self.model_name)._meta.db_table)
