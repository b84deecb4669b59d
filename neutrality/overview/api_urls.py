from django.urls import path

from neutrality.overview import api, statistics_api

urlpatterns = [
    path("statistics/", statistics_api.StatisticsView.as_view(), name="statistics"),
    path("exports/", api.ExportsView.as_view(), name="exports"),
    path("exports/<str:id>/", api.ExportView.as_view(), name="export"),
    path("exports/<str:id>/download/", api.ExportDownload.as_view(), name="export-download"),
]
