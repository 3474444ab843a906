import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0007_seal_choice")]

    operations = [
        migrations.AddField(
            model_name="kindversion",
            name="effective_from",
            field=models.DateField(default=django.utils.timezone.localdate, verbose_name="berlaku mulai"),
        ),
        migrations.RunSQL(
            "UPDATE letters_kindversion SET effective_from = published_at::date", migrations.RunSQL.noop
        ),
    ]
