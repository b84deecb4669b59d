from django.urls import path

from neutrality.audit import api

urlpatterns = [path("journal/", api.JournalView.as_view(), name="journal")]
