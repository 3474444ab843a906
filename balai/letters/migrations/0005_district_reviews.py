import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balai.tenancy.fields
from balai.tenancy.isolation import IsolateByVillage


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0004_books_of_letters"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DistrictReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Menunggu camat"),
                            ("returned", "Dikembalikan camat"),
                            ("refused", "Ditolak camat"),
                            ("cosigned", "Ditandatangani camat"),
                        ],
                        default="sent",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="catatan untuk camat"
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="dikirim")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="dijawab")),
                (
                    "decided_label",
                    models.CharField(blank=True, default="", max_length=150, verbose_name="dijawab oleh"),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="alasan")),
                (
                    "pdf_sha256",
                    models.CharField(blank=True, default="", max_length=64, verbose_name="berkas"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="camat",
                    ),
                ),
                (
                    "letter",
                    balai.tenancy.fields.VillageForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="letters.letter",
                        verbose_name="surat",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengirim",
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
                "verbose_name": "permohonan tanda tangan camat",
                "verbose_name_plural": "permohonan tanda tangan camat",
                "ordering": ["sent_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "sent")),
                        fields=["village", "sent_at"],
                        name="review_waiting",
                    ),
                    models.Index(fields=["village", "letter"], name="review_by_letter"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("sent", "refused", "cosigned"))),
                        fields=("village", "letter"),
                        name="letter_at_the_district_once",
                        violation_error_message="Surat ini sudah dikirim ke camat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_label", ""), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("decided_at__isnull", False),
                                models.Q(("decided_label", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="review_is_answered_by_somebody",
                        violation_error_message="Jawaban camat harus bernama dan bertanggal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pdf_sha256__regex", "^[0-9a-f]{64}$"), ("state", "cosigned")),
                            models.Q(models.Q(("state", "cosigned"), _negated=True), ("pdf_sha256", "")),
                            _connector="OR",
                        ),
                        name="cosigned_letter_has_its_file",
                        violation_error_message="Surat yang ditandatangani camat harus punya berkas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["returned", "refused"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="district_says_why_not",
                        violation_error_message="Tulis alasannya.",
                    ),
                ],
            },
        ),
        IsolateByVillage("districtreview"),
    ]
