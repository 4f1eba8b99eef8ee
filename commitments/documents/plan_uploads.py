"""A plan's data files as they were sent by a browser: read like a folder, and refused before anything is parsed."""

import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from .plan_files import PlanFiles, read_plan
from .plan_standing import check_standing

PLAN_FILE_NAMES = ("plan.yaml", "commitments.yaml", "departments.csv", "links.yaml")
LARGEST_PLAN_FILE = 4 * 1024 * 1024


def read_plan_uploads(uploads: list) -> tuple[PlanFiles, list[str]]:
    """Return what the files say and why they cannot be taken, [] when all is well; `uploads` are Django's files."""
    if refusals := upload_refusals(uploads):
        return PlanFiles(), refusals
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        for upload in uploads:
            (Path(folder) / upload.name).write_bytes(upload.read())
        files = read_plan(Path(folder))
    if not files.errors:
        check_standing(files)
    return files, [str(error) for error in sorted(files.errors)]


def upload_refusals(uploads: list) -> list[str]:
    """Return why these files are none of a plan: their names, their sizes, a name twice."""
    names = [upload.name for upload in uploads]
    if not {"plan.yaml", "commitments.yaml"} <= set(names):
        return [_("Choose plan.yaml and commitments.yaml, and departments.csv where the departments are new.")]
    if set(names) - set(PLAN_FILE_NAMES) or len(set(names)) < len(names):
        return [_("These are not the files of one plan: %(names)s.") % {"names": ", ".join(names)}]
    large = [upload.name for upload in uploads if upload.size > LARGEST_PLAN_FILE]
    return [_("“%(name)s” is larger than 4 MB.") % {"name": name} for name in large]
