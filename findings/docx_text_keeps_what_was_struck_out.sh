#!/usr/bin/env bash
# LibreOffice's conversion of a .docx to text keeps what was struck out and what is hidden.
#
# Expected: the text of a document under revision is the one a reader of the adopted version sees: insertions taken,
#           deletions left out, hidden text left out. So python-docx reads deletions (w:delText is no text to it).
# Instead:  deletions and hidden text stand in the text as if they were valid, a paragraph struck out as a whole bears its
#           automatic number, and all behind it count one too many. python-docx, for its part, leaves out insertions: its
#           paragraph.text reads the runs that are children of the paragraph, and w:ins is between them.
# Version:  LibreOffice 7.4.7.2, python-docx 1.2.0.
# Matters:  reports come back from their last round of changes still tracked. Read by either, a promise that was struck
#           out is counted or one that was put in is lost. Read the elements: take w:ins, leave out w:del and w:moveFrom.
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

document, words = Document(), nsdecls("w")


def add(text, inside="", end=""):
    made = document.add_paragraph(text, style="List Number")
    if end:
        made._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {words}>{end}</w:rPr>"))
    if inside:
        made._p.append(parse_xml(inside.replace(" ", f" {words} ", 1)))


add("新建学校", '<w:ins w:id="1" w:author="a"><w:r><w:t>三所</w:t></w:r></w:ins>')
add("新建医院", '<w:del w:id="2" w:author="a"><w:r><w:delText>两所</w:delText></w:r></w:del>')
add("", '<w:del w:id="3" w:author="a"><w:r><w:delText>整段删去</w:delText></w:r></w:del>', '<w:del w:id="4" w:author="a"/>')
add("新建公园", '<w:r ><w:rPr><w:vanish/></w:rPr><w:t>内部说明</w:t></w:r>')
document.save(sys.argv[1])
PY
cat >"$folder/compare.py" <<'PY'
import sys
from docx import Document

shown = "".join(open(sys.argv[2], encoding="utf-8-sig").read().split())
read = "/".join(each.text for each in Document(sys.argv[1]).paragraphs)
print(f"LibreOffice: {shown}\npython-docx: {read}")
kept = all(each in shown for each in ("三所", "两所", "3.整段删去", "4.新建公园内部说明"))
sys.exit(0 if kept and "三所" not in read and "内部说明" in read else 1)
PY
"$folder/venv/bin/python" "$folder/make.py" "$folder/made.docx" || exit 2
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to "txt:Text (encoded):UTF8" \
  --outdir "$folder" "$folder/made.docx" >/dev/null 2>&1
[ -s "$folder/made.txt" ] || { echo "LibreOffice wrote no file."; exit 2; }
soffice --version 2>/dev/null
"$folder/venv/bin/python" "$folder/compare.py" "$folder/made.docx" "$folder/made.txt"
