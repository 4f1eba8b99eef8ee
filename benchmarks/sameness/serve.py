"""Serves one revision at noon of the demo's day, for pictures: `python -m sameness.serve TREE PORT`."""

import sys
from pathlib import Path

from .walk import start

if __name__ == "__main__":
    start(Path(sys.argv[1]))
    from django.core.management import call_command

    call_command("runserver", f"127.0.0.1:{sys.argv[2]}", use_reloader=False, verbosity=0)
