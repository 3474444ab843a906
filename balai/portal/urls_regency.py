"""Public pages of the regency, at the root where villages share a host."""

from django.urls import path

from balai.portal.views import finding, mark, regency

app_name = "portal"

urlpatterns = [
    path("", regency.regency, name="regency"),
    path("favicon.ico", mark.favicon, name="favicon"),
    path("robots.txt", finding.robots, name="robots"),
]
