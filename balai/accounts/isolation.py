"""The migration operation for the audit trail, whose rows may have no village and never change."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from balai.tenancy.enums import DatabaseRole
from balai.tenancy.isolation import VILLAGE_ROW
from balai.tenancy.privileges import quoted_login_role

KEEP = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY;
CREATE POLICY village_keeps_its_own ON {{table}} TO {DatabaseRole.VILLAGE}
    USING ({VILLAGE_ROW}) WITH CHECK ({VILLAGE_ROW});
CREATE POLICY regency_keeps_all ON {{table}} TO {DatabaseRole.REGENCY} USING (true) WITH CHECK (true);
CREATE POLICY sign_in_is_recorded ON {{table}} FOR INSERT TO {{login}} WITH CHECK (village_id IS NULL);
GRANT SELECT, INSERT ON {{table}} TO {DatabaseRole.VILLAGE}, {DatabaseRole.REGENCY};
GRANT INSERT ON {{table}} TO {{login}};
"""

OPEN = f"""
REVOKE ALL ON {{table}} FROM {DatabaseRole.VILLAGE}, {DatabaseRole.REGENCY}, {{login}};
DROP POLICY sign_in_is_recorded ON {{table}};
DROP POLICY regency_keeps_all ON {{table}};
DROP POLICY village_keeps_its_own ON {{table}};
ALTER TABLE {{table}} DISABLE ROW LEVEL SECURITY;
"""


class KeepTrail(Operation):
    """Add and read, never change or delete: a village its own lines, the regency all.

    Outside every scope the login role may add lines without a village (sign-ins) and read none.
    """

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [self.model_name], {}

    def describe(self) -> str:
        return f"Keep {self.model_name} append-only"

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing in Django's picture of the models changes."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(KEEP.format(**self._names(app_label, schema_editor, to_state)))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(OPEN.format(**self._names(app_label, schema_editor, from_state)))

    def _names(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: Any) -> dict[str, str]:
        table = state.apps.get_model(app_label, self.model_name)._meta.db_table
        return {"table": schema_editor.quote_name(table), "login": quoted_login_role()}
