"""Checking letters of all villages at the regency's root."""

from balai.letters.urls_verify import verify_urls

app_name = "letters"
urlpatterns = verify_urls
