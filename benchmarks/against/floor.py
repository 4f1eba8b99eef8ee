"""The least a save can be: session and user, one commitment locked, one draft row saved and recorded."""

from django.db import transaction
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from commitments.clock import now
from commitments.models import Commitment, ProgressUpdate
from commitments.workflow.record import record


@require_POST
@transaction.atomic
def save_at_least(request, pk):
    """Store the text of one draft, and nothing else."""
    update = ProgressUpdate.objects.get(pk=pk)
    Commitment.objects.select_for_update().get(pk=update.commitment_id)
    update.narrative = request.POST["narrative"]
    update.save(update_fields=["narrative", "saved"])
    record("update_submit", update, at=now(), by=request.user)
    return HttpResponse(status=204)


urlpatterns = [path("bench/floor/<int:pk>/", save_at_least), path("", include("wuchang.urls"))]
