"""What LibreOffice leaves undone is mended, and what it does right is left as it is."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pytest

from lipctl.pdf.repair import About, mend

ABOUT = About("Titel & <Bericht>", date(2014, 1, 15), "Plan", figures=("Ein Bild",))
LINE, TEXT, TAGGED = b"0 0 m 9 9 l S", b"BT (frei) Tj ET", b"/P << /MCID 0 >> BDC BT (da) Tj ET 0 0 m 9 9 l S EMC"


def pdf(content: bytes = TAGGED, *figures: str | None) -> bytes:
    """A PDF of one page with this content, and figures with these alternative texts."""
    made = pikepdf.new()
    made.add_blank_page()
    made.pages[0].obj["/Contents"] = made.make_stream(content)
    made.pages[0].obj["/Tabs"] = pikepdf.String("S")
    kinds = [pikepdf.Dictionary(S=pikepdf.Name.Figure) for _ in figures]
    for figure, text in zip(kinds, figures, strict=True):
        if text is not None:
            figure["/Alt"] = pikepdf.String(text)
    made.Root["/StructTreeRoot"] = pikepdf.Dictionary(
        K=pikepdf.Dictionary(S=pikepdf.Name.Document, K=pikepdf.Array(kinds))
    )
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def mended(data: bytes, about: About = ABOUT) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(mend(data, about)))


def content(data: bytes) -> bytes:
    document = mended(data)
    return b" ".join(document.pages[0].obj["/Contents"].read_bytes().split())


def test_the_order_of_tabs_follows_the_structure() -> None:
    document = mended(pdf())
    assert document.pages[0].obj["/Tabs"] == pikepdf.Name.S


def test_lines_outside_of_all_marks_are_artifacts() -> None:
    assert content(pdf(TAGGED + b" q " + LINE + b" Q")) == TAGGED + b" /Artifact BMC q " + LINE + b" Q EMC"


def test_lines_inside_of_marks_are_left_as_they_are() -> None:
    assert content(pdf()) == TAGGED


@pytest.mark.parametrize("stray", [TEXT, LINE + b" " + TEXT, b"/Im0 Do"])
def test_text_and_pictures_outside_of_all_marks_are_not_hidden(stray: bytes) -> None:
    assert b"Artifact" not in content(pdf(TAGGED + b" " + stray))


def test_a_figure_without_alternative_text_gets_it() -> None:
    document = mended(pdf(TAGGED, "Wappen", None))
    assert [str(figure.Alt) for figure in document.Root.StructTreeRoot.K.K] == ["Wappen", "Ein Bild"]


def test_title_and_day_are_the_report_s() -> None:
    document = mended(pdf())
    assert str(document.docinfo["/Title"]) == "Titel & <Bericht>"
    assert str(document.docinfo["/CreationDate"]) == "D:20140115000000Z"
    assert "Titel &amp; &lt;Bericht&gt;" in document.Root.Metadata.read_bytes().decode()


def test_a_file_without_contents_gets_none() -> None:
    document = mended(pdf())
    assert str(document.Root.StructTreeRoot.K.S) == "/Document"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert mend(pdf(), ABOUT) == mend(pdf(), ABOUT)
