"""What `tests.processes` forks: the hall's code, loaded as a worker has it, and no connection."""

import os
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ.pop("BALAI_AS_OWNER", None)  # as the supervisor starts whoever serves and works
django.setup()
for heavy in ("balai.core.ipp_wire", "balai.core.typesetting"):
    import_module(heavy)
