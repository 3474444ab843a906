"""Pages of a list that may be very long, at a cost that does not grow with it."""

from functools import cached_property
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST_ON_PAGES = 1_000


class BoundedPaginator(Paginator[Any]):
    """Counts and offers no more than the first `most` lines; who looks for another one narrows the list."""

    def __init__(self, *args: Any, most: int = MOST_ON_PAGES, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    @cached_property
    def count(self) -> int:
        first = cast(QuerySet[Any], self.object_list[: self.most])
        return first.count()

    @property
    def is_cut(self) -> bool:
        """Whether there may be more lines than are counted."""
        return self.count >= self.most
