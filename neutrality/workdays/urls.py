from django.urls import path

from neutrality.workdays import views

app_name = "workdays"
urlpatterns = [path("hari-kerja/", views.calendar, name="calendar")]
