"""Duties carried into the next year: the same departments, or those that took their place meanwhile."""

from ...choices import AssignmentRole, Standing
from ...models import Assignment, Commitment, Department

RANK = (AssignmentRole.LEAD, AssignmentRole.RESPONSIBLE, AssignmentRole.SUPPORTING)


def carry_duties(continuation) -> None:
    """Assign the departments that bore each promise at the old plan's end; a successor's duty waits to be confirmed."""
    ids = [row.pk for row in continuation.commitments]
    duties = Assignment.objects.on(continuation.earlier.ends).filter(commitment__in=ids)
    successors, made = Succession(continuation.plan.starts), {}
    for duty in sorted(duties, key=lambda duty: (RANK.index(duty.role), duty.pk)):
        department, same = successors.of(duty.department_id)
        if department and (duty.commitment_id, department) not in made:
            made[duty.commitment_id, department] = Assignment(
                commitment=continuation.new[Commitment, duty.commitment_id], department_id=department, role=duty.role,
                standing=duty.standing if same else Standing.PROPOSED, valid_from=continuation.plan.starts,
            )  # fmt: skip
    Assignment.objects.bulk_create(made.values())


class Succession:
    """Who stands in a department's place on a day."""

    def __init__(self, day):
        self.day, self.known = day, {department.pk: department for department in Department.objects.all()}

    def of(self, pk: int) -> tuple[int | None, bool]:
        """Return (department's key or None, whether it is the same one); an end without successor has nobody."""
        seen, found = set(), self.known[pk]
        while found and found.valid_to and found.valid_to < self.day and found.pk not in seen:
            seen.add(found.pk)
            found = self.known.get(found.successor_id)
        ended = found is None or (found.valid_to is not None and found.valid_to < self.day)
        return (None, False) if ended else (found.pk, found.pk == pk)
