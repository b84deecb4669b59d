from django.urls import path

from cases import public_api

urlpatterns = [
    path("reports/start/", public_api.StartView.as_view()),
    path("reports/track/", public_api.TrackView.as_view()),
    path("reports/track/messages/", public_api.TrackMessagesView.as_view()),
]
