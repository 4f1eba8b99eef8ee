"""Addresses of the plan room: the list of all years stands above any plan, the steps of one below its key."""

from django.urls import path

from . import beginnings, commitment_acts, commitments, definitions, dropped, links, registers, text, views

ONE = "<slug:plan>/commitments/<str:code>/"

urlpatterns = [
    path("", views.plans, name="plans"),
    path("new/", beginnings.plans_new, name="plans_new"),
    path("new/files/", beginnings.plans_files, name="plans_files"),
    path("<slug:plan>/", views.plans_checklist, name="plans_checklist"),
    path("<slug:plan>/facts/", views.plans_facts, name="plans_facts"),
    path("<slug:plan>/open/", views.plans_open, name="plans_open"),
    path("<slug:plan>/workbook/", views.plans_workbook, name="plans_workbook"),
    path("<slug:plan>/export/", views.plans_export, name="plans_export"),
    path("<slug:plan>/drop/", views.plans_drop, name="plans_drop"),
    path("<slug:plan>/departments/", registers.plans_departments, name="plans_departments"),
    path("<slug:plan>/departments/confirm/", registers.plans_departments_confirm, name="plans_departments_confirm"),
    path("<slug:plan>/links/", links.plans_links, name="plans_links"),
    path("<slug:plan>/links/judge/", links.plans_links_judge, name="plans_links_judge"),
    path("<slug:plan>/links/propose/", links.plans_links_propose, name="plans_links_propose"),
    path("<slug:plan>/dropped/", dropped.plans_dropped, name="plans_dropped"),
    path("<slug:plan>/dropped/say/", dropped.plans_dropped_say, name="plans_dropped_say"),
    path("<slug:plan>/definitions/", definitions.plans_definitions, name="plans_definitions"),
    path("<slug:plan>/definitions/<int:pk>/", definitions.plans_definition, name="plans_definition"),
    path("<slug:plan>/text/", text.plans_text, name="plans_text"),
    path("<slug:plan>/text/add/", text.plans_text_add, name="plans_text_add"),
    path("<slug:plan>/text/save/", text.plans_text_save, name="plans_text_save"),
    path("<slug:plan>/text/move/", text.plans_text_move, name="plans_text_move"),
    path("<slug:plan>/text/drop/", text.plans_text_drop, name="plans_text_drop"),
    path("<slug:plan>/text/commitment/", text.plans_commitment_add, name="plans_commitment_add"),
    path("<slug:plan>/commitments/", commitments.plans_commitments, name="plans_commitments"),
    path(ONE, commitments.plans_commitment, name="plans_commitment"),
    path(f"{ONE}save/", commitments.plans_commitment_save, name="plans_commitment_save"),
    path(f"{ONE}split/", commitment_acts.plans_commitment_split, name="plans_commitment_split"),
    path(f"{ONE}merge/", commitment_acts.plans_commitment_merge, name="plans_commitment_merge"),
    path(f"{ONE}move/", commitment_acts.plans_commitment_move, name="plans_commitment_move"),
    path(f"{ONE}drop/", commitment_acts.plans_commitment_drop, name="plans_commitment_drop"),
    path(f"{ONE}target/", commitment_acts.plans_target_add, name="plans_target_add"),
    path(f"{ONE}milestone/", commitment_acts.plans_milestone_add, name="plans_milestone_add"),
    path(f"{ONE}<slug:what>/<int:pk>/drop/", commitment_acts.plans_row_drop, name="plans_row_drop"),
]
