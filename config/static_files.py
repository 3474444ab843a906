"""Static files under names that change with their content, also where one script imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """A module keeps the names of the files it was made with: an update never mixes two versions."""

    support_js_module_import_aggregation = True
