"""What the quarterly round leans on: the stock reasons to keep, the rest to look at."""

from django.contrib import admin

from ..models import Contribution, Delegation, Extension, Holiday, Mail, StockReason
from .duties import LookingPage, ReferencePage
from .site import site


@admin.register(Holiday, site=site)
class HolidayPage(LookingPage):
    list_display = ("day", "kind", "name")
    list_filter = ("kind", "day")
    search_fields = ("name",)


@admin.register(StockReason, site=site)
class StockReasonPage(ReferencePage):
    list_display = ("text", "order", "active")
    list_filter = ("active",)
    search_fields = ("text",)


@admin.register(Extension, site=site)
class ExtensionPage(LookingPage):
    list_display = ("period", "department", "due", "reason", "valid_from", "granted_by")
    list_filter = ("period",)
    list_select_related = ("period", "department", "granted_by")
    search_fields = ("department__short_name", "reason")


@admin.register(Delegation, site=site)
class DelegationPage(LookingPage):
    list_display = ("department", "approver", "deputy", "starts", "ends", "revoked_at")
    list_filter = ("department",)
    list_select_related = ("department", "approver", "deputy")
    search_fields = ("department__short_name", "approver__name", "deputy__name")


@admin.register(Contribution, site=site)
class ContributionPage(LookingPage):
    list_display = ("commitment", "period", "department", "state", "due", "filed_at")
    list_filter = ("state", "period")
    list_select_related = ("commitment", "period", "department")
    search_fields = ("commitment__code", "commitment__title", "department__short_name")


@admin.register(Mail, site=site)
class MailPage(LookingPage):
    list_display = ("recipient", "day", "subject", "not_before", "sent_at", "tries", "error")
    list_filter = ("day",)
    list_select_related = ("recipient",)
    search_fields = ("recipient__name", "subject")
