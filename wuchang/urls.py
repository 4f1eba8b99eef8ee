"""Addresses: a plan's key comes first, then the room; only the room of all plans stands above them."""

from django.contrib import admin
from django.urls import include, path

from commitments.pages.home import home

ROOMS = (
    "ledger", "report", "commitment", "desk", "contributions", "signoff", "review", "bulletins", "evidence", "periods",
    "waiting", "correction", "lamps", "outlook", "trajectory", "papers", "since",
)  # fmt: skip

# Rooms in which a plan is made and kept; their addresses stand below the list of all plans.
MAKING = ("duties", "breakdown", "handover", "reading")

urlpatterns = [
    path("", home, name="home"),
    path("accounts/", include("commitments.pages.accounts.urls")),
    path("admin/", admin.site.urls),
    path("enrolment/", include("commitments.pages.enrolment.urls")),
    path("verify/", include("commitments.pages.verification.urls")),
    path("departments/", include("commitments.pages.departments.urls")),
    path("place/", include("commitments.pages.place.urls")),
    path("plans/", include("commitments.pages.plans.urls")),
    *[path(f"plans/<slug:plan>/{room}/", include(f"commitments.pages.{room}.urls")) for room in MAKING],
    path("<slug:plan>/", include("commitments.pages.overview.urls")),
    *[path(f"<slug:plan>/{room}/", include(f"commitments.pages.{room}.urls")) for room in ROOMS],
]
