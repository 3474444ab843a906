"""The pages of a village; its host or path prefix is already stripped."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
