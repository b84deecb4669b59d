from django.urls import path, register_converter

from neutrality.notifications import views
from neutrality.veil import NoticeConverter

register_converter(NoticeConverter, "notice")

app_name = "notifications"
urlpatterns = [
    path("pemberitahuan/", views.notice_list, name="list"),
    path("pemberitahuan/baca-semua/", views.read_all, name="read_all"),
    path("pemberitahuan/<notice:pk>/buka/", views.open_notice, name="open"),
]
