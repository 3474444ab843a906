"""What the desk's live page about the kiosks listens to."""

from balai.tenancy.scope import current_village_id


def kiosks_topic() -> str:
    """One topic for all kiosks of the scope's village."""
    return f"kiosks:{current_village_id()}"
