"""YAML whose mappings remember the line they began on and refuse duplicate keys."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from .headed_table import decoded_text


@dataclass(frozen=True, order=True)
class DataFileError:
    """Something wrong in a data file: where, and why in the interface's words."""

    file: str
    line: int
    reason: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.reason}"


class MarkedRow(dict):
    """A mapping with the line (from 1) it begins on."""

    line = 0


class MarkedLoader(yaml.SafeLoader):
    """Makes a Row of every mapping."""


def construct_row(loader, node):
    row = MarkedRow()
    row.line = node.start_mark.line + 1
    yield row
    for key_node, value_node in node.value:
        key, mark = loader.construct_object(key_node), key_node.start_mark
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(None, None, _("A key must be a word."), mark)
        if key in row:
            raise yaml.constructor.ConstructorError(None, None, _("“%(key)s” stands twice.") % {"key": key}, mark)
        row[key] = loader.construct_object(value_node, deep=True)


MarkedLoader.add_constructor("tag:yaml.org,2002:map", construct_row)


def read_yaml(path: Path) -> tuple[object, DataFileError | None]:
    """Return (content, None), or (None, the error) when the file cannot be read as YAML."""
    try:
        return yaml.load(read_text(path), MarkedLoader), None  # noqa: S506 - a SafeLoader
    except DataFileProblem as problem:
        return None, DataFileError(path.name, 1, str(problem))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return None, DataFileError(path.name, mark.line + 1 if mark else 1, yaml_words(error))
    except (ValueError, RecursionError) as error:
        return None, DataFileError(path.name, 1, _("This is no YAML: %(problem)s") % {"problem": error})


def yaml_words(error) -> str:
    """Return what is wrong, in the interface's words as far as there are any; the parser speaks English."""
    problem = getattr(error, "problem", None) or str(error)
    ours = isinstance(error, yaml.constructor.ConstructorError) and error.context is None
    return problem if ours else _("This is no YAML: %(problem)s") % {"problem": problem}


class DataFileProblem(Exception):
    """A file that cannot be read at all, and why."""


def read_text(path: Path) -> str:
    """Return a file's text, in UTF-8 (with or without BOM) or GB18030; raise DataFileProblem with words otherwise."""
    try:
        text = decoded_text(path.read_bytes())
    except FileNotFoundError:
        raise DataFileProblem(_("The file is missing.")) from None
    except OSError as error:
        raise DataFileProblem(_("The file cannot be read: %(reason)s") % {"reason": error.strerror}) from None
    if text is None:
        raise DataFileProblem(_("The file is neither UTF-8 nor GB18030; save it as UTF-8."))
    return text
