from rest_framework.routers import SimpleRouter

from neutrality.prevention.api import CircularViewSet

router = SimpleRouter()
router.register("circulars", CircularViewSet, basename="circular")
urlpatterns = router.urls
