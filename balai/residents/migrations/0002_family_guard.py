"""Each active family has exactly one living head, and an ended one has nobody: true whenever a transaction ends.

*At most one* is a unique index (`family_has_one_living_head`). *At least one* can only be judged at the end, when all
rows have been written: deferred triggers, for the families whose members or state changed and for no other. A load
of 250,000 residents costs one check for each new family and one for the statement, not one for each resident.

The functions run with the owner's eyes, because a deferred trigger may fire after the village's role was put down.
The family's row is locked first: without it, two transactions could each look right in their own snapshot.
They ask by the family's id alone, which is unique everywhere: with the village beside it, the planner of a village that
was loaded a moment ago takes that for selective enough and reads the whole village for every family.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION residents_check_family(family uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    is_ended boolean;
    living bigint;
    heads bigint;
BEGIN
    SELECT f.ended_at IS NOT NULL INTO is_ended FROM public.residents_family f WHERE f.id = family FOR SHARE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT count(*), count(*) FILTER (WHERE r.relation = 1) INTO living, heads FROM public.residents_resident r
        WHERE r.family_id = family AND r.standing = 1;
    IF is_ended AND living > 0 THEN
        RAISE EXCEPTION 'Keluarga yang sudah berakhir tidak boleh punya anggota.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ended_family_has_nobody';
    ELSIF NOT is_ended AND living = 0 THEN
        RAISE EXCEPTION 'Keluarga tanpa anggota harus diakhiri.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'family_without_members_is_ended';
    ELSIF NOT is_ended AND heads = 0 THEN
        RAISE EXCEPTION 'Keluarga harus punya satu kepala keluarga.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'family_has_a_living_head';
    END IF;
END
$$;
REVOKE ALL ON FUNCTION residents_check_family(uuid) FROM PUBLIC;

CREATE FUNCTION residents_family_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM public.residents_check_family(NEW.id);
    RETURN NULL;
END
$$;

CREATE FUNCTION residents_member_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.family_id IS NOT NULL THEN
        PERFORM public.residents_check_family(OLD.family_id);
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.family_id IS NOT NULL AND NEW.family_id IS DISTINCT FROM OLD.family_id THEN
        PERFORM public.residents_check_family(NEW.family_id);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION residents_members_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Lock them all, then look: a family that is being ended right now is waited for.
    PERFORM f.id FROM public.residents_family f
        WHERE f.id IN (SELECT a.family_id FROM added a WHERE a.standing = 1)
        FOR SHARE;
    IF EXISTS (
        SELECT FROM added a JOIN public.residents_family f ON f.id = a.family_id
        WHERE a.standing = 1 AND f.ended_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Keluarga yang sudah berakhir tidak boleh punya anggota.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ended_family_has_nobody';
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER new_family_has_a_head AFTER INSERT ON residents_family
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION residents_family_changed();
CREATE CONSTRAINT TRIGGER ended_family_has_nobody AFTER UPDATE ON residents_family
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at) EXECUTE FUNCTION residents_family_changed();
CREATE CONSTRAINT TRIGGER changed_family_has_a_head AFTER UPDATE ON residents_resident
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.family_id IS DISTINCT FROM NEW.family_id OR OLD.relation IS DISTINCT FROM NEW.relation
          OR OLD.standing IS DISTINCT FROM NEW.standing) EXECUTE FUNCTION residents_member_changed();
CREATE CONSTRAINT TRIGGER left_family_has_a_head AFTER DELETE ON residents_resident
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION residents_member_changed();
CREATE TRIGGER nobody_joins_an_ended_family AFTER INSERT ON residents_resident
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION residents_members_added();
"""

OPEN = """
DROP TRIGGER nobody_joins_an_ended_family ON residents_resident;
DROP TRIGGER left_family_has_a_head ON residents_resident;
DROP TRIGGER changed_family_has_a_head ON residents_resident;
DROP TRIGGER ended_family_has_nobody ON residents_family;
DROP TRIGGER new_family_has_a_head ON residents_family;
DROP FUNCTION residents_members_added();
DROP FUNCTION residents_member_changed();
DROP FUNCTION residents_family_changed();
DROP FUNCTION residents_check_family(uuid);
"""

# The village's role asks which of these people are alive in another village and learns only the answer.
ALIVE_ELSEWHERE = """
CREATE FUNCTION residents_alive_elsewhere(niks text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT r.nik::text FROM public.residents_resident r
    WHERE r.nik = ANY (niks) AND r.nik <> '' AND r.standing = 1
        AND r.village_id <> current_setting('balai.village')::smallint
$$;
REVOKE ALL ON FUNCTION residents_alive_elsewhere(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION residents_alive_elsewhere(text[]) TO balai_village;
"""


class Migration(migrations.Migration):
    dependencies = [("residents", "0001_initial")]

    operations = [
        migrations.RunSQL(GUARD, OPEN),
        migrations.RunSQL(ALIVE_ELSEWHERE, "DROP FUNCTION residents_alive_elsewhere(text[])"),
    ]
