from django.urls import path

from sanctions import api

urlpatterns = [
    path("decisions/", api.DecisionsView.as_view(), name="decisions"),
    path("decisions/<str:id>/", api.DecisionView.as_view(), name="decision"),
    path("decisions/<str:id>/check/", api.CheckView.as_view(), name="decision-check"),
    path("decisions/<str:id>/propose/", api.ProposeView.as_view(), name="decision-propose"),
    path("decisions/<str:id>/initial/", api.InitialView.as_view(), name="decision-initial"),
    path("decisions/<str:id>/return/", api.ReturnView.as_view(), name="decision-return"),
    path("register/", api.RegisterView.as_view(), name="register"),
]
