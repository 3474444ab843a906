import django.db.models.deletion
from django.db import migrations, models

import balai.tenancy.fields
from balai.tenancy.isolation import ChangesPublicPages, IsolateByVillage


class Migration(migrations.Migration):
    dependencies = [
        ("residents", "0007_quick_to_load"),
        ("tenancy", "0002_public_content"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("counted_at", models.DateTimeField(verbose_name="dihitung")),
                ("figures", models.JSONField(verbose_name="angka")),
                (
                    "village",
                    models.ForeignKey(
                        db_default=balai.tenancy.fields.CurrentVillage(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.village",
                    ),
                ),
            ],
            options={
                "verbose_name": "angka warga",
                "verbose_name_plural": "angka warga",
                "indexes": [
                    models.Index(fields=["village", "-counted_at", "-id"], name="public_count_newest_first")
                ],
            },
        ),
        IsolateByVillage("publiccount", append_only=True),
        ChangesPublicPages("PublicCount"),
    ]
