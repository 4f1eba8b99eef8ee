"""The title of a commitment in the reader's language, as part of a query."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language


def title_in_language(path: str = ""):
    """Return the title to show: the English one on an English page, where there is one; `path` leads to the row."""
    title = f"{path}title"
    return Coalesce(NullIf(f"{title}_en", Value("")), title) if get_language() == "en" else F(title)
