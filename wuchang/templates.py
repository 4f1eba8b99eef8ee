"""How the house's own templates are read."""

import re

from django.template.loaders import filesystem

INDENTATION = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Templates without their indentation: it is for those who write them, and a fifth of a page's bytes.

    Line breaks stay, and with them the blanks that show and the line numbers of errors.
    """

    def get_contents(self, origin) -> str:
        return INDENTATION.sub("\n", super().get_contents(origin))
