"""Prints, what they were made from, and where they hang."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balai.tenancy.fields
from balai.tenancy.isolation import IsolateByVillage


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("services", "0003_public_pages"),
        ("tenancy", "0002_public_content"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintedPaper",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("paper", models.CharField(max_length=20, verbose_name="jenis cetakan")),
                ("size", models.CharField(max_length=20, verbose_name="ukuran")),
                ("title", models.CharField(max_length=200, verbose_name="judul")),
                ("chosen", models.JSONField(blank=True, default=list, verbose_name="layanan di papan")),
                ("made_from", models.JSONField(verbose_name="dibuat dari")),
                ("with_bleed", models.BooleanField(default=False, verbose_name="dengan tanda potong")),
                ("copies", models.PositiveIntegerField(default=1, verbose_name="lembar")),
                ("place", models.CharField(blank=True, default="", max_length=120, verbose_name="tempat")),
                ("printed_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("printed_label", models.CharField(max_length=150, verbose_name="nama petugas")),
                ("taken_down_at", models.DateTimeField(blank=True, null=True, verbose_name="dilepas")),
                (
                    "taken_down_label",
                    models.CharField(blank=True, default="", max_length=150, verbose_name="dilepas oleh"),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
                    ),
                ),
                (
                    "service",
                    balai.tenancy.fields.VillageForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.service",
                        verbose_name="layanan",
                    ),
                ),
                (
                    "version",
                    balai.tenancy.fields.VillageForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.serviceversion",
                        verbose_name="versi standar",
                    ),
                ),
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
                "verbose_name": "cetakan",
                "verbose_name_plural": "cetakan",
                "indexes": [
                    models.Index(
                        models.F("village"),
                        models.OrderBy(models.F("printed_at"), descending=True),
                        condition=models.Q(("taken_down_at", None)),
                        name="paper_hanging_newest_first",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("copies__range", (1, 10000))),
                        name="printed_paper_has_copies",
                        violation_error_message="Isi berapa lembar, paling sedikit satu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("service", None), ("version", None)),
                            models.Q(("service__isnull", False), ("version__isnull", False)),
                            _connector="OR",
                        ),
                        name="paper_was_made_from_a_version_of_its_service",
                        violation_error_message="Cetakan layanan dibuat dari satu versi standarnya.",
                    ),
                ],
            },
        ),
        IsolateByVillage("PrintedPaper"),
    ]
