"""How many areas there are stands on the village's profile."""

from django.db import migrations

from balai.tenancy.isolation import ChangesPublicPages


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_public_content"),
        ("villages", "0004_public_pages"),
    ]

    operations = [ChangesPublicPages("Area")]
