"""In which regional languages the public pages of a village can be read."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_public_content")]

    operations = [
        migrations.AddField(
            model_name="village",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=8),
                blank=True,
                default=list,
                size=None,
                verbose_name="bahasa daerah",
            ),
        ),
    ]
