"""Everything that changes the catalogue."""

from balai.services.operations.layers import (
    EffectiveInThePast,
    add_locally,
    bring_standards,
    describe_services,
    follow_regency,
    hold,
    install_standards,
    publish_own,
    supersede_standard,
)
from balai.services.operations.looking import mark_reviewed, mark_seen, set_offered, set_review_interval
from balai.services.operations.regency import publish_common, publish_regency_standard

__all__ = [
    "EffectiveInThePast",
    "add_locally",
    "bring_standards",
    "describe_services",
    "follow_regency",
    "hold",
    "install_standards",
    "mark_reviewed",
    "mark_seen",
    "publish_common",
    "publish_own",
    "publish_regency_standard",
    "set_offered",
    "set_review_interval",
    "supersede_standard",
]
