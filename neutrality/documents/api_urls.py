from django.urls import path

from neutrality.documents.api import VerifyView

urlpatterns = [path("verify/<str:code>/", VerifyView.as_view(), name="verify")]
