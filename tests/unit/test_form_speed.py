"""What makes writing forms quick changes nothing in them: the same parts as XlsxWriter's own, slower way gives."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lipctl.forms import workbook as forms
from lipctl.forms.model import Form, FormEntry
from lipctl.forms.noted_form import NotedBook
from lipctl.forms.plain_book import PlainBook
from lipctl.forms.plain_sheet import PlainSheet
from lipctl.forms.plain_styles import style_parts
from lipctl.forms.workbook import write_form
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact, Department, Measure
from lipctl.settings import parse_settings
from support.forms import CONTACT, DEPARTMENT, SETTINGS, entry, form_of, reported

ENTRY = entry(parts=2, earlier=reported(2010, ("Reihe durchgeführt", "wird fortgeführt", "– – –")))
ODD_TEXTS = (
    'A&B <C> "D" \'E\'', " Blank am Rand ", "\nZeile\r\n und\tTab", "_x0041_", "\x07\x1f", "\ufffe", "😀 🏙️", "=1+1",
    "#REF!", "'", "–" * 40, "x" * 33_000, "\u00a0", "كلمة", "ä" * 255,
)  # fmt: skip


same_as_xlsxwriter = pytest.mark.skipif(
    tuple(map(int, xlsxwriter.__version__.split(".")[:2])) < (3, 3),
    reason="XlsxWriter 3.2 writes row heights that are no whole pixels",
)


def parts_of(content: bytes) -> dict[str, str]:
    """The parts of a workbook, in their order."""
    with ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name).decode() for name in names}


def both_ways(form: Form, how=SETTINGS, *, assessment: bool = True) -> tuple[dict[str, str], dict[str, str]]:
    """The parts of a form as lipctl writes it, and as XlsxWriter does."""
    plain = parts_of(write_form(form, how, assessment))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms, "_new_book", lambda form: NotedBook())
        return plain, parts_of(write_form(form, how, assessment))


SHAPES = [
    (ENTRY,),
    (entry(),),
    (entry("1-1", parts=3), ENTRY, entry("2-10-1", contact=CONTACT, contact_source="Katalog")),
    tuple(entry(f"7-{number}", parts=number % 3 + 1, contact=CONTACT) for number in range(1, 30)),
    (entry("4-1", measure=Measure(MeasureNumber("4-1"), ("Eins", "Zwei", "Drei"), note="Hinweis", in_report=False)),),
    (entry("R1", further_departments=("Fachbereich 1", "Büro <&>")), entry("A1"), entry("C'1")),
]


@same_as_xlsxwriter
@pytest.mark.parametrize("entries", SHAPES)
@pytest.mark.parametrize("assessment", [True, False])
def test_each_part_of_a_form_is_what_xlsxwriter_makes_of_it(entries: tuple[FormEntry, ...], assessment: bool) -> None:
    plain, slow = both_ways(Form(2013, DEPARTMENT, entries), assessment=assessment)
    assert list(plain) == list(slow)
    assert plain == slow


@same_as_xlsxwriter
@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_written_as_xlsxwriter_writes_them(text: str) -> None:
    measure = Measure(MeasureNumber("1-1"), (text, "Zwei"), note=text)
    odd = entry(measure=measure, contact=Contact(text, text, text), earlier=reported(2010, (text, text, text)))
    plain, slow = both_ways(Form(2013, DEPARTMENT, (odd,)))
    assert plain == slow


@same_as_xlsxwriter
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(min_size=1, max_size=60).filter(lambda text: not text.startswith("<r>")))
def test_any_text_is_written_as_xlsxwriter_writes_it(text: str) -> None:
    odd = entry(measure=Measure(MeasureNumber("1-1"), (text,)), earlier=reported(2010, (text, "", "")))
    plain, slow = both_ways(Form(2013, DEPARTMENT, (odd,)))
    assert plain == slow


@same_as_xlsxwriter
def test_odd_names_of_department_and_plan_too() -> None:
    how = parse_settings('[plan]\nkennung = "a-b"\nstadt = "<&>"\nkurzname = "K & <K>"\n')
    plain, slow = both_ways(Form(2013, Department("18", 'Büro "A" & <B>'), (ENTRY,)), how)
    assert plain == slow


@same_as_xlsxwriter
def test_a_long_name_of_a_question_leaves_no_field_without_its_hint() -> None:
    how = parse_settings(
        '[plan]\nkennung = "a-b"\nstadt = "A"\n[bezeichnungen]\numsetzungsstand = "Stand ' + "😀" * 20 + '"\n'
    )
    plain, slow = both_ways(Form(2013, DEPARTMENT, (ENTRY,)), how)
    assert plain == slow
    assert 'promptTitle="Teil 1: Stand' in plain["xl/worksheets/sheet3.xml"]


def test_what_looks_like_markup_stays_text() -> None:
    odd = entry(measure=Measure(MeasureNumber("1-1"), ("<r><t>kein Markup</t></r>",)))
    texts = parts_of(form_of(odd))["xl/sharedStrings.xml"]
    assert "<si><t>&lt;r&gt;&lt;t&gt;kein Markup&lt;/t&gt;&lt;/r&gt;</t></si>" in texts


def test_styles_that_are_numbered_otherwise_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    style_parts.cache_clear()
    with pytest.raises(RuntimeError, match="numbers styles in another way"):
        style_parts(("text", "title", "text"), ())


def test_rows_may_grow_and_the_language_is_told() -> None:
    parts = parts_of(form_of(replace(ENTRY, parts=1)))
    assert "<dc:language>de-DE</dc:language>" in parts["docProps/core.xml"]
    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not [sheet for sheet in sheets if "customHeight" in sheet]


def test_a_note_is_not_lost_in_silence() -> None:
    with pytest.raises(NotImplementedError):
        PlainSheet("Blatt", PlainBook()).write_note(0, 0, "Bitte ergänzen")
