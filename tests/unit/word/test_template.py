"""What becomes of a template's tags, and of the values that are put in."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from lipctl.word.template import read_template
from support.word import docx, is_sound, paragraph, part, render, run, table, texts


def test_a_tag_is_replaced_by_its_value() -> None:
    assert texts(render(docx(paragraph("Stand: {{ stand }}")), stand="31.03.2010")) == ["Stand: 31.03.2010"]


SPLIT = {
    "between letters": [run("{{ sta"), run("nd }}")],
    "between the brackets": [run("{"), run("{ stand }"), run("}")],
    "by a spelling mark": [run("{{ "), '<w:proofErr w:type="spellStart"/>', run("stand"), '<w:proofErr w:type="spellEnd"/>', run(" }}")],
    "by a bookmark": [run("{{ "), '<w:bookmarkStart w:id="7" w:name="Marke"/>', run("stand }}"), '<w:bookmarkEnd w:id="7"/>'],
    "by another format": [run("{{ "), '<w:r><w:rPr><w:b/></w:rPr><w:t>stand</w:t></w:r>', run(" }}")],
    "by a tab": [run("{{"), "<w:r><w:tab/></w:r>", run("stand }}")],
    "by a comment": [run("{{ "), '<w:commentRangeStart w:id="1"/>', run("stand"), '<w:commentRangeEnd w:id="1"/>', run(" }}")],
}  # fmt: skip


@pytest.mark.parametrize("runs", SPLIT.values(), ids=SPLIT)
def test_a_tag_that_word_split_is_still_a_tag(runs: list[str]) -> None:
    assert texts(render(docx(paragraph("Am ", *runs, " so.")), stand="1.4.")) == ["Am 1.4. so."]


@pytest.mark.parametrize(
    "tag", ["{{ “a” }}", "{{ „a“ }}", "{{ ‚a‘ }}", '{{ "a" }}', "{{ a_name|default(’a’) }}", "{{\u00a0„a“\u00a0}}"]
)
def test_quotes_that_word_curled_in_a_tag_are_straight_again(tag: str) -> None:
    assert texts(render(docx(paragraph(tag)), a_name="a")) == ["a"]


def test_quotes_outside_of_tags_stay_as_they_are() -> None:
    assert texts(render(docx(paragraph("„{{ wort }}“ ‚…‘ – “")), wort="Amt")) == ["„Amt“ ‚…‘ – “"]


TEXTS = [
    "Die IAG B&E organsiert", "Altuğ", "😀 👩🏽‍💻", "العربية", "{{ 7*7 }}", "{% for x in y %}", "<w:p>", "</w:t>", "]]>", "&amp;", "a\u00a0b",
    "weich\u00adtrennen", "1 < 2 > 0", '"quoted"', "'s", "„deutsch“", " beginnt mit Blank", "zwei  Blanks", "{#", "share", '<w:tcW w:w="share"',
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_value_is_printed_to_the_letter(text: str) -> None:
    assert texts(render(docx(paragraph("{{ x }}")), x=text)) == [text]


def test_a_line_end_becomes_a_break_and_a_tab_a_tab() -> None:
    document = render(docx(paragraph("{{ x }}")), x="eins\nzwei\tdrei")
    assert texts(document) == ["eins\nzwei\tdrei"]
    assert "<w:br/>" in part(document)
    assert "<w:tab/>" in part(document)


def test_what_no_xml_can_hold_does_not_break_the_file() -> None:
    assert texts(render(docx(paragraph("{{ x }}")), x="a\x00\x0b\ud800\ufffeb")) == ["ab"]


def test_numbers_are_printed_and_truth_is_german() -> None:
    assert texts(render(docx(paragraph("{{ n }} {{ ja }} {{ nein }}")), n=3, ja=True, nein=False)) == ["3 ja nein"]


def test_an_escape_filter_does_not_escape_twice() -> None:
    assert texts(render(docx(paragraph("{{ x|e }} {{ x|escape }}")), x="B&E")) == ["B&E B&E"]


def test_a_block_that_is_kept_in_a_name_is_not_escaped_twice() -> None:
    body = paragraph("{% set satz %}B&amp;E {{ x }}{% endset %}{{ satz }}")
    assert texts(render(docx(body), x="a&b")) == ["B&E a&b"]


def test_brackets_in_the_template_that_are_no_tags_stay() -> None:
    assert texts(render(docx(paragraph("{ a } {x} 100 %")))) == ["{ a } {x} 100 %"]


def test_a_paragraph_tag_takes_its_paragraph_away() -> None:
    body = [paragraph("{%p for x in liste %}"), paragraph("{{ x }}"), paragraph("{%p endfor %}")]
    assert texts(render(docx(*body), liste=["a", "b"])) == ["a", "b"]


def test_a_block_tag_alone_in_its_paragraph_means_the_paragraph() -> None:
    body = [paragraph("{% if ja %}"), paragraph("nur dann"), paragraph("{% endif %}"), paragraph("immer")]
    assert texts(render(docx(*body), ja=False)) == ["immer"]


def test_a_condition_inside_a_paragraph_leaves_the_paragraph() -> None:
    assert texts(render(docx(paragraph("Bericht{% if entwurf %} – Entwurf{% endif %}")), entwurf=False)) == ["Bericht"]


def test_a_row_tag_takes_its_row_away() -> None:
    body = table(["Nr.", "Text"], ["{%tr for x in liste %}", ""], ["{{ x }}", "!"], ["{%tr endfor %}", ""])
    assert texts(render(docx(body), liste=["1", "2"])) == ["Nr.", "Text", "1", "!", "2", "!", "Ende"]


def test_a_cell_tag_repeats_cells_and_their_column() -> None:
    body = table(["Feld", "{%tc for x in liste %}", "{{ x }}", "{%tc endfor %}", "Summe"])
    document = render(docx(body), liste=["a", "b", "c"])
    assert texts(document) == ["Feld", "a", "b", "c", "Summe", "Ende"]
    xml = part(document)
    assert xml.count("<w:gridCol ") == 5
    assert xml.count('<w:gridCol w:w="1000"/>') == 5  # three columns share what two tags and one column had


def test_a_cell_whose_paragraphs_all_go_keeps_one() -> None:
    cell = paragraph("{%p if ja %}") + paragraph("Text") + paragraph("{%p endif %}")
    xml = part(render(docx(table(["A", cell])), ja=False))
    assert "Text" not in xml
    assert is_sound(xml)


def test_a_table_whose_rows_all_go_goes_itself() -> None:
    body = table(["{%tr for x in liste %}"], ["{{ x }}"], ["{%tr endfor %}"])
    xml = part(render(docx(body), liste=[]))
    assert "<w:tbl>" not in xml


SURE = {
    "head": ([["Kopf"], ["{%tr for x in namen %}"], ["{{ x }}"], ["{%tr endfor %}"]], True),
    "one of two heads": ([["{%tr if namen %}"], ["A"], ["{%tr else %}"], ["B"], ["{%tr endif %}"], ["Summe"]], True),
    "none": ([["{%tr for x in namen %}"], ["{{ x }}"], ["{%tr endfor %}"]], False),
    "in a block": ([["{%tr if namen %}"], ["A"], ["{%tr for x in namen %}"], ["{{ x }}"], ["{%tr endfor %}"], ["{%tr endif %}"]], False),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "sure"), SURE.values(), ids=SURE)
def test_only_a_table_that_may_end_up_empty_is_held_as_a_whole(rows: list[list[str]], sure: bool) -> None:
    """A table of 10,000 rows would cost a hundred megabytes."""
    read = read_template(docx(table(*rows)))
    assert ("keep_table" not in read.sources["word/document.xml"].text) is sure
    assert ("<w:tbl>" in part(render(docx(table(*rows)), namen=[]))) is sure


def test_a_header_whose_paragraphs_all_go_keeps_one() -> None:
    header = paragraph("{%p if ja %}") + paragraph("Kopf") + paragraph("{%p endif %}")
    document = render(docx(paragraph("x"), header=header), ja=False)
    assert texts(document, "word/header1.xml") == [""]


def test_headers_are_rendered_too() -> None:
    document = render(docx(paragraph("x"), header=paragraph("{{ titel }}")), titel="Bericht")
    assert texts(document, "word/header1.xml") == ["Bericht"]


def test_comments_for_the_office_are_not_printed() -> None:
    assert texts(render(docx(paragraph("a{# nur für uns #}b"), paragraph("{#p auch #}")))) == ["ab"]


def test_bookmarks_in_a_loop_are_not_repeated() -> None:
    marked = paragraph('<w:bookmarkStart w:id="1" w:name="M"/>', "{{ x }}", '<w:bookmarkEnd w:id="1"/>')
    document = render(docx(paragraph("{%p for x in l %}"), marked, paragraph("{%p endfor %}")), l=["a", "b"])
    assert "bookmark" not in part(document)


def test_pictures_in_a_loop_get_numbers_of_their_own() -> None:
    picture = paragraph(
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Logo" descr="Logo"/></wp:inline></w:drawing></w:r>'
    )
    xml = part(render(docx(paragraph("{%p for x in l %}"), picture, paragraph("{%p endfor %}")), l=["a", "b"]))
    assert '<wp:docPr id="1"' in xml
    assert '<wp:docPr id="2"' in xml


def test_revision_ids_comments_and_words_own_bookmarks_are_not_carried_on() -> None:
    body = '<w:p w:rsidR="00A1"><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:r w:rsidRPr="00B2"><w:t>x</w:t></w:r>' \
           '<w:r><w:rPr><w:rStyle w:val="Kommentarzeichen"/></w:rPr><w:commentReference w:id="3"/></w:r></w:p>'  # fmt: skip
    xml = part(render(docx(body)))
    assert "rsid" not in xml
    assert "GoBack" not in xml
    assert "omment" not in xml


MESSY = [
    paragraph("{{ sta", "nd }}: ", "{{ text }}"),
    paragraph("{%p for x in liste %}"),
    paragraph("{{ x.name }} – {% if x.zahl > 1 %}mehr{% else %}eins{% endif %}"),
    paragraph("{%p endfor %}"),
    table(["A", "B"], ["{%tr for x in liste %}", ""], ["{{ x.name }}", "{{ x.zahl }}"], ["{%tr endfor %}", ""]),
]


def test_docxtpl_makes_the_same_text_of_the_same_template() -> None:
    context = {
        "stand": "1.4.",
        "text": "IAG B&E <b> „so“\nzweite Zeile",
        "liste": [{"name": "a&b", "zahl": 1}, {"name": "c", "zahl": 2}],
    }
    template = docx(*(piece.replace(" > ", " &gt; ") for piece in MESSY))
    theirs = DocxTemplate(io.BytesIO(template))
    theirs.render(context, Environment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    target = io.BytesIO()
    theirs.save(target)
    assert texts(render(template, **context)) == texts(target.getvalue())


def test_any_number_of_empty_values_in_a_row_ends_nothing() -> None:
    template = docx(paragraph("{% for wort in woerter %}{{ wort }}{% endfor %}Ende"), paragraph("{{ danach }}"))
    assert texts(render(template, woerter=[""] * 5_000, danach="danach")) == ["Ende", "danach"]


BLANKS = {
    "alone in its run": ([run("eins"), "<w:r><w:t> </w:t></w:r>", run("zwei")], "eins zwei"),
    "preserved": ([run("eins"), run("  "), run("zwei")], "eins  zwei"),
    "at the end of a run": ([run("eins "), run("zwei")], "eins zwei"),
    "between tags": ([run("{{ x }}"), "<w:r><w:t> </w:t></w:r>", run("{{ x }}")], "a a"),
    "around a tag": ([run(" {{ x }} ")], " a "),
    "indented XML": (["\n   ".join([run("eins"), run("zwei")])], "einszwei"),
    "a comment in the XML": ([run("eins"), "<!-- {{ y }} -->", run("zwei")], "einszwei"),
}  # fmt: skip


@pytest.mark.parametrize(("runs", "text"), BLANKS.values(), ids=BLANKS)
def test_blanks_of_the_text_stay_and_others_are_none(runs: list[str], text: str) -> None:
    assert texts(render(docx(paragraph(*runs)), x="a")) == [text]


def test_what_ends_an_instruction_in_xml_may_stand_in_a_tag() -> None:
    assert texts(render(docx(paragraph("Ende {{ '?&gt;' }} da {{ x }}")), x="?>")) == ["Ende ?> da ?>"]


def test_no_line_ends_inside_a_number_and_what_is_read_back_is_the_text() -> None:
    text = "5-1-9 und 168-42422, EU-Mittel 2012-2013"
    document = render(docx(paragraph("{{ x }}"), paragraph("{{ n }}")), x=text, n="5-1-9")
    assert texts(document) == [text, "5-1-9"]
    assert [item.text for item in Document(io.BytesIO(document)).paragraphs] == [text, "5-1-9"]
    assert part(document).count("<w:noBreakHyphen/>") == 4  # a number by itself is found by whoever looks for it


@pytest.mark.parametrize(
    ("count", "stay"),
    [(1, []), (8, [1, 2, 3, 4, 5, 6, 7]), (20, [1, 2, 3, 4, 18, 19])],
)
def test_few_rows_do_not_stand_alone_at_a_pages_foot_or_head(count: int, stay: list[int]) -> None:
    row = paragraph("{{ x }}", style="Normal")
    rows = [["{%tr for x in zeilen %}"], [row], ["{%tr endfor %}"]]
    document = part(render(docx(table(["Kopf"], *rows)), zeilen=list(range(1, count + 1))))
    printed = re.findall(r"<w:keepNext/></w:pPr><w:r><w:t[^>]*>(\d+)<", document)
    assert list(map(int, printed)) == stay
