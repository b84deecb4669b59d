from django.urls import path

from neutrality.overview import api

urlpatterns = [
    path("exports/", api.ExportsView.as_view(), name="exports"),
    path("exports/<str:id>/", api.ExportView.as_view(), name="export"),
    path("exports/<str:id>/download/", api.ExportDownload.as_view(), name="export-download"),
]
