"""Who makes papers: whoever answers for what they say."""

from typing import Final

from balai.accounts.enums import Permission

MAKES_PAPERS: Final = Permission.MANAGE_SERVICES
