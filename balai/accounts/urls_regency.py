"""Pages of the accounts app at the regency's root."""

from django.urls import include, path

from balai.accounts.urls_shared import own_account, sign_in

urlpatterns = [*sign_in, path("", include((own_account, "accounts")))]
