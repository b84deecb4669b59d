from django.urls import path

from neutrality.notifications import views

app_name = "notifications"
urlpatterns = [
    path("pemberitahuan/", views.notice_list, name="list"),
    path("pemberitahuan/baca-semua/", views.read_all, name="read_all"),
    path("pemberitahuan/<int:pk>/buka/", views.open_notice, name="open"),
]
