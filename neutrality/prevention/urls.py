from django.urls import path

from neutrality.prevention import colleague_views, views

app_name = "prevention"
urlpatterns = [
    path("ingatkan/", colleague_views.remind, name="remind_colleague"),
    path("ingatkan/aturan/", colleague_views.rule, name="rule"),
    path("edaran/", views.circular_list, name="list"),
    path("edaran/baru/", views.compose, name="compose"),
    path("edaran/<str:code>/", views.detail, name="detail"),
    path("edaran/<str:code>/ubah/", views.edit, name="edit"),
    path("edaran/<str:code>/baca/", views.read, name="read"),
    path("edaran/<str:code>/rekap.csv", views.recap, name="recap"),
    path("edaran/<str:code>/terbit/", views.issue, name="issue"),
    path("edaran/<str:code>/ingatkan/", views.remind, name="remind"),
    path("edaran/<str:code>/versi-baru/", views.new_version, name="new_version"),
]
