"""Letters that are no longer in force are few and asked for often: they get an index of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_signing_chain")]

    operations = [
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                fields=["state"],
                condition=models.Q(state__in=("revoked", "superseded", "void")),
                name="letter_withdrawn",
            ),
        ),
    ]
