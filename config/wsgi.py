"""The web server's entry."""

import os

from django.core.wsgi import get_wsgi_application

from config.warming import warm_soon

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
warm_soon()
