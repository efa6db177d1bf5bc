"""What is read by pattern is what the parser reads; a part in which anything could hide from a pattern is the parser's."""

from __future__ import annotations

from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lipctl.xlsx import parts as part_readers
from lipctl.xlsx import sheet_reader
from lipctl.xlsx.container import Unreadable
from lipctl.xlsx.pattern_reader import sheet_by_pattern, texts_by_pattern
from lipctl.xlsx.plain_xml import MAIN
from lipctl.xlsx.workbook import Room, Sheet

ROOT = Path(__file__).parents[2]
SAMPLE = [ROOT / "data" / "katalog.xlsx", *sorted((ROOT / "data").glob("*/ruecklauf/*.xlsx"))]
SHARED = [f"Text {number}" for number in range(400)]
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def worksheet(rows: str, *, attributes: str = f'xmlns="{MAIN}"', head: str = HEAD, tail: str = "") -> bytes:
    return f"{head}<worksheet {attributes}><sheetData>{rows}</sheetData>{tail}</worksheet>".encode()


def by_pattern(content: bytes) -> Sheet | None:
    sheet = Sheet("Blatt")
    return sheet if sheet_by_pattern(content, sheet, SHARED, Room()) else None


def by_parser(content: bytes) -> Sheet:
    sheet = Sheet("Blatt")
    sheet_reader._SheetReader(sheet, SHARED, Room()).read(content)  # noqa: SLF001 - the other way, on its own
    return sheet


def outcome(read: object, content: bytes) -> object:
    """What reading comes to, refusals included."""
    try:
        return read(content)  # type: ignore[operator]
    except (Unreadable, ExpatError, ValueError):
        return "refused"


@pytest.mark.parametrize("file", SAMPLE, ids=lambda path: path.name)
def test_each_sheet_of_the_sample_is_plain_and_read_alike(file: Path) -> None:
    with ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert names
        for name in names:
            assert by_pattern(archive.read(name)) == by_parser(archive.read(name)), name
        if (
            "xl/sharedStrings.xml" not in archive.namelist()
        ):  # openpyxl, which answered the sample's forms, wrote inline texts
            return
        texts = archive.read("xl/sharedStrings.xml")
        assert texts_by_pattern(texts) == part_readers._TextCollector("si").read(texts).texts  # noqa: SLF001


PLAIN = {
    "a text": '<row r="1"><c r="A1" s="3" t="s"><v>7</v></c></row>',
    "an empty cell": '<row r="1"><c r="A1" s="3"/></row>',
    "a number": '<row r="1"><c r="XFD1048576"><v> 1.5 </v></c></row>',
    "formulas": '<row r="2"><c r="B2" t="str"><f aca="false">IF(A1&lt;2,"x","")</f><v></v></c><c r="C2"><f t="shared" si="0"/><v>1</v></c></row>',
    "references": '<row r="1"><c r="A1" t="str"><v>&lt;b&gt; &amp;amp; &#228;&#xE4;&#13;&quot;&apos; _x000D_ _x00e4_</v></c></row>',
    "a bracket in a formula's attribute": '<row r="1"><c r="A1"><f ref="a>b">1</f><v>1</v></c></row>',
    "hidden rows": '<row r="1" hidden="1"/><row r="3" spans="1:2" hidden="true"><c r="A3"><v>1</v></c></row><row r="4" hidden="0"/>',
    "blanks and lines": '<row r="1"><c r="A1" t="str"><v>  a\n\tb  </v></c>\n </row>',
    "inline texts": '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a &amp;_x0041_ </t></is></c><c r="B1" t="inlineStr"><is><t></t></is></c></row>',
    "error, truth, day": '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="d"><v>2013-01-05</v></c></row>',
}  # fmt: skip


@pytest.mark.parametrize("head", [HEAD, ""], ids=["declared", "undeclared"])
@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN)
def test_what_usual_programs_write_is_read_by_pattern_as_the_parser_reads_it(rows: str, head: str) -> None:
    content = worksheet(rows, head=head, tail='<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>')
    assert by_pattern(content) == by_parser(content)
    assert by_parser(content).merged == ["A1:B2"]


CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
NOT_PLAIN = {
    "a comment": worksheet(f"<!-- {CELL} -->"),
    "character data": worksheet('<row r="1"><c r="A1" t="str"><v><![CDATA[<c r="B1"><v>2</v></c>]]></v></c></row>'),
    "a processing instruction": worksheet(f"<?x {CELL}?>"),
    "another namespace inside": worksheet(f'<ext xmlns="urn:x">{CELL}</ext>'),
    "another namespace inside, with blanks": worksheet(f'<ext xmlns ="urn:x">{CELL}</ext>'),
    "a prefix": worksheet('<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>', attributes=f'xmlns:x="{MAIN}" xmlns="{MAIN}"'),
    "a disguised prefix": worksheet('<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>', attributes=f'xmlns="{MAIN}" xmlns:x="{MAIN.replace("/2006", "&#47;2006")}"'),
    "an inline text in runs": worksheet('<row r="1"><c r="A1" t="inlineStr"><is><r><t>Text</t></r></is></c></row>'),
    "other attributes": worksheet('<row r="1"><c t="str" r="A1"><v>1</v></c></row>'),
    "single quotes": worksheet("<row r='1' hidden='1'><c r='A1'><v>1</v></c></row>"),
    "a line end in a tag": worksheet('<row r="1"><c\nr="A1"><v>1</v></c></row>'),
    "no references": worksheet("<row><c><v>1</v></c><c><v>2</v></c></row>"),
    "an old line end": worksheet('<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>'),
    "a bracket in an attribute": worksheet(f'<row r="1" x="a>b" hidden="1"/>{CELL}'),
    "another encoding": worksheet(CELL, head='<?xml version="1.0" encoding="ISO-8859-1"?>'),
    "strict": worksheet(CELL, attributes='xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'),
    "a text that is not there": worksheet('<row r="1"><c r="A1" t="s"><v>400</v></c></row>'),
    "a text's number in other digits": worksheet('<row r="1"><c r="A1" t="s"><v>٣</v></c></row>'),
    "a spaced text's number": worksheet('<row r="1"><c r="A1" t="s"><v> 3 </v></c></row>'),
    "a cell in a cell": worksheet('<row r="1"><c r="A1"><c r="B1"><v>1</v></c></c></row>'),
    "not another root": f'{HEAD}<chartsheet xmlns="{MAIN}">{CELL}</chartsheet>'.encode(),
}  # fmt: skip


@pytest.mark.parametrize("content", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_where_something_could_hide_from_a_pattern_the_parser_reads(content: bytes) -> None:
    assert by_pattern(content) is None


REFUSED = {
    "no end": worksheet(CELL)[:-4],
    "a document type": worksheet(CELL, head=f"{HEAD}<!DOCTYPE x>"),
    "an unknown prefix": worksheet('<row r="1"><y:c r="A1"/></row>'),
    "an unknown entity": worksheet('<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>'),
    "a row too far": worksheet('<row r="1048577"/>'),
    "a column too far": worksheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
    "no row": worksheet('<row r="1"><c r="A0"><v>1</v></c></row>'),
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_the_parser_refuses_is_refused_by_pattern_too(content: bytes) -> None:
    assert outcome(by_pattern, content) == outcome(by_parser, content) == "refused"


PIECES = ["<row", "<c", ' r="1"', ' r="A1"', ' r="B2"', ' t="s"', ' t="str"', ">", "/>", "<v>", "</v>", "<f>", "<f/>", "</f>",
          "</c>", "</row>", "1", "2", "&amp;", "&#65;", "_x0041_", "<!--", "-->", "\n", "ä", ' hidden="1"', "<is><t>", "</t></is>"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_mixture_of_pieces_is_read_alike_or_left_to_the_parser(pieces: list[str]) -> None:
    for rows in ("".join(pieces), f'<row r="1"><c r="A1">{"".join(pieces)}</c></row>'):
        found = outcome(by_pattern, worksheet(rows))
        assert found is None or found == outcome(by_parser, worksheet(rows))


KNOWN = [
    '<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1"><v>12</v></c></row>',
    '<row r="2" hidden="1"><c r="A2" t="str"><f>A1</f><v>3</v></c></row>',
    '<row r="3"/><row r="4" spans="1:2"><c r="A4" t="b"><v>1</v></c></row>',
    '<row r="5"></row>',
]  # fmt: skip
BETWEEN = ["</row>", '<row r="9">', "<row", "\0", "<v>\0</v>", "<v>3</v>", "<v>399</v>", "<v>400</v>", "<x>", "</x>", " ", "a",
           "<!--", "-->", "</sheetData><sheetData>", '<y:row r="9"/>', '<c r="C9" t="s"><v>1</v></c>', "<mergeCell/>"]  # fmt: skip


@given(st.lists(st.sampled_from(KNOWN + BETWEEN), max_size=6), st.integers(0, 401))
def test_a_row_that_stood_in_another_sheet_is_read_as_the_parser_reads_it(pieces: list[str], number: int) -> None:
    assert by_pattern(worksheet("".join(KNOWN))) == by_parser(worksheet("".join(KNOWN)))
    rows = "".join(pieces).replace("<v>7</v>", f"<v>{number}</v>")
    found = outcome(by_pattern, worksheet(rows))
    assert found is None or found == outcome(by_parser, worksheet(rows))
    if not set(pieces) & set(BETWEEN) and number < len(SHARED):
        assert found is not None


def test_a_row_is_known_only_among_the_same_namespaces() -> None:
    row = '<row r="1" x:y="2"><c r="A1"><v>1</v></c></row>'
    declared = worksheet(row, attributes=f'xmlns="{MAIN}" xmlns:x="urn:x"')
    assert by_pattern(declared) == by_pattern(declared) == by_parser(declared)
    assert outcome(by_pattern, worksheet(row)) == "refused"


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param(f"{ONE}<x>{ONE}</x>{ONE}", f"{ONE}<x>{ONE}{ONE}", id="an element that is closed behind the row"),
        pytest.param(f'<row r="2">{ONE}</row>', f'<row r="2">{ONE}', id="a row in a row"),
        pytest.param(ONE, ONE.replace("<v>1</v>", "<v>\0</v>"), id="what stands for a number"),
        pytest.param(ONE, f"{ONE}</row>", id="an end too many"),
    ],
)
def test_rows_that_stood_in_a_sound_sheet_do_not_make_another_one_sound(first: str, then: str) -> None:
    assert by_pattern(worksheet(ONE)) == by_parser(worksheet(ONE))
    assert by_pattern(worksheet(first)) == by_parser(worksheet(first))
    assert outcome(by_pattern, worksheet(then)) in ("refused", None)
    assert outcome(by_parser, worksheet(then)) == "refused"


FOOTER = "<headerFooter><oddFooter>&amp;P</oddFooter></headerFooter>"


@pytest.mark.parametrize(
    "changed",
    [
        FOOTER.replace("&amp;P", "Handlungsansatz 5-1-3 &lt;"),
        FOOTER.replace("<oddFooter>", '<oddFooter xml:space="preserve">'),
        FOOTER.replace("&amp;P", "&P"),
        FOOTER.replace("&amp;P", "&nbsp;"),
        FOOTER.replace("</oddFooter>", "</oddHeader>"),
        FOOTER.replace("&amp;P", "\x01"),
        FOOTER.replace("&amp;P", "a\r\nb"),
        FOOTER.replace("<headerFooter>", '<headerFooter xmlns="urn:x">'),
        FOOTER.replace("<headerFooter>", '<headerFooter x:y="1">'),
        FOOTER.replace("<oddFooter>", "<!-- -->"),
        f"{FOOTER}<x>",
        f"<x{FOOTER}>",
        f'<x y="{FOOTER}"/>',
        f"{FOOTER}{FOOTER}",
        "",
    ],
)
def test_other_headers_around_known_rows_are_looked_at(changed: str) -> None:
    for _ in range(2):
        assert by_pattern(worksheet(ONE, tail=FOOTER)) == by_parser(worksheet(ONE, tail=FOOTER))
    found = outcome(by_pattern, worksheet(ONE, tail=changed))
    assert found is None or found == outcome(by_parser, worksheet(ONE, tail=changed))


def test_headers_may_use_what_the_sheet_declares() -> None:
    spaces, footer = f'xmlns="{MAIN}" xmlns:x="urn:x"', FOOTER.replace("<headerFooter>", '<headerFooter x:y="1">')
    content = worksheet(ONE, attributes=spaces, tail=footer)
    for _ in range(3):
        assert by_pattern(content) == by_parser(content)


def test_a_sheet_of_many_rows_is_read_alike() -> None:
    rows = "".join(
        f'<row r="{n}" hidden="{n % 2}"><c r="A{n}" t="s"><v>{n % 400}</v></c><c r="B{n}"><v>{n}</v></c></row>'
        for n in range(1, 1500)
    )
    assert by_pattern(worksheet(rows)) == by_parser(worksheet(rows))
    assert by_pattern(worksheet(rows.replace("<v>399</v>", "<v>400</v>"))) is None


def test_shared_texts_are_joined_from_their_runs_and_phonetic_hints_are_the_parser_s() -> None:
    def texts(items: str) -> bytes:
        return f'{HEAD}<sst xmlns="{MAIN}" count="1">{items}</sst>'.encode()

    plain = texts(
        '<si><t/></si><si/><si><t xml:space="preserve"> a &amp; b\n</t></si><si><r><rPr><b/></rPr><t>x</t></r><r><t>_x0041_</t></r></si>'
    )
    hinted = texts("<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>")
    assert part_readers.shared_strings(plain) == ["", "", " a & b\n", "xA"]
    assert texts_by_pattern(hinted) is None
    assert part_readers.shared_strings(hinted) == ["東京"]


ITEMS = ["<si>", "</si>", "<si><t>", "</t></si>", "<t>", "</t>", "<t/>", "<r>", "</r>", "<rPr><b/></rPr>", '<t xml:space="preserve"> ',
         "<rPh>", "</rPh>", "<phoneticPr/>", "a", "&amp;", "_x0041_", "ä", "\n", "<ext>", "</ext>"]  # fmt: skip


@given(st.lists(st.sampled_from(ITEMS), max_size=12))
def test_any_mixture_of_shared_texts_is_read_alike_or_left_to_the_parser(pieces: list[str]) -> None:
    content = f'{HEAD}<sst xmlns="{MAIN}">{"".join(pieces)}</sst>'.encode()
    found = outcome(texts_by_pattern, content)
    by_the_parser = outcome(lambda part: part_readers._TextCollector("si").read(part).texts, content)  # noqa: SLF001
    assert found is None or found == by_the_parser


def test_a_workbook_without_room_is_left_to_the_parser_which_says_where_it_was_cut() -> None:
    room, sheet = Room(), Sheet("Blatt")
    room.cells = 1
    content = worksheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')
    sheet_reader.read_sheet(content, sheet, [], room)
    assert (len(sheet.cells), sheet.cut_at) == (1, "B1")


def test_a_hidden_sheet_that_many_files_share_is_remembered_with_the_texts_it_refers_to() -> None:
    content = worksheet('<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><f>A1</f><v>2</v></c></row>')

    def texts(shared: list[str], *, visible: bool = False) -> list[str]:
        sheet = Sheet("Listen", visible)
        assert sheet_by_pattern(content, sheet, shared, Room())
        return [cell.raw for cell in sheet.cells]

    assert texts(["a", "b", "c"]) == texts(["a", "b", "c", "d"]) == ["b", "c"]
    assert texts(["a", "x", "y"]) == texts(["a", "x", "y"], visible=True) == ["x", "y"]
    cramped = Room()
    cramped.cells = 1
    assert not sheet_by_pattern(content, Sheet("Listen", visible=False), ["a", "x", "y"], cramped)
