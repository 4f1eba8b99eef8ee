#!/usr/bin/env bash
# LibreOffice writes a bookmark over two paragraphs of a .docx twice, and ends it once.
#
# Expected: a bookmark that begins in one paragraph and ends in the next comes back so from a .docx that LibreOffice
# opened and saved as .docx: one bookmarkStart, one bookmarkEnd.
# Instead:  there are two bookmarkStart of the same name, one in each paragraph, and one bookmarkEnd, for the second.
#           Read as the standard has it, the first bookmark never ends and takes in the rest of the document. A bookmark
#           within one paragraph comes back whole.
# Version:  LibreOffice 7.4.7.2; python-docx 1.2.0 only makes the file.
# Matters:  offices send a document's paragraphs round to be edited, and take them back by their bookmarks: what stands
#           behind them would be taken in as well. Set one bookmark in each paragraph, and let one without an end hold
#           no more than its own paragraph.
# Ends with 0 while it is so, with 1 when it has changed, with 2 when it could not be tried.
set -u
command -v soffice >/dev/null || { echo "LibreOffice (soffice) is not installed."; exit 2; }
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install -q python-docx==1.2.0 || exit 2
cat >"$folder/make.py" <<'PY'
import sys
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

document = Document()
for number, (name, first, last) in enumerate((("two", "甲", "乙"), ("one", "丙", None))):
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    begin.set(qn("w:id"), str(number)), begin.set(qn("w:name"), name), end.set(qn("w:id"), str(number))
    held = [document.add_paragraph(text) for text in (first, last) if text]
    held[0]._p.insert(0, begin)
    held[-1]._p.append(end)
document.add_paragraph("丁")
document.save(sys.argv[1])
PY
cat >"$folder/count.py" <<'PY'
import re, sys, zipfile

body = zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode()
begun = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(one|two)"', body)
ended = re.findall(r'<w:bookmarkEnd w:id="(\d+)"', body)
unended = [name for key, name in begun if key not in ended]
print(f"begun: {[name for _key, name in begun]}, ended: {len(ended)}, never ended: {unended}")
sys.exit(0 if unended == ["two"] else 1 if begun else 2)
PY
"$folder/venv/bin/python" "$folder/make.py" "$folder/made.docx" || exit 2
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to docx:"MS Word 2007 XML" \
  --outdir "$folder/saved" "$folder/made.docx" >/dev/null 2>&1
[ -s "$folder/saved/made.docx" ] || { echo "LibreOffice wrote no file."; exit 2; }
soffice --version 2>/dev/null
"$folder/venv/bin/python" "$folder/count.py" "$folder/saved/made.docx"
