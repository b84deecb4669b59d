from django.urls import path

from sanctions import views

app_name = "sanctions"
urlpatterns = [
    path("kasus/<str:code>/keputusan/", views.decision, name="decision"),
    path("kasus/<str:code>/keputusan/periksa/", views.check, name="check"),
    path("kasus/<str:code>/keputusan/satu-halaman/", views.one_page, name="one_page"),
    path("kasus/<str:code>/keputusan/pratinjau/", views.preview, name="preview"),
    path("keputusan/", views.queue, name="queue"),
    path("register/", views.register, name="register"),
]
