"""What somebody wrote into the history of an application is forgotten with whose it was, and in no other way."""

from django.db import migrations

from balai.tenancy.enums import DatabaseRole

# As owner: no role may change the history. Only of an application that names nobody any more, only to nothing.
FORGET = """
CREATE FUNCTION applications_forget_words(wanted uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here CONSTANT smallint := current_setting('balai.village')::smallint;
BEGIN
    PERFORM FROM public.applications_application a
        WHERE a.village_id = here AND a.id = wanted AND a.anonymised_at IS NOT NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'only_words_about_nobody_are_forgotten',
            MESSAGE = 'only_words_about_nobody_are_forgotten';
    END IF;
    UPDATE public.applications_event SET reason = ''
        WHERE village_id = here AND application_id = wanted AND reason <> '';
    UPDATE public.applications_note SET text = '' WHERE village_id = here AND application_id = wanted AND text <> '';
END $$;
"""
ONLY_BY_VILLAGES = f"""
REVOKE ALL ON FUNCTION applications_forget_words(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION applications_forget_words(uuid) TO {DatabaseRole.VILLAGE};
"""
FORGET_NOTHING = "DROP FUNCTION applications_forget_words(uuid);"


class Migration(migrations.Migration):
    dependencies = [("applications", "0012_parental_consent")]

    operations = [migrations.RunSQL(FORGET + ONLY_BY_VILLAGES, FORGET_NOTHING)]
