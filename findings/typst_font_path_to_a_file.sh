#!/usr/bin/env bash
# typst-py finds no font in a font path that names a file, says nothing, and sets an archivable, tagged PDF without a letter.
#
# Expected: Fonts(font_paths=[a font file]) takes that font, or refuses the path; and a document whose text no font covers
#           does not compile as PDF/A-2a with PDF/UA-1, since nothing of it could be read or embedded.
# Instead:  only folders are searched; a file is passed over without a word. With no font at all the same standards
#           compile without an error or a warning, to a PDF with no font in it from which no text can be taken.
# Version:  typst 0.15.2 (typst-py, Typst 0.15); pypdf 7.1.1 only reads the result; fonts-dejavu's DejaVuSans.ttf comes
#           from the package matplotlib 3.10.7.
# Matters:  a configured font that is a file instead of its folder costs an office every character of a paper that still
#           claims to be archivable. Hand over folders, and check what fonts were found before anything is set.
# Ends with 0 while it is so, with 1 when it has changed, with 2 when it could not be tried.
set -u
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv" || exit 2
"$folder/venv/bin/pip" install -q typst==0.15.2 pypdf==7.1.1 matplotlib==3.10.7 || exit 2
cat >"$folder/try.py" <<'PY'
import io
import sys
from pathlib import Path

import matplotlib
import typst
from pypdf import PdfReader

font = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
SOURCE = b'#set document(title: "t")\n#set text(lang: "en", font: "DejaVu Sans")\n= Heading\nSome text.'


def found(path):
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[path])


def text_and_fonts(fonts):
    pdf = typst.compile(SOURCE, format="pdf", font_paths=fonts, pdf_standards=["a-2a", "ua-1"])
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    return page.extract_text().strip(), len(page["/Resources"].get("/Font", {}))


by_folder, by_file = found(font.parent), found(font)
print("fonts found by the folder and by the file:", len(by_folder.fonts()), len(by_file.fonts()))
whole, bare = text_and_fonts(by_folder), text_and_fonts(by_file)
print("text and fonts of the page, by the folder:", whole)
print("text and fonts of the page, by the file:  ", bare)
same = len(by_folder.fonts()) > 0 and len(by_file.fonts()) == 0 and whole[1] > 0 and bare == ("", 0)
sys.exit(0 if same else 1)
PY
"$folder/venv/bin/python" "$folder/try.py"
