from django.urls import path

from neutrality.organization import api

urlpatterns = [
    path("employees/", api.EmployeeList.as_view(), name="employees"),
    path("employees/<str:code>/line/", api.EmployeeLine.as_view(), name="employee-line"),
    path("units/", api.UnitList.as_view(), name="units"),
    path("units/<str:code>/head/", api.UnitHead.as_view(), name="unit-head"),
    path("units/<str:code>/line/", api.UnitLine.as_view(), name="unit-line"),
]
