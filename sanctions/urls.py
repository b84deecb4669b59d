from django.urls import path

from sanctions import views
from sanctions.earlier import views as earlier

app_name = "sanctions"
urlpatterns = [
    path("kasus/<str:code>/keputusan/", views.decision, name="decision"),
    path("kasus/<str:code>/keputusan/periksa/", views.check, name="check"),
    path("kasus/<str:code>/keputusan/satu-halaman/", views.one_page, name="one_page"),
    path("kasus/<str:code>/keputusan/pratinjau/", views.preview, name="preview"),
    path("keputusan/", views.queue, name="queue"),
    path("register/", views.register, name="register"),
    path("register/impor/", earlier.imports, name="earlier_imports"),
    path("register/impor/<str:code>/", earlier.preview, name="earlier_import"),
    path("register/impor/<str:code>/simpan/", earlier.save, name="earlier_save"),
    path("register/impor/<str:code>/batal/", earlier.drop, name="earlier_drop"),
    path("register/<str:code>/sifat/", earlier.nature, name="earlier_nature"),
]
