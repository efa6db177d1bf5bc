"""Bookmarks and links that stand for a variable: one for each turn of a loop, and no other."""

from __future__ import annotations

import re

import pytest

from lipctl.errors import TemplateError
from support.word import docx, paragraph, part, render, run

MEASURES = [{"nummer": "5-1-3", "anker": "Ansatz_5_1_3"}, {"nummer": "5-1-4", "anker": "Ansatz_5_1_4"}]
START = '<w:bookmarkStart w:id="{}" w:name="{}"/>'
END = '<w:bookmarkEnd w:id="{}"/>'


def link(target: str) -> str:
    return f'<w:hyperlink w:anchor="{target}">{run("{{ ansatz.nummer }}")}</w:hyperlink>'


def loop(*body: str) -> list[str]:
    return [paragraph("{%p for ansatz in ansaetze %}"), *body, paragraph("{%p endfor %}")]


def marked(name: str, identity: str = "7") -> str:
    return paragraph(START.format(identity, name), "{{ ansatz.nummer }}", END.format(identity))


def test_each_turn_has_a_bookmark_and_links_lead_to_it() -> None:
    body = [*loop(paragraph(link("ansatz_anker"))), *loop(marked("ansatz_anker"))]
    xml = part(render(docx(*body), ansaetze=MEASURES))
    names = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"/>', xml)
    assert [name for _, name in names] == [measure["anker"] for measure in MEASURES]
    assert re.findall(r'<w:hyperlink w:anchor="([^"]+)"', xml) == [name for _, name in names]
    assert re.findall(r'<w:bookmarkEnd w:id="(\d+)"/>', xml) == [identity for identity, _ in names]
    assert len({identity for identity, _ in names}) == len(MEASURES)


def test_any_other_bookmark_in_a_loop_goes() -> None:
    assert "bookmark" not in part(render(docx(*loop(marked("Marke"))), ansaetze=MEASURES))


def test_outside_of_a_loop_a_name_is_a_name() -> None:
    xml = part(render(docx(paragraph(START.format("7", "ansatz_anker"), "x", END.format("7")))))
    assert 'w:name="ansatz_anker"' in xml


def test_a_variable_that_does_not_exist_is_named() -> None:
    with pytest.raises(TemplateError, match="anker"):
        render(docx(*loop(marked("ansatz_anker"))), ansaetze=[{"nummer": "5-1-3"}])
