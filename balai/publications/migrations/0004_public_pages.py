"""What the village publishes stands on its public pages; how often a link was followed does not."""

from django.db import migrations

from balai.tenancy.isolation import ChangesPublicPages


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_public_content"),
        ("publications", "0003_corrections"),
    ]

    operations = [
        ChangesPublicPages(model) for model in ("Article", "ArticleVersion", "Picture", "Link", "Correction")
    ]
