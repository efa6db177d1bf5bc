"""What LibreOffice leaves undone is mended, and what it does right is left as it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from lipctl.pdf.repair import About, mend
from lipctl.pdf.structure import elements, links_in

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
    return pikepdf.open(io.BytesIO(mend(data, about).data))


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


def with_links(*links: tuple[str, int, str | None]) -> bytes:
    """A PDF of two pages whose structure has links: the paragraph they stand in, the page they lead to, their words."""
    made = pikepdf.open(io.BytesIO(pdf()))
    made.add_blank_page()
    paragraphs: dict[str, list[pikepdf.Object]] = {}
    for place, (paragraph, page, words) in enumerate(links):
        link = made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link,
                Dest=pikepdf.Array([made.pages[page - 1].obj, pikepdf.Name.XYZ, 0, page]),
            )
        )  # fmt: skip
        if words is not None:
            link["/Contents"] = pikepdf.String(words)
        element = pikepdf.Dictionary(S=pikepdf.Name.Link, K=pikepdf.Dictionary(Obj=link, Pg=place))
        paragraphs.setdefault(paragraph, []).append(element)
    blocks = [pikepdf.Dictionary(S=pikepdf.Name.P, K=pikepdf.Array(block)) for block in paragraphs.values()]
    text = pikepdf.Dictionary(S=pikepdf.Name.P)
    made.Root.StructTreeRoot.K["/K"] = pikepdf.Array([made.make_indirect(block) for block in (text, *blocks)])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def words_of(document: pikepdf.Pdf) -> list[str]:
    return [str(link["/Contents"]) for element in elements(document) for link in links_in(element)]


TARGETS = (("_a", "Anfang"), ("_b", "Ein Titel, der über zwei Zeilen geht"), ("_a", "Anfang"))


def test_links_that_say_nothing_get_the_words_of_the_document() -> None:
    """As LibreOffice 25.2 leaves them: no words, a link for each line, the name of a bookmark for the page number."""
    left = with_links(
        ("1", 1, None), ("1", 1, "_a"), ("2", 2, None), ("2", 2, None), ("2", 2, "_b"), ("text", 1, None)
    )  # fmt: skip
    document = mended(left, replace(ABOUT, links=TARGETS))
    title = TARGETS[1][1]
    assert words_of(document) == ["Anfang", "Anfang, Seite 1", title, title, f"{title}, Seite 2", "Anfang"]


def test_links_keep_their_own_words() -> None:
    document = mended(with_links(("1", 1, "Erstens"), ("1", 1, "7")), replace(ABOUT, links=TARGETS))
    assert words_of(document) == ["Erstens", "Erstens, Seite 7"]


def test_links_that_do_not_fit_the_document_name_their_page() -> None:
    document = mended(with_links(("1", 1, None), ("2", 2, None)), replace(ABOUT, links=TARGETS[:1]))
    assert words_of(document) == ["Seite 1", "Seite 2"]


def table(*rows: tuple[str, ...]) -> bytes:
    made = pikepdf.open(io.BytesIO(pdf()))
    lines = [
        pikepdf.Dictionary(
            S=pikepdf.Name.TR, K=pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name(f"/{cell}")) for cell in row])
        )
        for row in rows
    ]
    made.Root.StructTreeRoot.K["/K"] = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.Table, K=pikepdf.Array(lines))])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("row_heads", "expected"), [(True, ["TH", "TH", "TH /Row", "TD"]), (False, ["TH", "TH", "TD", "TD"])]
)
def test_the_first_column_heads_its_rows_where_the_document_says_so(row_heads: bool, expected: list[str]) -> None:
    document = mended(table(("TH", "TH"), ("TD", "TD")), replace(ABOUT, tables=[("Je Zeile ein Feld.", row_heads)]))
    [found] = document.Root.StructTreeRoot.K.K
    assert str(found.A[0].Summary) == "Je Zeile ein Feld."
    cells = [cell for row in found.K for cell in row.K]
    assert [f"{str(cell.S)[1:]} {cell.A[0].Scope if '/A' in cell else ''}".strip() for cell in cells] == expected


def test_tables_that_do_not_fit_the_document_stay_as_they_are() -> None:
    about = replace(ABOUT, tables=[("Eine", True), ("Andere", True)])
    document = mended(table(("TD",)), about)
    assert "/A" not in document.Root.StructTreeRoot.K.K[0]


def sound() -> pikepdf.Pdf:
    """As accessible as can be seen."""
    made = pikepdf.open(io.BytesIO(with_links(("1", 1, "Erstens"))))
    made.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)
    made.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
    link = next(link for element in elements(made) for link in links_in(element))
    made.pages[0].obj["/Annots"] = pikepdf.Array([link])
    return made


SPOILS: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "Strukturen": lambda made: made.Root.__delitem__("/MarkInfo"),
    "Titel": lambda made: made.Root.__delitem__("/ViewerPreferences"),
    "Schrift": lambda made: made.pages[0].obj.__setitem__(
        "/Fonts", made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor))
    ),
    "Alternativtext": lambda made: made.Root.StructTreeRoot.K.K.append(pikepdf.Dictionary(S=pikepdf.Name.Figure)),
    "Verweise": lambda made: made.pages[0].obj.Annots.append(pikepdf.Dictionary(Subtype=pikepdf.Name.Link)),
}


@pytest.mark.parametrize("fault", [None, *SPOILS])
def test_a_pdf_claims_to_be_accessible_only_if_it_seems_to_be(fault: str | None) -> None:
    made = sound()
    if fault:
        SPOILS[fault](made)
    target = io.BytesIO()
    made.save(target)
    data, faults = mend(target.getvalue(), replace(ABOUT, figures=()))
    assert [fault in text for text in faults] == ([True] if fault else [])
    assert (b"pdfuaid:part>1" in pikepdf.open(io.BytesIO(data)).Root.Metadata.read_bytes()) is (fault is None)
