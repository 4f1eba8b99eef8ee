"""Lines of a template: where it may be broken although a blank there would show to the reader."""

import re

from django import template
from django.template.base import TextNode

register = template.Library()

PIECES = re.compile(r"(\s*\n\s*|[<>])")


class Unbroken(template.Node):
    """What stands between the tags, as one line."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        return self.nodelist.render(context)


@register.tag
def unbroken(parser, token):
    """Return the block without its line breaks and indentation; blanks within a line and all values stay.

    Between the attributes of a tag a line break becomes a blank. It is done once, when the template is compiled.
    """
    nodelist = parser.parse(("endunbroken",))
    parser.delete_first_token()
    in_tag = False
    for text in nodelist.get_nodes_by_type(TextNode):
        text.s, in_tag = joined(text.s, in_tag)
    return Unbroken(nodelist)


def joined(text: str, in_tag: bool) -> tuple[str, bool]:
    """Return the text on one line, and whether it ends within a tag; `in_tag` says whether it begins in one."""
    pieces = []
    for piece in PIECES.split(text):
        if piece in ("<", ">"):
            in_tag = piece == "<"
        elif "\n" in piece:
            piece = " " if in_tag else ""
        pieces.append(piece)
    return "".join(pieces), in_tag
