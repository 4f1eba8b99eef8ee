"""YAML whose mappings remember the line they began on and refuse duplicate keys."""

from dataclasses import dataclass
from pathlib import Path

import yaml


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
        key = loader.construct_object(key_node)
        if key in row:
            mark = key_node.start_mark
            raise yaml.constructor.ConstructorError(None, None, f"duplicate key {key}", mark)
        row[key] = loader.construct_object(value_node, deep=True)


MarkedLoader.add_constructor("tag:yaml.org,2002:map", construct_row)


def read_yaml(path: Path) -> tuple[object, DataFileError | None]:
    """Return (content, None), or (None, the error) when the file cannot be read as YAML."""
    try:
        return yaml.load(path.read_text("utf-8"), MarkedLoader), None  # noqa: S506 - a SafeLoader
    except OSError as error:
        return None, DataFileError(path.name, 0, error.strerror or str(error))
    except UnicodeDecodeError:
        return None, DataFileError(path.name, 0, "UTF-8?")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return None, DataFileError(path.name, mark.line + 1 if mark else 0, getattr(error, "problem", "") or str(error))
