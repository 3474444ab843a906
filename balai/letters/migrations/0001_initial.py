import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import balai.tenancy.fields
from balai.tenancy.isolation import IsolateByVillage

# What was printed is a record. State and seal go on along the table of `letters.rules`; nothing else ever changes.
LETTER_STAYS = """
CREATE FUNCTION letters_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change constant text[] := ARRAY['state', 'sealed_at', 'seal_used', 'pdf_sha256'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_is_never_deleted',
            MESSAGE = 'letter_is_never_deleted';
    END IF;
    IF to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change
        OR (OLD.state <> 'numbered'
            AND (NEW.sealed_at, NEW.seal_used, NEW.pdf_sha256)
                IS DISTINCT FROM (OLD.sealed_at, OLD.seal_used, OLD.pdf_sha256))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'issued_letter_never_changes',
            MESSAGE = 'issued_letter_never_changes';
    END IF;
    IF (OLD.state, NEW.state) NOT IN (
        ('numbered', 'issued'), ('numbered', 'void'), ('issued', 'revoked'), ('issued', 'superseded')
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_state_only_goes_on',
            MESSAGE = 'letter_state_only_goes_on';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letters_letter_stays BEFORE UPDATE OR DELETE ON letters_letter
    FOR EACH ROW EXECUTE FUNCTION letters_letter_stays();
"""
LETTER_MAY_CHANGE = """
DROP TRIGGER letters_letter_stays ON letters_letter;
DROP FUNCTION letters_letter_stays();
"""

# A row of numbers only grows; a smaller value would give a number twice.
COUNTER_GROWS = """
CREATE FUNCTION letters_counter_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.last_serial < OLD.last_serial
        OR (NEW.key, NEW.year) IS DISTINCT FROM (OLD.key, OLD.year)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'counter_only_grows',
            MESSAGE = 'counter_only_grows';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letters_counter_grows BEFORE UPDATE OR DELETE ON letters_counter
    FOR EACH ROW EXECUTE FUNCTION letters_counter_grows();
"""
COUNTER_MAY_SHRINK = """
DROP TRIGGER letters_counter_grows ON letters_counter;
DROP FUNCTION letters_counter_grows();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0001_initial"),
        ("villages", "0001_initial"),
        ("residents", "0001_initial"),
        ("services", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Kind",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("slug", models.SlugField(db_index=False, verbose_name="kode")),
                ("title", models.CharField(max_length=120, verbose_name="judul")),
                ("short_code", models.CharField(max_length=12, verbose_name="singkatan")),
                ("category", models.CharField(max_length=40, verbose_name="kelompok")),
                ("summary", models.CharField(max_length=200, verbose_name="ringkasan")),
                (
                    "search_words",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="kata pencarian"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("offered", "Dipakai"), ("hidden", "Disembunyikan")],
                        default="offered",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "service",
                    balai.tenancy.fields.VillageForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_kinds",
                        to="services.service",
                        verbose_name="layanan",
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
                "verbose_name": "jenis surat",
                "verbose_name_plural": "jenis surat",
            },
        ),
        migrations.CreateModel(
            name="KindVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="versi")),
                ("content", models.JSONField(verbose_name="isi")),
                ("content_hash", models.CharField(max_length=64, verbose_name="sidik isi")),
                (
                    "origin",
                    models.CharField(
                        choices=[("balai", "Bawaan Balai"), ("village", "Buatan sendiri")],
                        max_length=8,
                        verbose_name="asal",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="revisi bawaan")),
                ("published_at", models.DateTimeField(auto_now_add=True, verbose_name="diterbitkan")),
                ("published_label", models.CharField(max_length=150, verbose_name="penerbit")),
                (
                    "kind",
                    balai.tenancy.fields.VillageForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="letters.kind",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "versi jenis surat",
                "verbose_name_plural": "versi jenis surat",
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_key", models.CharField(max_length=64, verbose_name="kunci permintaan")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("numbered", "Menunggu segel"),
                            ("issued", "Terbit"),
                            ("revoked", "Dicabut"),
                            ("superseded", "Diganti"),
                            ("void", "Batal"),
                        ],
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "counter_key",
                    models.CharField(blank=True, default="", max_length=80, verbose_name="hitungan"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("serial", models.PositiveIntegerField(verbose_name="nomor urut")),
                ("number", models.CharField(max_length=100, verbose_name="nomor")),
                ("title", models.CharField(max_length=120, verbose_name="judul")),
                ("subject", models.CharField(max_length=300, verbose_name="isi singkat")),
                ("holder_name", models.CharField(max_length=100, verbose_name="atas nama")),
                ("issued_on", models.DateField(verbose_name="tanggal surat")),
                ("valid_until", models.DateField(null=True, verbose_name="berlaku sampai")),
                ("signer_name", models.CharField(max_length=100, verbose_name="penanda tangan")),
                ("signer_office", models.CharField(max_length=200, verbose_name="jabatan")),
                ("answers", models.JSONField(default=dict, verbose_name="isian")),
                ("parties", models.JSONField(default=dict, verbose_name="pihak")),
                ("printed", models.JSONField(verbose_name="isi tercetak")),
                ("printed_hash", models.CharField(max_length=64, verbose_name="sidik isi")),
                (
                    "verify_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="tanda periksa"),
                ),
                ("facts", models.TextField(verbose_name="fakta bertanda tangan")),
                ("numbered_at", models.DateTimeField(verbose_name="dinomori")),
                ("sealed_at", models.DateTimeField(null=True, verbose_name="disegel")),
                (
                    "seal_used",
                    models.CharField(
                        choices=[
                            ("village", "Segel sendiri, bukan tanda tangan tersertifikasi"),
                            ("certified", "Tanda tangan elektronik tersertifikasi (TTE)"),
                        ],
                        max_length=9,
                        verbose_name="segel",
                    ),
                ),
                (
                    "pdf_sha256",
                    models.CharField(blank=True, default="", max_length=64, verbose_name="berkas"),
                ),
                (
                    "kind",
                    balai.tenancy.fields.VillageForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="letters.kind",
                        verbose_name="jenis",
                    ),
                ),
                (
                    "numbered_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="villages.official",
                        verbose_name="pejabat",
                    ),
                ),
                (
                    "resident",
                    balai.tenancy.fields.VillageForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="residents.resident",
                        verbose_name="warga",
                    ),
                ),
                (
                    "supersedes",
                    balai.tenancy.fields.VillageForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="letters.letter",
                        verbose_name="mengganti",
                    ),
                ),
                (
                    "version",
                    balai.tenancy.fields.VillageForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
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
                "verbose_name": "surat",
                "verbose_name_plural": "surat",
            },
        ),
        migrations.CreateModel(
            name="AgendaEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("incoming", "Surat masuk"), ("outgoing", "Surat keluar")],
                        max_length=8,
                        verbose_name="arah",
                    ),
                ),
                ("entered_on", models.DateField(verbose_name="tanggal")),
                ("letter_number", models.CharField(max_length=100, verbose_name="nomor surat")),
                ("letter_date", models.DateField(verbose_name="tanggal surat")),
                ("correspondent", models.CharField(max_length=150, verbose_name="pengirim atau tujuan")),
                ("subject", models.CharField(max_length=300, verbose_name="isi singkat")),
                ("entered_label", models.CharField(max_length=150, verbose_name="pencatat")),
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
                (
                    "letter",
                    balai.tenancy.fields.VillageForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_entries",
                        to="letters.letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda",
                "verbose_name_plural": "agenda",
            },
        ),
        migrations.CreateModel(
            name="LetterEvent",
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
                            ("numbered", "Menunggu segel"),
                            ("issued", "Terbit"),
                            ("revoked", "Dicabut"),
                            ("superseded", "Diganti"),
                            ("void", "Batal"),
                        ],
                        max_length=10,
                        verbose_name="menjadi",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("label", models.CharField(max_length=150, verbose_name="oleh")),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="alasan")),
                (
                    "letter",
                    balai.tenancy.fields.VillageForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="letters.letter",
                    ),
                ),
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
                "verbose_name": "riwayat surat",
                "verbose_name_plural": "riwayat surat",
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="LetterWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word", models.CharField(db_collation="C", max_length=40, verbose_name="kata")),
                (
                    "letter",
                    balai.tenancy.fields.VillageForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="letters.letter",
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
                "verbose_name": "kata pencarian surat",
                "verbose_name_plural": "kata pencarian surat",
            },
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "pattern",
                    models.CharField(
                        default="{kode_klasifikasi}/{nomor_urut:3}/{kode_desa}/{bulan_romawi}/{tahun}",
                        max_length=120,
                        verbose_name="pola nomor",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("register", "Seluruh surat keluar"),
                            ("kind", "Tiap jenis surat"),
                            ("classification", "Tiap kode klasifikasi"),
                        ],
                        default="register",
                        max_length=14,
                        verbose_name="hitungan",
                    ),
                ),
                ("village_code", models.CharField(max_length=20, verbose_name="kode desa pada nomor")),
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
                "verbose_name": "penomoran surat",
                "verbose_name_plural": "penomoran surat",
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=balai.tenancy.fields.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(blank=True, default="", max_length=80, verbose_name="hitungan")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("last_serial", models.PositiveIntegerField(default=0, verbose_name="nomor urut terakhir")),
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
                "verbose_name": "hitungan nomor",
                "verbose_name_plural": "hitungan nomor",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "key", "year"),
                        name="one_counter_a_key_and_year",
                        violation_error_message="Hitungan ini sudah ada.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="kind",
            constraint=models.UniqueConstraint(
                fields=("village", "slug"),
                name="kind_slug_used_once",
                violation_error_message="Jenis surat dengan kode ini sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kind",
            constraint=models.UniqueConstraint(
                fields=("village", "short_code"),
                name="kind_short_code_used_once",
                violation_error_message="Singkatan ini sudah dipakai jenis surat lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kindversion",
            constraint=models.UniqueConstraint(
                fields=("village", "kind", "number"),
                name="kind_version_numbered_once",
                violation_error_message="Versi ini sudah ada.",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["village", "-numbered_at", "-id"], name="letter_newest_first"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["village", "issued_on"], name="letter_by_day"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["village", "resident", "-numbered_at"], name="letter_by_resident"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["village", "pdf_sha256"], name="letter_by_file"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("village", "counter_key", "year", "serial"),
                name="letter_serial_used_once",
                violation_error_message="Nomor urut surat sudah dipakai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("village", "number"),
                name="letter_number_used_once",
                violation_error_message="Nomor surat sudah dipakai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("village", "request_key"),
                name="letter_made_once_a_request",
                violation_error_message="Surat untuk permintaan ini sudah dibuat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("village", "verify_id"),
                name="letter_has_its_own_verify_id",
                violation_error_message="Tanda periksa sudah dipakai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("village", "supersedes"),
                name="letter_superseded_once",
                violation_error_message="Surat itu sudah diganti surat lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("pdf_sha256__regex", "^[0-9a-f]{64}$"),
                        ("sealed_at__isnull", False),
                        ("state__in", ("issued", "revoked", "superseded")),
                    ),
                    models.Q(("pdf_sha256", ""), ("sealed_at", None), ("state__in", ["numbered", "void"])),
                    _connector="OR",
                ),
                name="sealed_letter_has_file_and_time",
                violation_error_message="Surat terbit harus punya berkas bersegel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", ""), _negated=True),
                    models.Q(("holder_name", ""), _negated=True),
                    ("serial__gte", 1),
                ),
                name="letter_has_number_and_holder",
                violation_error_message="Surat harus bernomor dan bernama.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None), ("valid_until__gte", models.F("issued_on")), _connector="OR"
                ),
                name="letter_valid_from_its_date",
                violation_error_message="Masa berlaku tidak boleh berakhir sebelum tanggal surat.",
            ),
        ),
        migrations.AddIndex(
            model_name="agendaentry",
            index=models.Index(fields=["village", "direction", "entered_on"], name="agenda_by_day"),
        ),
        migrations.AddConstraint(
            model_name="agendaentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["incoming", "outgoing"])),
                name="agenda_direction_in_list",
                violation_error_message="Arah surat tidak dikenal.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("letter__isnull", False)),
                fields=("village", "letter"),
                name="letter_entered_once",
                violation_error_message="Surat ini sudah masuk agenda.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["numbered", "issued"]),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="ending_a_letter_has_a_reason",
                violation_error_message="Tulis alasannya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterword",
            constraint=models.UniqueConstraint(
                fields=("village", "word", "letter"),
                name="letter_word_once",
                violation_error_message="Kata ini sudah dicatat untuk surat itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="numbering",
            constraint=models.UniqueConstraint(
                fields=("village",),
                name="one_numbering_a_village",
                violation_error_message="Desa ini sudah punya aturan nomor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="numbering",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__in", ["register", "kind", "classification"])),
                name="numbering_scope_in_list",
                violation_error_message="Hitungan ini tidak dikenal.",
            ),
        ),
        IsolateByVillage("kind"),
        IsolateByVillage("kindversion", append_only=True),
        IsolateByVillage("numbering"),
        IsolateByVillage("counter"),
        IsolateByVillage("letter"),
        IsolateByVillage("letterevent", append_only=True),
        IsolateByVillage("letterword", append_only=True),
        IsolateByVillage("agendaentry", append_only=True),
        migrations.RunSQL(LETTER_STAYS, LETTER_MAY_CHANGE),
        migrations.RunSQL(COUNTER_GROWS, COUNTER_MAY_SHRINK),
    ]
