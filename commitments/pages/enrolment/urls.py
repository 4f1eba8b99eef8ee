"""Addresses of the room of accounts: proposed, granted or refused, first passwords given out."""

from django.urls import path

from . import deciding, views

urlpatterns = [
    path("", views.enrolment, name="enrolment"),
    path("look/", views.enrolment_look, name="enrolment_look"),
    path("write/", views.enrolment_write, name="enrolment_write"),
    path("grant/", deciding.enrolment_grant, name="enrolment_grant"),
    path("refuse/", deciding.enrolment_refuse, name="enrolment_refuse"),
    path("renew/", deciding.enrolment_renew, name="enrolment_renew"),
]
