"""A report's file is read as text, or refused with words that say what to do."""

import io
import zipfile

import pytest

from commitments.documents.report_files import (
    MOST_TEXT_BYTES,
    REPORT_FILE_WORDS,
    report_file_refusal,
    report_file_text,
)
from commitments.documents.unfit import Unfit
from tests.word_file import ListedFile, report_levels

TEXT = "一、2024年主要任务\n新建学校3所。"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word_file(**parts: bytes) -> bytes:
    """Return a Word file with further parts, or parts of its own replaced."""
    file = ListedFile({1: report_levels()})
    file.add("主要任务", 0)
    out, whole = io.BytesIO(), zipfile.ZipFile(io.BytesIO(file.saved()))
    kept = {name: whole.read(name) for name in whole.namelist()} | parts
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in kept.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_plain_text_is_read_in_each_encoding_offices_save_it_in(encoding, ends):
    assert report_file_text(TEXT.replace("\n", ends).encode(encoding)) == TEXT


def test_gb18030_under_its_mark_is_read():
    assert report_file_text(("\ufeff" + TEXT).encode("gb18030")) == TEXT


def test_a_word_file_is_read_with_its_numbers():
    assert report_file_text(word_file()) == "一、主要任务"


def macro_file() -> bytes:
    kinds = zipfile.ZipFile(io.BytesIO(word_file())).read("[Content_Types].xml")
    return word_file(**{"[Content_Types].xml": kinds.replace(b"document.main+xml", b"document.macroEnabled.main+xml")})


def other_package() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("content.xml", "<x/>")
    return out.getvalue()


REFUSED = {
    "old_word": COMPOUND + "WordDocument".encode("utf-16-le") + b"\0" * 600,
    "encrypted": COMPOUND + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
    "macro": macro_file(),
    "mismatch": other_package(),
    "damaged": word_file()[:-200],
    "crowded": word_file(**{f"word/media/{n}.bin": b"" for n in range(2100)}),
    "swollen": word_file(**{"word/media/a.bin": b"\0" * (20 * 1024 * 1024)}),
    "path": word_file(**{"../a.xml": b""}),
    "empty": b" \n",
    "encoding": b"\xff\xff\x00\x81",
    "too_large": b"a" * (MOST_TEXT_BYTES + 1),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_read_is_refused_with_words_that_say_what_to_do(code):
    with pytest.raises(Unfit) as refused:
        report_file_text(REFUSED[code])
    assert refused.value.code == code
    assert "%(" not in report_file_refusal(refused.value)


@pytest.mark.parametrize("content", [b"%PDF-1.7 \xe4", b"{\\rtf1\\ansi}", b"\x89PNG\r\n", COMPOUND + b"\0" * 600])
def test_another_kind_of_file_is_told_apart_from_a_text(content):
    with pytest.raises(Unfit) as refused:
        report_file_text(content)
    assert refused.value.code == "mismatch"


@pytest.mark.parametrize("part", [b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<w:document", b""])
def test_a_part_that_is_no_plain_xml_is_damaged(part):
    with pytest.raises(Unfit) as refused:
        report_file_text(word_file(**{"word/document.xml": part}))
    assert refused.value.code == "damaged"


def test_every_reason_has_its_words():
    assert set(REFUSED) == set(REPORT_FILE_WORDS)
