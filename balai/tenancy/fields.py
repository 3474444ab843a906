"""Fields for rows that belong to a village."""

import uuid
from typing import Any

import uuid_utils.compat
from django.db import models


def uuid7() -> uuid.UUID:
    """A time-ordered identity (RFC 9562): nothing is reachable by counting, and indexes grow at one end."""
    return uuid_utils.compat.uuid7()


class CurrentVillage(models.Func):
    """The village of the scope. Without one it is null, which no village-owned row accepts."""

    template = "nullif(current_setting('balai.village', true), '')::smallint"
    output_field = models.SmallIntegerField()
    allowed_default = True


class VillageForeignKey(models.ForeignKey[Any, Any]):
    """A reference between two rows of the same village.

    Django makes no constraint for it: `IsolateByVillage` makes the composite one, (village, x) → (village, id),
    because foreign-key checks see through row security and a plain one could point into another village.
    """

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs
