"""An office that calls questions and things otherwise reads its own words everywhere, and nowhere lipctl's.

Every text that lipctl makes is looked through for the default words: forms, forms that ask again, mails, ``check`` as
text and as JSON, ``redaktion.xlsx``, the report and the pages. With default labels the texts stay as they are: all other
tests say so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from lipctl.commands.edit import edit
from lipctl.commands.export_forms import export_open_forms
from lipctl.commands.publish import publish
from lipctl.commands.report import Edition, write_report
from lipctl.errors import SettingsError
from lipctl.findings import RULES
from lipctl.judge.progress import PROGRESS_LABELS, Progress, progress_labels
from lipctl.mail.preparing import Mailing, prepare
from lipctl.nouns import EXAMPLE, given, guessed
from lipctl.questions import QUESTIONS, Question
from lipctl.settings.reading import parse_settings
from lipctl.words import DEFAULT_WORDS, Words
from support.command_line import run_lipctl
from support.rounds import AS_OF, Office, open_office

LABELS = {
    "umsetzungsstand": "Sachstand",
    "geplante_schritte": "Nächste Vorhaben",
    "gruende": "Warum geschah noch nichts?",
    "bewertung": "Einschätzung",
    "handlungsfeld": "Schwerpunkt",
    "bereich": "Thema",
    "handlungsansatz": "Maßnahme",
    "teil": "Baustein",
    "hinweis": "Vermerk",
    "kurzfassung": "Beschreibung",
    "ansprechpartnerin": "Kontakt",
    "ansprechpartnerinnen": "Kontakte",
    "ansprechpartner": "Kontakt",
    "ansprechpersonen": "Kontakte",
    "ansprechperson": "Kontakt",
}
DEFAULT = re.compile(
    r"Umsetzungsst[aä]nd\w*|[Gg]eplante\w* Schritte\w*|\bGründen?\b|\bBewertung\w*|(?<!„)(?<!\x22)Handlungs(?:ans|feld)\w*|\w*Bereiche?n?s?\b"
    r"|(?<!zum )\bTeil(?:en?|s)?\b|\bKurzfassung(?! von \d)\w*|Ansprechp\w*|\bHinweis\b(?! +\d)"
)

PLAN = """
| Nummer | Dienststelle | mehrere Teile |
| 1      | 18           |               |
| 2      | 18           | 2             |
| 3      | 18           |               |
| 4      | 18           |               |
| 5      | 18           |               |
| 6      | 18           |               |
| 7      | 50           |               |
| 8      | 18           |               |
| 9      | 18           |               |
| 10     |              |               |
"""
BEFORE = """
| Nummer | Stand | Schritte | Gründe | Bewertung           |
| 1      | getan |          |        | erfüllt             |
| 3      | getan | weiter   |        | in Bearbeitung      |
| 4      |       |          | keine  | noch nicht begonnen |
"""
NOW = """
| Nummer | Teil | Stand | Schritte     | Gründe | Bewertung      | unverändert | nicht zuständig | Person |
| 1      |      | getan | im Jahr 2001 |        | in Bearbeitung |             |                 | –      |
| 2      | 1    | – – – |              |        |                |             |                 |        |
| 2      | 2    |       | folgt        |        |                |             |                 |        |
| 3      |      | läuft |              |        | in Bearbeitung | ja          |                 |        |
| 4      |      |       |              |        |                | ja          |                 |        |
| 5      |      |       |              |        | vielleicht     | ja          |                 |        |
| 6      |      |       |              |        |                |             | FB 50           |        |
| 8      |      | getan |              |        | erfüllt        |             |                 |        |
| 9      |      | getan |              |        | nicht weiter zu verfolgen |  |                 |        |
"""
AGAIN = "| Nummer | Stand |\n| 8 | ganz anders |"


@pytest.fixture(scope="module", params=[2012, 2014], ids=["assessed", "not assessed"])
def office(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Office:
    """A round in which nearly everything is wrong that can be; with and without the assessment."""
    office = open_office(tmp_path_factory.mktemp("office"), PLAN, assessment_from=request.param, labels=LABELS)
    office.answer(2012, BEFORE)
    office.answer(2013, NOW, department="18")
    office.answer(2013, AGAIN, department="18", name="noch eine.xlsx")
    return office


def test_the_forms_say_it_in_the_offices_words(office: Office) -> None:
    for form in office.send_forms(2013).values():
        assert defaults_in(texts_of(form)) == []
        assert "Sachstand" in texts_of(form)


def test_the_forms_that_ask_again_and_all_mails_say_it_in_the_offices_words(office: Office) -> None:
    written = export_open_forms(office.workspace, 2013, AS_OF, force=True).written
    for each in written:
        assert defaults_in(texts_of(each.path.read_bytes())) == []
    for template in ("formular", "nachforderung", "vor-der-frist", "erinnerung"):
        for prepared in prepare(office.workspace, Mailing(2013, AS_OF, template), written):
            assert defaults_in(f"{prepared.mail.subject}\n{prepared.mail.text}") == []


@pytest.mark.parametrize("options", [(), ("--format", "json")], ids=["text", "json"])
def test_check_says_it_in_the_offices_words(office: Office, options: tuple[str, ...]) -> None:
    said = run_lipctl("check", "2013", *options, cwd=office.workspace.root)
    assert said.returncode == 1, said.stderr
    assert defaults_in(said.stdout + said.stderr) == []
    assert "„Sachstand“" in said.stdout


def test_the_report_and_what_its_command_says_are_in_the_offices_words(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "bericht.docx"
    said = run_lipctl("report", "2013", "--output", str(path), cwd=office.workspace.root)
    assert said.returncode in (0, 1), said.stderr
    assert defaults_in(said.stdout + said.stderr) == []
    assert defaults_in(texts_of(path.read_bytes())) == []
    assert "Sachstand" in texts_of(path.read_bytes())


ONE_OFFICE = pytest.mark.parametrize("office", [2012], indirect=True, ids=["assessed"])


@ONE_OFFICE
@pytest.mark.parametrize("command", ["status", "history", "rules"])
def test_other_commands_say_it_in_the_offices_words(office: Office, command: str) -> None:
    about = {"status": ["2013"], "history": ["1"], "rules": ["LIP301"]}.get(command, [])
    said = run_lipctl(command, *about, cwd=office.workspace.root)
    assert said.returncode in (0, 1), said.stderr
    assert defaults_in(said.stdout + said.stderr) == []


@ONE_OFFICE
def test_the_public_report_and_the_workbooks_of_status_and_data_say_it_in_the_offices_words(office: Office) -> None:
    root = office.workspace.root
    write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(public=True), output=root / "public.docx")
    for command in (["data", "2013"], ["status", "2013", "--xlsx", str(root / "stand.xlsx")]):
        said = run_lipctl(*command, "--force" if command[0] == "data" else "--as-of=2014-01-15", cwd=root)
        assert said.returncode in (0, 1), said.stderr
    for path in (root / "public.docx", root / "stand.xlsx", *root.glob("ausgabe/2013/Daten*.xlsx")):
        assert defaults_in(texts_of(path.read_bytes())) == [], path.name


@ONE_OFFICE
def test_the_pages_say_it_in_the_offices_words(office: Office) -> None:
    publish(office.workspace, 2013, as_of=AS_OF, with_contacts=True)
    for path in (office.workspace.output(2013) / "web").glob("*.html"):
        assert defaults_in(path.read_text(encoding="utf-8")) == [], path.name


def test_redaktion_says_it_in_the_offices_words(office: Office) -> None:
    assert defaults_in(texts_of(edit(office.workspace, 2013, AS_OF).path.read_bytes())) == []


# The words themselves

WORDS = Words({key: label for key, label in LABELS.items() if key in (row.key for row in QUESTIONS.values())})


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Umsetzungsstand berichtet", "Sachstand berichtet"),
        ("Beim Umsetzungsstand stehen nur Striche.", "Bei „Sachstand“ stehen nur Striche."),
        ("Bitte tragen Sie den Umsetzungsstand ein.", "Bitte tragen Sie „Sachstand“ ein."),
        ("Ein Umsetzungsstand ist berichtet.", "Eine Angabe zu „Sachstand“ ist berichtet."),
        ("aber keine geplanten Schritte", "aber keine Angabe zu „Nächste Vorhaben“"),
        ("die bei den geplanten Schritten genannt werden", "die bei „Nächste Vorhaben“ genannt werden"),
        ("noch nichts unternommen, Gründe genannt", "noch nichts unternommen, „Warum geschah noch nichts?“ genannt"),
        ("Zur Bewertung gehört das", "Zu „Einschätzung“ gehört das"),
        ("ohne Bewertung", "ohne Einschätzung"),
        ("Begründung: keine", "Begründung: keine"),
        ("zum Umsetzungsstand der Einträge", "zu „Sachstand“ der Einträge"),
        ("dann fehlen die geplanten Schritte", "dann fehlt „Nächste Vorhaben“"),
        ("ob die neue Bewertung stimmt", "ob die neue Angabe zu „Einschätzung“ stimmt"),
        ("Geplante Schritte liegen in der Vergangenheit", "Angaben zu „Nächste Vorhaben“ liegen in der Vergangenheit"),
    ],
)
def test_a_sentence_takes_the_offices_label_without_grammar(sentence: str, said: str) -> None:
    assert WORDS.say(sentence) == said


def test_that_an_own_label_is_lacking_needs_no_grammar_either() -> None:
    assert WORDS.lacking(Question.STATUS) == "fehlt „Sachstand“"
    assert DEFAULT_WORDS.lacking(Question.REASONS) == "fehlen die Gründe"


def test_default_labels_change_no_sentence() -> None:
    defaults = {row.key: row.label for row in QUESTIONS.values() if row.key}
    for rule in RULES.values():
        assert rule.in_words(Words(defaults)) == rule
    assert progress_labels(Words(defaults)) == PROGRESS_LABELS


ABOUT_LISTS = ("LIP10", "LIP11", "LIP29")
"""Rules about the catalogue and the lists that it is made from: their sheets and columns keep their names."""


@pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=code) for code, rule in RULES.items() if code[:5] not in ABOUT_LISTS]
)
def test_no_rule_names_a_question_in_a_way_that_cannot_be_renamed(rule) -> None:
    renamed = rule.in_words(Words(LABELS))
    texts = (renamed.title, renamed.message, renamed.advice, renamed.cause, renamed.to_department or "")
    for text in (*texts, *renamed.example.values()):
        assert defaults_in(text) == []


MEASURE, GOAL, POINT = ({"handlungsansatz": word} for word in ("Maßnahme", "Ziel", "Schwerpunkt"))


@pytest.mark.parametrize(
    ("labels", "sentence", "said"),
    [
        (MEASURE, "Zum Handlungsansatz ist nichts beantwortet.", "Zur Maßnahme ist nichts beantwortet."),
        (MEASURE, "aber der Handlungsansatz 5-1-3 fehlt", "aber die Maßnahme 5-1-3 fehlt"),
        (MEASURE, "Für den Handlungsansatz ist niemand da.", "Für die Maßnahme ist niemand da."),
        (MEASURE, "Von 7 Handlungsansätzen", "Von 7 Maßnahmen"),
        (GOAL, "die Zahl der Handlungsansätze", "die Zahl der Ziele"),
        (GOAL, "des Handlungsansatzes", "des Ziels"),
        (POINT, "in jedem Handlungsansatz", "in jedem Schwerpunkt"),
        ({"handlungsfeld": "Schwerpunkt"}, "im Handlungsfeld", "im Schwerpunkt"),
        ({"handlungsfeld": "Schwerpunkt"}, "Das Handlungsfeld fehlt.", "„Schwerpunkt“ fehlt."),
        ({"ansprechperson": "Kontakt"}, "Bei der Ansprechperson fehlt: OE.", "Beim Kontakt fehlt: OE."),
        ({"ansprechperson": "Kontakt"}, "den Namen einer Ansprechperson", "den Namen eines Kontakts"),
        ({"teil": "Baustein"}, "Zu allen Teilen zusammen", "Zu allen Bausteinen zusammen"),
        ({"teil": "Baustein"}, "nur zum Teil angekommen", "nur zum Teil angekommen"),
        ({"handlungsansatz": "Leuchtturm", "grammatik.handlungsansatz": "der Leuchtturm, des Leuchtturms, die Leuchttürme, den Leuchttürmen"},
         "den Handlungsansätzen", "den Leuchttürmen"),
    ],
)  # fmt: skip
def test_a_noun_stands_in_the_case_of_the_default_one(labels: dict[str, str], sentence: str, said: str) -> None:
    assert Words(labels).say(sentence) == said


@pytest.mark.parametrize(
    ("word", "grammar"),
    [
        ("Maßnahme", EXAMPLE),
        ("Handlungsfeld", "das Handlungsfeld, des Handlungsfelds, die Handlungsfelder, den Handlungsfeldern"),
        ("Leitsatz", "der Leitsatz, des Leitsatzes, die Leitsätze, den Leitsätzen"),
        ("Thema", "das Thema, des Themas, die Themen, den Themen"),
        ("Vorhaben", "das Vorhaben, des Vorhabens, die Vorhaben, den Vorhaben"),
        ("Baustein", "der Baustein, des Bausteins, die Bausteine, den Bausteinen"),
        ("Ansprechpartnerin", "die Ansprechpartnerin, der Ansprechpartnerin, die Ansprechpartnerinnen, den Ansprechpartnerinnen"),
        ("Sektor", "der Sektor, des Sektors, die Sektoren, den Sektoren"),
        ("Segment", "das Segment, des Segments, die Segmente, den Segmenten"),
        ("Leitbild", "das Leitbild, des Leitbilds, die Leitbilder, den Leitbildern"),
        ("Ressort", "das Ressort, des Ressorts, die Ressorts, den Ressorts"),
        ("Prüfauftrag", "der Prüfauftrag, des Prüfauftrags, die Prüfaufträge, den Prüfaufträgen"),
        ("Beschluss", "der Beschluss, des Beschlusses, die Beschlüsse, den Beschlüssen"),
        ("Aktivität", "die Aktivität, der Aktivität, die Aktivitäten, den Aktivitäten"),
    ],
)  # fmt: skip
def test_the_grammar_of_usual_words_is_guessed(word: str, grammar: str) -> None:
    assert guessed(word) == given(word, grammar)


def test_the_plural_of_a_renamed_word_follows_it_and_settings_may_give_the_grammar() -> None:
    start = '[plan]\nkennung = "x"\nstadt = "X"\n[bezeichnungen]\nhandlungsansatz = "Leuchtturm"\n'
    assert parse_settings(start).label("handlungsansaetze") == "Leuchtturme"
    grammar = "der Leuchtturm, des Leuchtturms, die Leuchttürme, den Leuchttürmen"
    settings = parse_settings(f'{start}[grammatik]\nhandlungsansatz = "{grammar}"\n')
    assert settings.label("handlungsansaetze") == "Leuchttürme"
    assert settings.words.say("Von 3 Handlungsansätzen") == "Von 3 Leuchttürmen"
    with pytest.raises(SettingsError, match="muss lauten wie"):
        parse_settings(f'{start}[grammatik]\nhandlungsansatz = "der Leuchtturm"\n')


def test_every_class_is_renamed() -> None:
    assert progress_labels(WORDS)[Progress.REPORTED] == "Sachstand berichtet"
    assert defaults_in(" ".join(progress_labels(WORDS).values())) == []


def test_a_label_of_one_question_that_holds_the_name_of_another_is_left_alone() -> None:
    words = Words({"umsetzungsstand": "Stand und Gründe", "gruende": "Hindernisse"})
    assert words.say("weder Umsetzungsstand noch Gründe") == "weder „Stand und Gründe“ noch Hindernisse"
    assert words.label(Question.STATUS) == "Stand und Gründe"


def defaults_in(text: str) -> list[str]:
    """The default words in a text, each with what stands around it."""
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in DEFAULT.finditer(text)]


def texts_of(content: bytes) -> str:
    """All texts and attributes of every part of an Office file."""
    with ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels", ".vml"))]
        parts = [archive.read(name) for name in names if name != "word/styles.xml"]
    return "\n".join(text for part in parts for text in _texts_in(etree.fromstring(part)))


def _texts_in(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter("{*}p", "{*}si", "{*}is", "{*}f"):
        yield "".join(paragraph.itertext())
    for element in root.iter():
        if not str(element.tag).endswith("}pStyle"):  # styles keep their names
            yield from map(str, element.attrib.values())
        if element.text and not len(element):
            yield element.text
