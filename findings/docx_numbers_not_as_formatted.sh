#!/usr/bin/env bash
# LibreOffice shows automatic numbers of a .docx in other signs than their format names.
#
# Expected: a paragraph numbered in one of the formats of Office Open XML (ECMA-376, part 1, 17.18.59) comes out of
# LibreOffice's conversion to text in the signs of that format, or not at all.
# Instead:  some formats become others without a word: decimalFullWidth shows 1 for １, decimalEnclosedParen 1 for ⑴,
#           decimalEnclosedFullstop 1 for ⒈, ideographEnclosedCircle ① for ㊀, ideographDigital 十 for 一〇 (ten),
#           ideographZodiacTraditional 1 for 甲子. A level marked isLgl (plain digits for all of it) shows I.a for 1.1, and a
#           level that is never to begin anew (lvlRestart 0) begins anew. The formats of official documents
#           (chineseCountingThousand, decimalEnclosedCircle, ideographTraditional) are right.
# Version:  LibreOffice 7.4.7.2; python-docx 1.2.0 only makes the file, and drops every number of a paragraph's text.
# Matters:  a report's sections are told apart by their automatic numbers. Whoever has a converter make the text reads
#           other marks than the author saw, and a paragraph quoted with its mark is no longer verbatim. Count the lists
#           from numbering.xml and styles.xml instead, and hold the result beside LibreOffice's only where it follows.
# Ends with 0 while it is so, with 1 when it has changed, with 2 when it could not be tried.
set -u
command -v soffice >/dev/null || { echo "LibreOffice (soffice) is not installed."; exit 2; }
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install -q python-docx==1.2.0 || exit 2
cat >"$folder/make.py" <<'PY'
import sys
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

document, lists = Document(), []
part = document.part.numbering_part.element
for each in list(part):
    part.remove(each)


def level(place, form, text, start=1, more=""):
    return (f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="space"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>')


def add(levels, *places):
    lists.append(levels)
    for place in places:
        numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{place}"/><w:numId w:val="{len(lists)}"/></w:numPr>'
        document.add_paragraph("x")._p.get_or_add_pPr().append(parse_xml(numbered))


for form, start in (("decimalFullWidth", 1), ("decimalEnclosedParen", 1), ("decimalEnclosedFullstop", 1),
                    ("ideographEnclosedCircle", 1), ("ideographDigital", 10), ("ideographZodiacTraditional", 1),
                    ("chineseCountingThousand", 12), ("decimalEnclosedCircle", 3), ("ideographTraditional", 2)):
    add(level(0, form, "%1", start), 0)
add(level(0, "upperRoman", "%1") + level(1, "lowerLetter", "%1.%2", more="<w:isLgl/>"), 0, 1)
add(level(0, "decimal", "%1") + level(1, "decimal", "%1.%2", more='<w:lvlRestart w:val="0"/>'), 0, 1, 0, 1)
for number, levels in enumerate(lists, 1):
    part.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'))
for number in range(1, len(lists) + 1):
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
document.save(sys.argv[1])
PY
cat >"$folder/compare.py" <<'PY'
import sys

shown = [line.split()[0] for line in open(sys.argv[1], encoding="utf-8-sig") if line.strip()]
named = "１ ⑴ ⒈ ㊀ 一〇 甲子 十二 ③ 乙 I 1.1 1 1.1 2 2.2".split()
seen = "1 1 1 ① 十 1 十二 ③ 乙 I I.a 1 1.1 2 2.1".split()
for one, other in zip(named, shown, strict=True):
    print(f"by its format {one:4} shown {other:4} {'' if one == other else 'differs'}".rstrip())
sys.exit(0 if shown == seen else 1)
PY
"$folder/venv/bin/python" "$folder/make.py" "$folder/made.docx" || exit 2
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to "txt:Text (encoded):UTF8" \
  --outdir "$folder" "$folder/made.docx" >/dev/null 2>&1
[ -s "$folder/made.txt" ] || { echo "LibreOffice wrote no file."; exit 2; }
soffice --version 2>/dev/null
"$folder/venv/bin/python" "$folder/compare.py" "$folder/made.txt"
