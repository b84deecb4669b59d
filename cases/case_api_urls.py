from django.urls import path

from cases import case_api as api
from cases import duty_api

urlpatterns = [
    path("cases/", api.CasesView.as_view(), name="cases"),
    path("cases/<str:code>/", api.CaseView.as_view(), name="case"),
    path("cases/<str:code>/timeline/", api.TimelineView.as_view(), name="case-timeline"),
    path("cases/<str:code>/tiers/", api.TiersView.as_view(), name="case-tiers"),
    path("cases/<str:code>/deadlines/", api.DeadlinesView.as_view(), name="case-deadlines"),
    path("cases/<str:code>/exhibits/", api.ExhibitsView.as_view(), name="case-exhibits"),
    path("cases/<str:code>/documents/", api.DocumentsView.as_view(), name="case-documents"),
    path("cases/<str:code>/moves/", api.MovesView.as_view(), name="case-moves"),
    path("cases/<str:code>/moves/<str:move>/", api.MoveView.as_view(), name="case-move"),
    path("cases/<str:code>/duty/", duty_api.DutyView.as_view(), name="case-duty"),
    path("cases/<str:code>/duty/<str:act>/", duty_api.DutyActView.as_view(), name="case-duty-act"),
    path("cases/<str:code>/history/", api.HistoryView.as_view(), name="case-history"),
    path("cases/<str:code>/summons/service/", api.SummonsServiceView.as_view(), name="case-summons-service"),
]
