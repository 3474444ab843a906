import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("introductions", "0001_initial"),
        ("residents", "0007_quick_to_load"),
        ("services", "0001_initial"),
        ("tenancy", "0001_initial"),
        ("villages", "0003_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="introduction",
            name="only_paper_has_paper_date",
        ),
        migrations.AddField(
            model_name="introductionrules",
            name="takes_photos",
            field=models.BooleanField(default=False, verbose_name="foto kertas di anjungan cukup"),
        ),
        migrations.AlterField(
            model_name="introduction",
            name="given_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="pemberi",
            ),
        ),
        migrations.AlterField(
            model_name="introduction",
            name="origin",
            field=models.CharField(
                choices=[
                    ("phone", "Lewat ponsel"),
                    ("paper", "Kertas"),
                    ("photo", "Foto kertas di anjungan"),
                ],
                max_length=5,
                verbose_name="cara",
            ),
        ),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("origin", "paper"), ("paper_date__isnull", False)),
                    models.Q(
                        ("origin", "phone"), ("paper_date", None), ("paper_number", ""), ("scan_sha256", "")
                    ),
                    models.Q(
                        ("origin", "photo"),
                        ("paper_date", None),
                        ("paper_number", ""),
                        models.Q(("scan_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="only_paper_has_paper_date",
                violation_error_message="Isi tanggal di kertas pengantar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_by", None), ("needs_endorsement", False), ("origin", "photo")),
                    models.Q(models.Q(("origin", "photo"), _negated=True), ("given_by__isnull", False)),
                    _connector="OR",
                ),
                name="only_a_photograph_is_given_by_nobody",
                violation_error_message="Pengantar harus ada pemberinya.",
            ),
        ),
    ]
