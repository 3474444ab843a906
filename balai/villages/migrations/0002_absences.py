import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balai.tenancy.fields
from balai.tenancy.isolation import IsolateByVillage


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0001_initial"),
        ("villages", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since", models.DateField(verbose_name="mulai")),
                ("until", models.DateField(verbose_name="sampai")),
                ("reason", models.CharField(max_length=100, verbose_name="alasan")),
            ],
            options={
                "verbose_name": "berhalangan",
                "verbose_name_plural": "berhalangan",
                "ordering": ["-since", "-id"],
            },
        ),
        migrations.AddField(
            model_name="official",
            name="nik",
            field=models.CharField(blank=True, default="", max_length=16, verbose_name="NIK untuk TTE"),
        ),
        migrations.AddConstraint(
            model_name="official",
            constraint=models.CheckConstraint(
                condition=models.Q(("nik", ""), ("nik__regex", "^\\d{16}$"), _connector="OR"),
                name="official_nik_is_a_number",
                violation_error_message="NIK terdiri dari 16 angka.",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="official",
            field=balai.tenancy.fields.VillageForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absences",
                to="villages.official",
                verbose_name="pejabat",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="village",
            field=models.ForeignKey(
                db_default=balai.tenancy.fields.CurrentVillage(),
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.village",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))),
                name="absence_ends_after_it_begins",
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("official", "="),
                    (
                        models.Func(
                            "since",
                            "until",
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="official_is_absent_once_at_a_time",
                violation_error_message="Pada tanggal itu pejabat ini sudah dicatat berhalangan.",
            ),
        ),
        IsolateByVillage("absence"),
    ]
