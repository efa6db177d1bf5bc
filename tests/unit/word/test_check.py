"""``lipctl template check``: every problem at once, also in branches that a trial run would not reach."""

from __future__ import annotations

import pytest

from lipctl.word.check import check_template, remarks
from support.word import docx, paragraph, replaced, table


def check(*body: str) -> list[str]:
    return check_template(docx(*body))


def test_a_good_template_has_no_problems() -> None:
    body = [
        paragraph("{{ stadt }} {{ bezeichnungen.bereich }}"),
        paragraph("{%p for feld in felder %}"),
        paragraph("{% set name = feld.titel %}{{ name|upper }} {{ loop.index }}"),
        paragraph("{%p for bereich in feld.bereiche %}"),
        paragraph("{{ bereich.ansaetze[0].kontakt.zeilen|join(', ') }}"),
        paragraph("{%p endfor %}"),
        paragraph("{%p endfor %}"),
    ]
    assert check(*body) == []


UNKNOWN = {
    "at the top": ([paragraph("Stadt: {{ stat }}")], "Die Vorlage kennt {{ stat }} nicht (im Absatz „Stadt: {{ stat }}“). Meinten Sie „stadt“?"),
    "inside a loop": (
        [paragraph("{%p for feld in felder %}"), paragraph("Titel {{ feld.titl }}"), paragraph("{%p endfor %}")],
        "Die Vorlage kennt {{ feld.titl }} nicht (im Absatz „Titel {{ feld.titl }}“). Meinten Sie „titel“?",
    ),
    "in a branch that is not taken": (
        [paragraph("x"), paragraph("{%p if not entwurf %}"), paragraph("Neu {{ fassung }}"), paragraph("{%p endif %}")],
        "Die Vorlage kennt {{ fassung }} nicht (im Absatz „Neu {{ fassung }}“).",
    ),
    "in a condition": (
        [paragraph("x{% if entwrf %}y{% endif %}")],
        "Die Vorlage kennt {% if entwrf %} nicht (im Absatz „x{% if entwrf %}y{% endif %}“). Meinten Sie „entwurf“?",
    ),
    "of a text": ([paragraph("Ort {{ stadt.name }}")], "Die Vorlage kennt {{ stadt.name }} nicht (im Absatz „Ort {{ stadt.name }}“)."),
    "a loop's name after the loop": (
        [paragraph("{% for feld in felder %}{{ feld.nummer }}{% endfor %}{{ feld.titel }}")],
        "Die Vorlage kennt „feld“ nicht "
        "(im Absatz „{% for feld in felder %}{{ feld.nummer }}{% endfor %}{{ fe …“). Meinten Sie „felder“?",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "sentence"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_name_is_reported(body: list[str], sentence: str) -> None:
    assert check(*body) == [sentence]


def test_several_problems_are_reported_at_once() -> None:
    told = check(
        paragraph("A {{ stat }}"),
        paragraph("B {{ titl }}"),
        table(["{%tr for feld in felder %}"], ["C {{ feld.titl }}"], ["{%tr endfor %}"]),
    )
    assert [sentence.split(" nicht ")[0] for sentence in told] == [
        "Die Vorlage kennt {{ stat }}", "Die Vorlage kennt {{ titl }}", "Die Vorlage kennt {{ feld.titl }}",
    ]  # fmt: skip


def test_a_syntax_mistake_does_not_hide_another() -> None:
    assert len(check(paragraph("{{ stadt + }}"), paragraph("{{ plan|uper }}"))) == 2


def test_an_undefined_style_is_reported() -> None:
    [sentence] = check(paragraph("Text", style="Fehlt"))
    assert sentence.startswith("Die Formatvorlage „Fehlt“ wird benutzt, ist aber nicht definiert (im Absatz „Text“).")


def test_an_undefined_numbering_is_reported() -> None:
    numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>Punkt</w:t></w:r></w:p>'
    [sentence] = check(numbered)
    assert "(im Absatz „Punkt“)" in sentence


def test_printing_a_list_is_reported() -> None:
    assert "kein einzelner Text" in check(paragraph("{{ felder }}"))[0]


def test_a_file_that_is_no_document_is_a_problem_and_no_exception() -> None:
    assert check_template(b"x")[0].startswith("Die Vorlage ist kein Word-Dokument (.docx).")


def test_the_absence_of_a_table_of_contents_is_a_remark() -> None:
    assert remarks(docx(paragraph("x")))[0].startswith("Die Vorlage hat kein Inhaltsverzeichnis.")


def test_another_paper_size_is_a_remark() -> None:
    letter = replaced(
        docx(paragraph("x")),
        "word/document.xml",
        "<w:sectPr/>",
        '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/></w:sectPr>',
    )
    assert any("A4" in remark for remark in remarks(letter))


def test_a_picture_without_description_is_a_remark() -> None:
    picture = paragraph(
        "Logo", '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Bild"/></wp:inline></w:drawing></w:r>'
    )
    assert any("Alternativtext (im Absatz „Logo“)" in remark for remark in remarks(docx(picture)))
