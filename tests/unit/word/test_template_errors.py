"""What the office reads when a template is wrong: the tag, the text near it, and where possible the right name."""

from __future__ import annotations

import pytest

from lipctl.errors import TemplateError
from lipctl.mail.variables import MAIL_GROUPS
from lipctl.templates.jinja_errors import EXAMPLE
from lipctl.templates.variables import Groups, Kind
from lipctl.word.enclosure_variables import ENCLOSURE_GROUPS
from lipctl.word.template import compile_template
from lipctl.word.variables import GROUPS
from support.packages import packed, parts_of
from support.word import docx, paragraph, render, replaced, run, table

CONTEXT = {"bericht": {"titel": "Bericht"}, "liste": ["a"], "jahr": 2010}


def problem(*body: str, header: str = "") -> str:
    with pytest.raises(TemplateError) as caught:
        render(docx(*body, header=header), **CONTEXT)
    assert caught.value.tip
    return caught.value.headline


SENTENCES = {
    "an unknown name": (
        [paragraph("Stand: {{ beicht.titel }}")],
        "Die Vorlage kennt {{ beicht.titel }} nicht (im Absatz „Stand: {{ beicht.titel }}“). Meinten Sie „bericht“?",
    ),
    "an unknown name inside a group": (
        [paragraph("Titel: {{ bericht.tittel }}")],
        "Die Vorlage kennt {{ bericht.tittel }} nicht (im Absatz „Titel: {{ bericht.tittel }}“). Meinten Sie „titel“?",
    ),
    "an unknown name in a condition": (
        [paragraph("Überschrift"), paragraph("{%p if fehlt %}"), paragraph("x"), paragraph("{%p endif %}")],
        "Die Vorlage kennt {%p if fehlt %} nicht (nach dem Absatz „Überschrift“).",
    ),
    "a loop without end": (
        [paragraph("Kopf"), paragraph("{%p for x in liste %}"), paragraph("{{ x }}")],
        "Zu {%p for x in liste %} fehlt das Ende {%p endfor %} (nach dem Absatz „Kopf“). "
        "Es muss in derselben Umgebung stehen (Absatz, Tabellenzeile, Zelle).",
    ),
    "an end without beginning": (
        [paragraph("Text {% endif %}")],
        "Zu {% endif %} fehlt der Anfang {% if … %} (im Absatz „Text {% endif %}“).",
    ),
    "a paragraph tag beside other text": (
        [paragraph("Hier {%p if jahr %}")],
        "{%p if jahr %} steht nicht allein in einem eigenen Absatz (im Absatz „Hier {%p if jahr %}“).",
    ),
    "a bracket that is not closed": (
        [paragraph("Jahr {{ jahr")],
        "Zu „{{“ fehlt die andere Klammer (im Absatz „Jahr {{ jahr“). "
        "Öffnende und schließende Klammer eines Tags müssen in einem Absatz stehen.",
    ),
    "a mistake in writing": (
        [paragraph("Jahr {{ jahr + }}")],
        "{{ jahr + }} ist nicht richtig geschrieben (im Absatz „Jahr {{ jahr + }}“). Ein Tag sieht so aus: {{ stadt }}.",
    ),
    "a mistake in an instruction": (
        [paragraph("Jahr {% if jahr + %}x{% endif %}")],
        "{% if jahr + %} ist nicht richtig geschrieben (im Absatz „Jahr {% if jahr + %}x{% endif %}“). "
        "Anweisungen sehen so aus: {% if stadt %}, {% for … in … %}.",
    ),
    "an unknown filter": (
        [paragraph("{{ bericht.titel|uper }}")],
        "In {{ bericht.titel|uper }} kennt die Vorlage den Filter „uper“ nicht (im Absatz „{{ bericht.titel|uper }}“). Meinten Sie „upper“?",
    ),
    "an unknown statement": (
        [paragraph("{% include 'x' %}")],
        "{% include 'x' %} ist keine Anweisung, die eine Vorlage kennt (im Absatz „{% include 'x' %}“). Möglich sind for, if und set.",
    ),
    "a whole list in print": (
        [paragraph("Liste: {{ liste }}")],
        "{{ liste }} ist kein einzelner Text, sondern eine Liste oder Gruppe (im Absatz „Liste: {{ liste }}“). "
        "Bitte geben Sie einen Teil davon an, oder gehen Sie die Liste mit {% for … in … %} durch.",
    ),
    "a condition that ends in another paragraph": (
        [paragraph("Eins {% if jahr %}"), paragraph("zwei {% endif %}")],
        "Die Vorlage enthält 2 Fehler:\n"
        "  – Zu {% if jahr %} fehlt das Ende {% endif %} (im Absatz „Eins {% if jahr %}“). "
        "Es muss in derselben Umgebung stehen (Absatz, Tabellenzeile, Zelle).\n"
        "  – Zu {% endif %} fehlt der Anfang {% if … %} (im Absatz „zwei {% endif %}“).",
    ),
    "a calculation that fails": (
        [paragraph("{{ jahr / 0 }}")],
        "{{ jahr / 0 }} lässt sich nicht ausführen (im Absatz „{{ jahr / 0 }}“). Jinja meldet: division by zero.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("groups", [GROUPS, ENCLOSURE_GROUPS, MAIL_GROUPS], ids=["report", "enclosure", "mail"])
def test_the_example_works_in_templates_of_every_kind(groups: Groups) -> None:
    assert groups[""][EXAMPLE].kind is Kind.TEXT


@pytest.mark.parametrize(("body", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_a_mistake_is_reported_in_a_sentence(body: list[str], sentence: str) -> None:
    assert problem(*body) == sentence


def test_a_mistake_in_the_header_names_the_header() -> None:
    assert problem(paragraph("x"), header=paragraph("Kopf {{ jahrr }}")) == (
        "Die Vorlage kennt {{ jahrr }} nicht (in der Kopfzeile, im Absatz „Kopf {{ jahrr }}“). Meinten Sie „jahr“?"
    )


def test_a_loop_may_not_leave_its_table_cell() -> None:
    cell = paragraph("{%p for x in liste %}") + paragraph("x")
    assert "fehlt das Ende" in problem(table(["A", cell]), paragraph("{%p endfor %}"))


def test_a_row_tag_outside_of_a_table_is_reported() -> None:
    assert "nicht allein in einer eigenen Tabellenzeile" in problem(paragraph("{%tr for x in liste %}"))


def test_all_mistakes_are_reported_at_once() -> None:
    told = problem(paragraph("A {{ jahr + }}"), paragraph("B {{ bericht.titel|uper }}"), paragraph("C {% endfor %}"))
    assert "C {% endfor %}" in told


HOSTILE = [
    "{{ ''.__class__ }}", "{{ bericht.__class__ }}", "{{ liste.append(1) }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ '%s'.__mod__ }}", "{{ '{0.__class__}'.format(jahr) }}", "{{ liste|attr('__class__') }}", "{{ self.__init__ }}",
    "{{ range(999999999) }}", "{{ bericht|tojson }}", "{{ jahr|safe }}", "{% autoescape false %}x{% endautoescape %}", "{% raw %}x{% endraw %}",
    "{{ lipsum }}", "{{ cycler }}", "{{ bericht.items() }}", "{{ get_flashed_messages.__globals__ }}",
]  # fmt: skip


@pytest.mark.parametrize("tag", HOSTILE)
def test_a_template_cannot_leave_its_sandbox(tag: str) -> None:
    problem(paragraph(tag))


def test_a_tag_that_cuts_a_link_in_two_is_not_written() -> None:
    link = f"<w:hyperlink>{run('{% if jahr %}')}</w:hyperlink>"
    assert "in verschiedenen Teilen des Absatzes, z. B. nur eines in einem Link" in problem(
        paragraph(link, run("{% endif %}"))
    )


def test_tracked_changes_are_refused() -> None:
    told = problem(f"<w:p>{run('Stand')}<w:ins w:id='1' w:author='Frau Muster'>{run('neu')}</w:ins></w:p>")
    assert told.startswith("Die Vorlage enthält nachverfolgte Änderungen (im Absatz „Standneu“).")
    assert "Muster" not in told


def encoded(template: bytes, before: str, encoding: str) -> bytes:
    """The template with its body in another encoding, and something before it."""
    parts = parts_of(template)
    parts["word/document.xml"] = (before + parts["word/document.xml"].decode()).encode(encoding)
    return packed(parts)


BROKEN = {
    "no zip": (b"hallo", "Die Vorlage ist kein Word-Dokument (.docx)."),
    "empty": (b"", "Die Vorlage ist kein Word-Dokument (.docx)."),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Die Vorlage ist mit einem Kennwort geschützt oder ein altes Word-Dokument (.doc)."),
    "cut off": (docx(paragraph("x"))[:-40], "Die Vorlage ist kein Word-Dokument (.docx)."),
    "DOCTYPE": (
        replaced(docx(paragraph("x")), "word/document.xml", "<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document'),
        "Die Vorlage ist beschädigt oder verdächtig: word/document.xml enthält eine DOCTYPE-Angabe.",
    ),
    "DOCTYPE in another encoding": (
        encoded(docx(paragraph("x")), "<!DOCTYPE w:document>", "utf-16"),
        "Die Vorlage ist beschädigt oder verdächtig: word/document.xml enthält eine DOCTYPE-Angabe.",
    ),
    "no XML": (
        replaced(docx(paragraph("x")), "word/document.xml", "<w:body>", "<w:body"),
        "Die Vorlage ist beschädigt: word/document.xml: das XML ist beschädigt (Zeile 1, Spalte 310).",
    ),
    "macros": (
        replaced(docx(paragraph("x")), "[Content_Types].xml", "wordprocessingml.document.main", "macroEnabledTemplate"),
        "Die Vorlage enthält Makros.",
    ),
    "another office file": (
        replaced(docx(paragraph("x")), "[Content_Types].xml", "wordprocessingml.document.main", "spreadsheetml.sheet.main"),
        "Die Vorlage ist kein Word-Dokument, sondern eine andere Office-Datei.",
    ),
    "no body": (
        replaced(docx(paragraph("x")), "_rels/.rels", "word/document.xml", "word/fehlt.xml"),
        "Die Vorlage ist kein Word-Dokument (.docx): der Textkörper fehlt.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_template_is_reported(data: bytes, sentence: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(data)
    assert caught.value.headline.partition("(Zeile")[0] == sentence.partition("(Zeile")[0]
