"""Who answers for a service stands on its page."""

from django.db import migrations

from balai.tenancy.isolation import ChangesPublicPages


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_public_content"),
        ("accounts", "0002_offers"),
    ]

    operations = [ChangesPublicPages("Assignment")]
