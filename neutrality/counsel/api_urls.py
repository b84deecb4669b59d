from django.urls import path

from neutrality.counsel import api

urlpatterns = [
    path("law/assess/", api.AssessView.as_view(), name="law-assess"),
    *(path(f"law/{table}/", api.TableView.as_view(), {"table": table}, name=f"law-{table}") for table in api.TABLES),
]
