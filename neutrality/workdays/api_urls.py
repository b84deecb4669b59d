from django.urls import path

from neutrality.workdays import api

urlpatterns = [path("workdays/count/", api.CountView.as_view(), name="workdays-count")]
