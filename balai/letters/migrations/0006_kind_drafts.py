import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balai.tenancy.fields
from balai.tenancy.isolation import IsolateByVillage


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0005_district_reviews"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClassificationCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="kode")),
                ("name", models.CharField(max_length=200, verbose_name="nama")),
                ("note", models.CharField(blank=True, default="", max_length=500, verbose_name="uraian")),
                (
                    "origin",
                    models.CharField(
                        choices=[("balai", "Bawaan Balai"), ("village", "Buatan sendiri")],
                        max_length=8,
                        verbose_name="asal",
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
                "verbose_name": "kode klasifikasi",
                "verbose_name_plural": "kode klasifikasi",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "code"),
                        name="classification_code_once",
                        violation_error_message="Kode ini sudah ada.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KindDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("content", models.JSONField(verbose_name="isi")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="perubahan ke")),
                ("begun_at", models.DateTimeField(auto_now_add=True, verbose_name="dimulai")),
                ("changed_at", models.DateTimeField(verbose_name="diubah")),
                ("changed_label", models.CharField(max_length=150, verbose_name="pengubah")),
                (
                    "based_on",
                    balai.tenancy.fields.VillageForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.kindversion",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    balai.tenancy.fields.VillageForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="letters.kind",
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
                "verbose_name": "konsep jenis surat",
                "verbose_name_plural": "konsep jenis surat",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind__isnull", False)),
                        fields=("village", "kind"),
                        name="one_draft_a_kind",
                        violation_error_message="Jenis surat ini sudah punya konsep.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KindUpdate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("revision", models.PositiveIntegerField(verbose_name="revisi")),
                ("content", models.JSONField(verbose_name="isi")),
                ("content_hash", models.CharField(max_length=64, verbose_name="sidik isi")),
                ("offered_at", models.DateTimeField(auto_now_add=True, verbose_name="ditawarkan")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu jawaban"),
                            ("taken", "Dipakai"),
                            ("drafted", "Digabung dalam konsep"),
                            ("declined", "Tetap punya sendiri"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="jawaban",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="dijawab")),
                (
                    "answered_label",
                    models.CharField(blank=True, default="", max_length=150, verbose_name="penjawab"),
                ),
                (
                    "kind",
                    balai.tenancy.fields.VillageForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="letters.kind",
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
                "verbose_name": "pembaruan jenis surat",
                "verbose_name_plural": "pembaruan jenis surat",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "kind", "content_hash"),
                        name="update_offered_once",
                        violation_error_message="Pembaruan ini sudah ditawarkan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "waiting"), ("answered_at", None)),
                            models.Q(
                                models.Q(("answer", "waiting"), _negated=True), ("answered_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="update_answered_with_time",
                        violation_error_message="Jawaban atas pembaruan harus berwaktu.",
                    ),
                ],
            },
        ),
        IsolateByVillage("classificationcode"),
        IsolateByVillage("kinddraft"),
        IsolateByVillage("kindupdate"),
    ]
