from django.urls import path

from cases import desk_api as api
from cases import forwarding_api

urlpatterns = [
    path("reports/", api.ReportsView.as_view()),
    path("reports/entry/", api.EntryView.as_view()),
    path("reports/<str:code>/", api.ReportView.as_view()),
    path("reports/<str:code>/matches/", api.MatchesView.as_view()),
    path("reports/<str:code>/similar/", api.SimilarView.as_view()),
    path("reports/<str:code>/open_case/", api.OpenCaseView.as_view()),
    path("reports/<str:code>/attach/", api.AttachView.as_view()),
    path("reports/<str:code>/release/", api.ReleaseView.as_view()),
    path("reports/<str:code>/ask/", api.AskView.as_view()),
    path("reports/<str:code>/forward/", api.ForwardView.as_view()),
    path("reports/<str:code>/forwardings/<str:row>/remind/", forwarding_api.RemindView.as_view()),
    path("reports/<str:code>/forwardings/<str:row>/answer/", forwarding_api.AnswerView.as_view()),
    path("reports/<str:code>/close/", api.CloseView.as_view()),
    path("reports/<str:code>/note/", api.NoteView.as_view()),
    path("reports/<str:code>/undo/", api.UndoView.as_view()),
    path("letters/", api.LettersView.as_view()),
]
