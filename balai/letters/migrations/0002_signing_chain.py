import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balai.tenancy.fields
from balai.tenancy.isolation import IsolateByVillage


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0001_initial"),
        ("residents", "0005_count_by_standing"),
        ("tenancy", "0001_initial"),
        ("villages", "0002_absences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="kind",
            name="chain",
            field=models.CharField(
                choices=[
                    ("direct", "Langsung: terbit dengan segel"),
                    ("secretary_head", "Berjenjang: diparaf sekretaris, ditandatangani kepala"),
                ],
                default="direct",
                max_length=14,
                verbose_name="jenjang tanda tangan",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="seal_used",
            field=models.CharField(
                choices=[
                    ("village", "Segel sendiri, bukan tanda tangan tersertifikasi"),
                    ("certified", "Tanda tangan elektronik tersertifikasi (TTE)"),
                    ("hand", "Ditandatangani tangan, hasil pindaiannya disimpan"),
                ],
                max_length=9,
                verbose_name="segel",
            ),
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_key", models.CharField(max_length=64, verbose_name="kunci permintaan")),
                (
                    "chain",
                    models.CharField(
                        choices=[
                            ("direct", "Langsung: terbit dengan segel"),
                            ("secretary_head", "Berjenjang: diparaf sekretaris, ditandatangani kepala"),
                        ],
                        max_length=14,
                        verbose_name="jenjang",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Menunggu paraf"),
                            ("checked", "Menunggu tanda tangan"),
                            ("returned", "Dikembalikan"),
                            ("signed", "Ditandatangani"),
                            ("withdrawn", "Ditarik"),
                        ],
                        max_length=9,
                        verbose_name="keadaan",
                    ),
                ),
                ("answers", models.JSONField(default=dict, verbose_name="isian")),
                ("parties", models.JSONField(default=dict, verbose_name="pihak")),
                ("facts_then", models.JSONField(default=dict, verbose_name="isi saat diusulkan")),
                ("holder_name", models.CharField(max_length=100, verbose_name="atas nama")),
                ("subject", models.CharField(max_length=300, verbose_name="isi singkat")),
                (
                    "reason",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="alasan mengganti"),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="diusulkan")),
                (
                    "kind",
                    balai.tenancy.fields.VillageForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="letters.kind",
                        verbose_name="jenis",
                    ),
                ),
                (
                    "letter",
                    balai.tenancy.fields.VillageForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="letters.letter",
                        verbose_name="surat",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengusul",
                    ),
                ),
                (
                    "replaces",
                    balai.tenancy.fields.VillageForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.letter",
                        verbose_name="mengganti",
                    ),
                ),
                (
                    "resident",
                    balai.tenancy.fields.VillageForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_proposals",
                        to="residents.resident",
                        verbose_name="warga",
                    ),
                ),
                (
                    "version",
                    balai.tenancy.fields.VillageForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letters.kindversion",
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
                "verbose_name": "usulan surat",
                "verbose_name_plural": "usulan surat",
            },
        ),
        migrations.CreateModel(
            name="ProposalStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("propose", "Mengusulkan"),
                            ("check", "Membubuhkan paraf"),
                            ("sign", "Menandatangani"),
                            ("return", "Mengembalikan"),
                            ("withdraw", "Menarik usulan"),
                        ],
                        max_length=8,
                        verbose_name="langkah",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Menunggu paraf"),
                            ("checked", "Menunggu tanda tangan"),
                            ("returned", "Dikembalikan"),
                            ("signed", "Ditandatangani"),
                            ("withdrawn", "Ditarik"),
                        ],
                        max_length=9,
                        verbose_name="menjadi",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("label", models.CharField(max_length=150, verbose_name="oleh")),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="alasan")),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "official",
                    balai.tenancy.fields.VillageForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="villages.official",
                    ),
                ),
                (
                    "proposal",
                    balai.tenancy.fields.VillageForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="letters.proposal",
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
                "verbose_name": "langkah usulan surat",
                "verbose_name_plural": "langkah usulan surat",
                "ordering": ["at", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("state__in", ["proposed", "checked", "returned"])),
                fields=["village", "proposed_at"],
                name="proposal_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["village", "proposed_by", "-proposed_at"], name="proposal_by_officer"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("village", "request_key"),
                name="proposal_made_once_a_request",
                violation_error_message="Usulan untuk permintaan ini sudah dibuat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("village", "letter"),
                name="proposal_becomes_one_letter",
                violation_error_message="Surat ini sudah punya usulan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("letter__isnull", False), ("state", "signed")),
                    models.Q(models.Q(("state", "signed"), _negated=True), ("letter", None)),
                    _connector="OR",
                ),
                name="signed_proposal_has_its_letter",
                violation_error_message="Usulan yang ditandatangani harus punya surat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="proposal_to_replace_has_a_reason",
                violation_error_message="Tulis alasan mengganti surat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("step__in", ["return", "withdraw"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="sending_back_has_a_reason",
                violation_error_message="Tulis alasannya.",
            ),
        ),
        IsolateByVillage("proposal"),
        IsolateByVillage("proposalstep", append_only=True),
    ]
