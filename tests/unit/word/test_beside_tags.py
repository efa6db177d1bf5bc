"""Whatever may stand in a paragraph that a tag replaces is kept, or the template is refused with a sentence that names it.

The lists hold every element that ISO/IEC 29500-1 (and Word since) allows in a paragraph, in a run and in a paragraph's
properties: CT_P, CT_R and CT_PPr of its schema.
"""

from __future__ import annotations

import pytest

from lipctl.errors import TemplateError
from support.word import docx, paragraph, part, render, run, table

IN_A_RUN = {
    "br": "", "t": "", "tab": "", "cr": "", "softHyphen": "", "ptab": "", "lastRenderedPageBreak": "",
    "annotationRef": "", "commentReference": "",
    'br w:type="page"': "ein Seitenumbruch", 'br w:type="column"': "ein Spaltenumbruch", 'br w:type="textWrapping"': "",
    "drawing": "ein Bild oder Textfeld", "pict": "ein Bild oder Textfeld", "object": "ein eingebettetes Objekt",
    "footnoteReference": "eine Fußnote", "endnoteReference": "eine Endnote", "sym": "ein Sonderzeichen",
    'fldChar w:fldCharType="end"': "ein Feld", "instrText": "ein Feld", "pgNum": "ein Feld",
    **{name: f"etwas anderes als Text ({name})" for name in (
        "contentPart", "dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong", "footnoteRef", "endnoteRef",
        "separator", "continuationSeparator", "ruby", "delText", "delInstrText",
    )},
}  # fmt: skip
"""What may stand in a run, and as what it is refused; "" if it is nothing without the tag's text."""

IN_A_PARAGRAPH = {
    "r": "", "hyperlink": "", "smartTag": "", "proofErr": "", "commentRangeStart": "", "commentRangeEnd": "",
    "fldSimple": "ein Feld", "sdt": "ein Inhaltssteuerelement",
    **{name: f"etwas anderes als Text ({name})" for name in (
        "customXml", "dir", "bdo", "subDoc", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
        "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd", "moveFromRangeEnd", "moveToRangeEnd",
    )},
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"), "nachverfolgte Änderungen"),
}  # fmt: skip

IN_THE_PROPERTIES = {
    "sectPr": "ein Abschnittswechsel", "pageBreakBefore": "ein Seitenumbruch", 'pageBreakBefore w:val="0"': "",
    "pPrChange": "nachverfolgte Änderungen",
    **dict.fromkeys((
        "pStyle", "keepNext", "keepLines", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs",
        "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
        "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    ), ""),
}  # fmt: skip

FROM_ELSEWHERE = {
    f'<w:r><x:{name} xmlns:x="{namespace}"/></w:r>': named
    for name, namespace, named in (
        ("AlternateContent", "http://schemas.openxmlformats.org/markup-compatibility/2006", "ein Bild oder Textfeld"),
        ("oMath", "http://schemas.openxmlformats.org/officeDocument/2006/math", "eine Formel"),
        ("oMathPara", "http://schemas.openxmlformats.org/officeDocument/2006/math", "eine Formel"),
        ("future", "urn:word:2040", "etwas anderes als Text (future)"),
    )
}

EVERYTHING = (
    {f"<w:r><w:{name}/></w:r>": named for name, named in IN_A_RUN.items()}
    | {f"<w:{name}/>": named for name, named in IN_A_PARAGRAPH.items()}
    | {f"<w:pPr><w:{name}/></w:pPr>": named for name, named in IN_THE_PROPERTIES.items()}
    | FROM_ELSEWHERE
)

IN_PLACE = {
    "p": lambda xml: [paragraph(xml, "{%p if ja %}"), paragraph("Text"), paragraph("{%p endif %}")],
    "p, left out": lambda xml: [paragraph(xml, "{% if ja %}"), paragraph("Text"), paragraph("{% endif %}")],
    "at the end": lambda xml: [paragraph("{%p if ja %}"), paragraph("Text"), paragraph(xml, "{%p endif %}")],
    "tr": lambda xml: [table(["{%tr if ja %}", paragraph(xml)], ["Text", ""], ["{%tr endif %}", ""])],
    "tc": lambda xml: [table([paragraph(xml, "{%tc if ja %}"), "Text", "{%tc endif %}"])],
}


@pytest.mark.parametrize("place", IN_PLACE)
@pytest.mark.parametrize(("xml", "named"), EVERYTHING.items())
def test_whatever_stands_beside_a_tag_is_refused_by_its_name_if_it_would_be_lost(
    xml: str, named: str, place: str
) -> None:
    template = docx(*IN_PLACE[place](xml))
    if named:
        with pytest.raises(TemplateError, match=r"Die Vorlage enthält|ersetzt d") as caught:
            render(template, ja=True)
        assert named in caught.value.headline
    else:
        assert "Text" in part(render(template, ja=True))


def test_the_sentence_names_tag_and_place_and_what_to_do() -> None:
    section = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr></w:pPr>' + run("{%p endif %}") + "</w:p>"
    )
    with pytest.raises(TemplateError) as caught:
        render(docx(paragraph("{%p if ja %}"), paragraph("Quer"), section), ja=True)
    assert caught.value.headline == (
        "{%p endif %} ersetzt den ganzen Absatz, zu dem auch ein Abschnittswechsel gehört (nach dem Absatz „Quer“). "
        "Bitte geben Sie {%p endif %} einen eigenen Absatz."
    )


def test_what_a_row_prints_beside_its_tag_is_not_lost_unseen() -> None:
    with pytest.raises(TemplateError, match="nicht allein in einer eigenen Tabellenzeile"):
        render(docx(table(["{%tr if ja %}", "{{ jahr }}"], ["a", ""], ["{%tr endif %}", ""])), ja=True, jahr=2010)


START = '<w:bookmarkStart w:id="7" w:name="Marke"/><w:permStart w:id="8" w:edGrp="everyone"/>'
END = '<w:permEnd w:id="8"/><w:bookmarkEnd w:id="7"/>'


@pytest.mark.parametrize("ja", [True, False])
@pytest.mark.parametrize(
    ("first", "last"), [("{%p if ja %}", "{%p endif %}"), ("{%p for x in ja_oder_nein %}", "{%p endfor %}")]
)
def test_a_range_that_begins_and_ends_beside_tags_stays_whole(first: str, last: str, ja: bool) -> None:
    body = [paragraph(START, first), paragraph("Text"), paragraph(last, END)]
    xml = part(render(docx(*body), ja=ja, ja_oder_nein=["a", "b"] if ja else []))
    assert xml.count(START) == xml.count(END) == 1
    assert xml.index(START) < xml.index(END)
    assert ("Text" in xml) is ja


@pytest.mark.parametrize("level", ["tr", "tc"])
def test_a_range_that_begins_in_a_row_or_cell_stays(level: str) -> None:
    tag, end = paragraph(START, f"{{%{level} if ja %}}"), paragraph(f"{{%{level} endif %}}", END)
    rows = [[tag], ["Text"], [end]] if level == "tr" else [[tag, "Text", end]]
    xml = part(render(docx(table(*rows)), ja=True))
    assert START in xml
    assert END in xml


def test_inside_a_loop_a_range_is_not_repeated() -> None:
    body = [paragraph("{%p for x in l %}"), paragraph(START, "{%p if x %}"), paragraph("{{ x }}"), paragraph("{%p endif %}", END),
            paragraph("{%p endfor %}")]  # fmt: skip
    xml = part(render(docx(*body), l=["a", "b"]))
    assert "bookmark" not in xml
    assert "perm" not in xml


def test_a_bookmark_that_stands_for_a_variable_stays_beside_a_tag_too() -> None:
    start, end = '<w:bookmarkStart w:id="3" w:name="x_anker"/>', '<w:bookmarkEnd w:id="3"/>'
    body = [paragraph("{%p for x in l %}"), paragraph(start, "{%p if ja %}"), paragraph("Text"), paragraph("{%p endif %}", end),
            paragraph("{%p endfor %}")]  # fmt: skip
    xml = part(render(docx(*body), ja=True, l=[{"anker": "A1"}, {"anker": "A2"}]))
    assert [xml.count(f'w:name="{name}"') for name in ("A1", "A2", "x_anker")] == [1, 1, 0]
    assert xml.count("w:bookmarkEnd") == 2


def test_a_comment_that_shares_its_run_with_other_things_takes_nothing_along() -> None:
    body = "<w:p><w:r><w:t>Text</w:t><w:commentReference w:id='1'/></w:r></w:p>"
    xml = part(render(docx(body)))
    assert "Text" in xml
    assert "comment" not in xml
