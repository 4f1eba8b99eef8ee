"""Which files are taken as evidence: every kind once, every refusal with its words."""

import io
import struct
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from commitments.documents import evidence_zip
from commitments.documents.evidence_types import (
    FILE_KINDS,
    REFUSAL_WORDS,
    clean_name,
    content_type_of,
    recognise_file,
    unfit_words,
)
from commitments.documents.unfit import Unfit
from tests.world import TINY_PDF

PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(body)) + kind + body + b"\0\0\0\0"
    for kind, body in ((b"IHDR", b"\0" * 13), (b"IDAT", b"x"), (b"IEND", b""))
)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x10\x00\x10\x01\x01\x11\x00\xff\xd9"
TYPES = "[Content_Types].xml"


def zipped(members: dict) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def package(part="xl/workbook.xml", **members) -> bytes:
    return zipped({TYPES: "<Types/>", part: "<x/>"} | members)


def workbook() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def compound(*streams: str, body=b"\0" * 4096) -> bytes:
    """Return a compound file: header, one allocation sector, the directory, then the first stream's body."""
    entries = [
        ("Root Entry", 5, 0xFFFFFFFE, 0),
        *((name, 2, 5 if n == 0 else 0, 4096) for n, name in enumerate(streams)),
    ]
    directory = b"".join(entry(*each) for each in entries).ljust(4 * 512, b"\0")
    chain = [0xFFFFFFFD, 2, 3, 4, 0xFFFFFFFE, *range(6, 13), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<II", header, 44, 1, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    return bytes(header) + table + directory + body


def entry(name, kind, start, size) -> bytes:
    raw = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", len(name) * 2 + 2, kind)
    return raw.ljust(116, b"\0") + struct.pack("<II", start, size) + b"\0" * 4


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Unfit) as error:
        recognise_file(name, ContentFile(content, name))
    words = unfit_words(error.value)
    assert clean_name(name) in words
    assert "%(" not in words
    return error.value.code


GOOD = {
    "pdf": TINY_PDF, "xlsx": workbook(), "docx": package("word/document.xml"),
    "pptx": package("ppt/presentation.xml"), "jpg": JPEG, "jpeg": JPEG, "png": PNG,
    "ofd": zipped({"OFD.xml": "<ofd/>", "Doc_0/Document.xml": "<d/>"}), "wps": compound("WordDocument"),
    "et": compound("Workbook"),
}  # fmt: skip


@pytest.mark.parametrize("ending", FILE_KINDS)
def test_every_kind_of_the_list_is_taken(ending):
    upload = recognise_file(f"验收单.{ending.upper()}", ContentFile(GOOD[ending]))
    assert (upload.name, upload.file.tell()) == (f"验收单.{ending.upper()}", 0)


@pytest.mark.parametrize("ending", FILE_KINDS)
@pytest.mark.parametrize("content", [b"MZ\x90\0 a program", b"<html><script>", "只是文字".encode()])
def test_no_ending_makes_a_file_of_its_kind(ending, content):
    assert refusal(f"验收单.{ending}", content) == "mismatch"


@pytest.mark.parametrize("ending", FILE_KINDS)
def test_a_kind_s_content_under_another_ending_is_refused(ending):
    alike = {"jpg": ("jpg", "jpeg"), "jpeg": ("jpg", "jpeg"), "docx": ("docx", "wps"), "xlsx": ("xlsx", "et")}
    for other in FILE_KINDS:
        if other not in alike.get(ending, (ending,)):
            assert refusal(f"a.{other}", GOOD[ending]) in ("mismatch", "damaged")


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "png", "jpg", "ofd", "wps"])
def test_a_file_cut_off_is_refused(ending):
    assert refusal(f"a.{ending}", GOOD[ending][: max(len(GOOD[ending]) // 2, 12)]) in ("damaged", "mismatch")


@pytest.mark.parametrize("name", ["a.exe", "a.doc", "a", "a.pdf.exe", "a.svg", "a.html", "pdf", "a.xlsm", ".pdf"])
def test_another_kind_is_refused(name):
    assert refusal(name, TINY_PDF) == "kind"


@pytest.mark.parametrize("name", ["通知.exe.pdf", "a.HTML.pdf", "a.js.tar.pdf"])
def test_a_second_ending_that_deceives_is_refused(name):
    assert refusal(name, TINY_PDF) == "deceiving"


def test_a_harmless_dot_in_the_name_passes():
    assert recognise_file("通知v1.2.doc.pdf", ContentFile(TINY_PDF)).name == "通知v1.2.doc.pdf"


def test_an_empty_file_is_refused():
    assert refusal("a.pdf", b"") == "empty"


def test_a_file_over_the_cap_is_refused(settings):
    settings.EVIDENCE_MAX_MB = 1
    assert refusal("a.pdf", TINY_PDF.ljust(1024 * 1024 + 1, b" ")) == "too_large"


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "/", "..", "\x00"])
def test_a_file_without_a_name_is_refused(name):
    with pytest.raises(Unfit) as error:
        recognise_file(name, ContentFile(TINY_PDF))
    assert error.value.code == "nameless"


@pytest.mark.parametrize("ending", ["xlsx", "docx", "et"])
@pytest.mark.parametrize("member", ["xl/vbaProject.bin", "word/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(ending, member):
    part = "word/document.xml" if ending == "docx" else "xl/workbook.xml"
    assert refusal(f"a.{ending}", package(part, **{member: "x"})) == "macro"


def test_macros_under_another_name_are_refused():
    types = '<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    assert refusal("a.xlsx", zipped({TYPES: types, "xl/workbook.xml": "<x/>", "xl/a.bin": "x"})) == "macro"


def test_macros_in_a_compound_file_are_refused():
    assert refusal("a.wps", compound("WordDocument", "_VBA_PROJECT")) == "macro"


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pptx", "wps"])
def test_an_office_file_under_a_password_is_refused(ending):
    assert refusal(f"a.{ending}", compound("EncryptedPackage")) == "encrypted"


def test_a_pdf_under_a_password_is_refused():
    assert refusal("a.pdf", TINY_PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root")) == "encrypted"


def test_a_compound_document_under_a_password_is_refused():
    assert refusal("a.wps", compound("WordDocument", body=b"\0" * 10 + b"\x00\x01" + b"\0" * 4084)) == "encrypted"
    assert refusal("a.et", compound("Workbook", body=struct.pack("<HH", 0x2F, 4) + b"\0" * 4092)) == "encrypted"


def test_a_zip_under_a_password_is_refused():
    content = bytearray(zipped({"a.pdf": TINY_PDF}))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    assert refusal("a.docx", bytes(content)) == "encrypted"


def test_a_zip_that_says_it_swells_is_refused_without_unpacking(monkeypatch):
    content = zipped({"a.pdf": b"\0" * 30_000_000})
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert refusal("a.docx", content) == "swollen"


def test_a_package_that_says_it_swells_is_refused_without_unpacking(monkeypatch):
    content = bytearray(package())
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    struct.pack_into("<I", content, content.rfind(b"PK\x01\x02") + 24, 0x7FFFFFFF)
    assert refusal("a.xlsx", bytes(content)) == "swollen"


def test_a_hundred_thousand_entries_are_refused_before_they_are_read(monkeypatch):
    content = zipped({f"{n}.pdf": b"" for n in range(100_000)})
    monkeypatch.setattr(evidence_zip.zipfile, "ZipFile", None)
    assert refusal("a.docx", content) == "crowded"


def test_a_directory_that_understates_its_entries_is_refused(monkeypatch):
    content = bytearray(zipped({f"{n}.pdf": b"" for n in range(20_000)}))
    struct.pack_into("<HH", content, content.rfind(b"PK\x05\x06") + 8, 1, 1)
    monkeypatch.setattr(evidence_zip.zipfile, "ZipFile", None)
    assert refusal("a.docx", bytes(content)) == "crowded"


@pytest.mark.parametrize("member", ["../a.pdf", "a/../../b.pdf", "/etc/a.pdf", "C:\\a.pdf", "..\\a.pdf", "a\n.pdf"])
def test_an_entry_that_leads_outside_is_refused(member):
    assert refusal("a.docx", package("word/document.xml", **{member: TINY_PDF})) == "path"


def test_a_bare_archive_is_no_kind_of_evidence():
    assert refusal("a.zip", zipped({"a.pdf": TINY_PDF})) == "kind"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C:\\Users\\张三\\验收单.pdf", "验收单.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("验\x00收\r\n单\u200b.pdf", "验收 单.pdf"),
        ("  a  b . pdf ", "a b . pdf"),
        ("长" * 300 + ".pdf", "长" * 196 + ".pdf"),
    ],
)
def test_a_name_keeps_what_can_be_read(typed, kept):
    assert clean_name(typed) == kept


def test_nothing_is_served_as_what_a_browser_runs():
    assert content_type_of("a.html") == content_type_of("a.svg") == content_type_of("a") == "application/octet-stream"
    assert content_type_of("A.PDF") == "application/pdf"


def test_every_refusal_has_words():
    figures = dict.fromkeys(("name", "inner", "limit", "ending", "entry"), "x")
    assert all(str(words) % figures for words in REFUSAL_WORDS.values())


def test_an_upload_as_the_server_gives_it_is_read_from_its_beginning():
    file = SimpleUploadedFile("a.pdf", TINY_PDF)
    file.read()
    assert recognise_file(file.name, file).file.read() == TINY_PDF
