"""Whether this hall can serve: asked by the supervisor and by monitors."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page


@require_safe
@public_page
def healthy(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
