"""What the village tells of its office stands on its public pages."""

from django.db import migrations

from balai.tenancy.isolation import ChangesPublicPages


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_public_content"),
        ("villages", "0003_agencies"),
    ]

    operations = [
        ChangesPublicPages(model) for model in ("Identity", "OfficeHours", "Closure", "Official", "Absence")
    ]
