"""Standards in three layers take the place of requirements in a table of their own."""

import datetime

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import balai.tenancy.fields
from balai.tenancy.isolation import IsolateByVillage


def keep_requirements(apps, schema_editor):
    """What was published with a version stays with it."""
    Version = apps.get_model("services", "ServiceVersion")
    stored = Version.objects.using(schema_editor.connection.alias).select_related("service")
    for version in stored.prefetch_related("requirements").order_by("number"):
        version.base = {
            "slug": version.service.slug,
            "name": version.service.name,
            "summary": version.service.summary or version.service.name,
            "category": "Surat",
            "time": {"amount": 1, "unit": "working_days"},
            "requirements": [_table(each) for each in version.requirements.order_by("position")],
        }
        version.effective_from = version.published_at.date()
        version.save(update_fields=["base", "effective_from"])
        type(version.service).objects.using(version._state.db).filter(pk=version.service_id).update(
            reviewed_on=version.effective_from
        )


def _table(requirement):
    dates = {
        name: getattr(requirement, name).isoformat()
        for name in ("valid_from", "valid_until")
        if getattr(requirement, name)
    }
    proofs = requirement.proofs or [requirement.name]
    return {"name": requirement.name, "law": requirement.law, "proofs": proofs, **dates}


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="origin",
            field=models.CharField(
                choices=[
                    ("balai", "Aturan nasional (bawaan Balai)"),
                    ("regency", "Kabupaten"),
                    ("village", "Buatan sendiri"),
                ],
                default="balai",
                max_length=8,
                verbose_name="asal",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="review_months",
            field=models.PositiveSmallIntegerField(
                default=12,
                validators=[
                    django.core.validators.MinValueValidator(6),
                    django.core.validators.MaxValueValidator(12),
                ],
                verbose_name="ditinjau tiap berapa bulan",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="reviewed_on",
            field=models.DateField(default=django.utils.timezone.localdate, verbose_name="ditinjau pada"),
        ),
        migrations.AddField(
            model_name="service",
            name="seen_number",
            field=models.PositiveIntegerField(default=1, verbose_name="versi terakhir yang dibaca"),
        ),
        migrations.AddField(
            model_name="service",
            name="state",
            field=models.CharField(
                choices=[("offered", "Ditawarkan"), ("hidden", "Disembunyikan")],
                default="offered",
                max_length=8,
                verbose_name="keadaan",
            ),
        ),
        migrations.AddField(
            model_name="serviceversion",
            name="base",
            field=models.JSONField(default=dict, verbose_name="standar yang diwarisi"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="serviceversion",
            name="effective_from",
            field=models.DateField(default=datetime.date(2026, 1, 1), verbose_name="berlaku mulai"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="serviceversion",
            name="local",
            field=models.JSONField(default=dict, verbose_name="tambahan desa"),
        ),
        migrations.AddField(
            model_name="serviceversion",
            name="origin",
            field=models.CharField(
                choices=[
                    ("balai", "Aturan nasional (bawaan Balai)"),
                    ("regency", "Kabupaten"),
                    ("village", "Buatan sendiri"),
                ],
                default="balai",
                max_length=8,
                verbose_name="asal",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="serviceversion",
            name="regency",
            field=models.JSONField(default=dict, verbose_name="tambahan kabupaten"),
        ),
        migrations.RunPython(keep_requirements, migrations.RunPython.noop),
        migrations.DeleteModel(name="Requirement"),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_months__range", (6, 12))),
                name="service_reviewed_every_6_to_12_months",
                violation_error_message="Tinjauan dilakukan tiap 6 sampai 12 bulan.",
            ),
        ),
        migrations.CreateModel(
            name="CommonStandard",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="versi")),
                ("content", models.JSONField(verbose_name="isi")),
                ("published_at", models.DateTimeField(auto_now_add=True, verbose_name="diterbitkan")),
                ("published_label", models.CharField(max_length=150, verbose_name="penerbit")),
            ],
            options={
                "verbose_name": "komponen bersama",
                "verbose_name_plural": "komponen bersama",
            },
        ),
        migrations.CreateModel(
            name="RegencyStandard",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=60, verbose_name="alamat")),
                ("number", models.PositiveIntegerField(verbose_name="versi")),
                ("base", models.JSONField(default=dict, verbose_name="standar")),
                ("additions", models.JSONField(default=dict, verbose_name="tambahan")),
                ("effective_from", models.DateField(verbose_name="berlaku mulai")),
                ("published_at", models.DateTimeField(auto_now_add=True, verbose_name="diterbitkan")),
                ("published_label", models.CharField(max_length=150, verbose_name="penerbit")),
            ],
            options={
                "verbose_name": "standar kabupaten",
                "verbose_name_plural": "standar kabupaten",
            },
        ),
        migrations.AddField(
            model_name="commonstandard",
            name="published_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="commonstandard",
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
        migrations.AddField(
            model_name="regencystandard",
            name="published_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="regencystandard",
            name="regency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="standards",
                to="tenancy.regency",
                verbose_name="kabupaten",
            ),
        ),
        migrations.AddConstraint(
            model_name="commonstandard",
            constraint=models.UniqueConstraint(
                fields=("village", "number"),
                name="common_standard_numbered_once",
                violation_error_message="Versi ini sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regencystandard",
            constraint=models.UniqueConstraint(
                fields=("regency", "slug", "number"),
                name="regency_standard_numbered_once",
                violation_error_message="Versi ini sudah ada.",
            ),
        ),
        IsolateByVillage("CommonStandard", append_only=True),
    ]
