"""Files on their way in: into a temporary file, and no further than the cap."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Keep what fits under EVIDENCE_MAX_MB and only count the rest, so that no upload fills the disk.

    The file's size stays the one that was sent: whoever checks it learns that it is too large.
    """

    def receive_data_chunk(self, raw_data, start):
        if start <= settings.EVIDENCE_MAX_MB * 1024 * 1024:
            super().receive_data_chunk(raw_data, start)
