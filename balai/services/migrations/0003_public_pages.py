"""Services stand on the village's public pages."""

from django.db import migrations

from balai.tenancy.isolation import ChangesPublicPages


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_public_content"),
        ("services", "0002_standards"),
    ]

    operations = [ChangesPublicPages(model) for model in ("Service", "ServiceVersion", "CommonStandard")]
