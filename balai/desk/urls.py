"""The desk's own pages."""

from django.urls import path

from balai.desk import views

app_name = "desk"

urlpatterns = [path("meja/", views.home, name="home")]
