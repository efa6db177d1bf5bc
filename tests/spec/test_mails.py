"""Mails and archives lie in the round's folder as they came: each row is one of them, and what lipctl makes of it.

``liest`` names the workbooks in it whose answers are read, as findings name them; "nein": none.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lipctl.findings import RULES
from lipctl.judge.progress import Progress
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.responses.mail_text import html_as_text, said_in
from lipctl.word.environment import NO_BREAK
from lipctl.workspace import Workspace
from support.command_line import run_lipctl, run_python
from support.excel_typing import type_into
from support.mail_cases import MAILS
from support.mails import LOGO, File, apple_mail, mail_server, outlook, outlook_mail, thunderbird, zipped
from support.packages import as_excel_saves, changed, parts_of
from support.rounds import ONE_MEASURE, Office, open_office
from support.tables import rows_of
from support.views import view_of
from support.word import texts

ANSWER = "Das Netzwerk hat viermal getagt."

SAVED = "2013-01-01"
"""The day that the forms of these rounds name themselves."""
TESTS = Path(__file__).parents[1]

OUTCOMES = """
| mail | says | liest |
|---|---|---|
| thunderbird.eml | | Rückmeldung 😀 Fachbereich Öffentliche Ordnung.xlsx |
| apple mail.eml | | Rückmeldung 😀 Fachbereich Öffentliche Ordnung.xlsx |
| mail server.eml | | Rückmeldung 😀 Fachbereich Öffentliche Ordnung.xlsx |
| server in windows-1252.eml | | Rückmeldung.xlsx |
| outlook.msg | | Rückmeldung 😀 Fachbereich Öffentliche Ordnung.xlsx |
| outlook 2003.msg | | Rückmeldung.xlsx |
| outlook without plain text.msg | | Formular.xlsx |
| outlook is an eml.msg | | Rückmeldung 😀 Fachbereich Öffentliche Ordnung.xlsx |
| outlook without suffix | | Formular.xlsx |
| from a mailbox.eml | | Formular.xlsx |
| file without name.eml | | Anlage 1 |
| name with a path.eml | | Formular.xlsx |
| workbook by content.eml | | Formular.dat |
| the same name twice.eml | | Formular.xlsx + Formular (2).xlsx |
| a workbook called zip.zip | | a workbook called zip.zip |
| a mail in a mail.eml | | Weitergeleitet.eml › Formular.xlsx |
| a mail in a mail in base64.eml | | Weitergeleitet.eml › Formular.xlsx |
| a mail in a mail of outlook.msg | | WG: Formular › Formular.xlsx |
| a mail in a mail without a name.msg | | AW: Formular › Formular.xlsx |
| a mail as a file in a mail.eml | | alt.msg › Formular.xlsx |
| an archive in a mail.msg | | Formulare.zip › FB 51/Formular.xlsx |
| an archive.zip | | Formular.xlsx |
| an archive of windows.zip | | Höhe.xlsx |
| an archive of a mac.zip | | Förderung.xlsx |
| an archive with a lock file.zip | LIP235 | Formular.xlsx |
| three deep.zip | | a.eml › b.zip › Formular.xlsx |
| four deep.zip | LIP247 | nein |
| a pdf beside.eml | LIP241 | Formular.xlsx |
| a word file beside.msg | LIP241 | Formular.xlsx |
| a dozen files beside.eml | LIP241 | Formular.xlsx |
| a logo in the text.eml | | Formular.xlsx |
| a logo in the text.msg | | Formular.xlsx |
| a logo by its file name.msg | | Formular.xlsx |
| a hidden logo.msg | | Formular.xlsx |
| a logo that no text shows.eml | LIP241 | Formular.xlsx |
| a photo in the text.eml | LIP241 | Formular.xlsx |
| a link to a cloud.msg | LIP241 | Formular.xlsx |
| an embedded object.msg | LIP241 | Formular.xlsx |
| a text in rtf only.msg | LIP241 | Formular.xlsx |
| a pdf only.eml | LIP242 | nein |
| nothing.eml | LIP242 | nein |
| a text only.eml | LIP240 LIP242 | nein |
| a text beside.eml | LIP240 | Formular.xlsx |
| a text beside.msg | LIP240 | Formular.xlsx |
| an html text beside.eml | LIP240 | Formular.xlsx |
| a quoted text beside.eml | LIP240 | Formular.xlsx |
| an archive without workbook.zip | LIP242 | nein |
| an empty archive.zip | LIP242 | nein |
| winmail.eml | LIP243 | nein |
| winmail.dat | LIP243 | nein |
| encrypted by smime.eml | LIP244 | nein |
| encrypted by smime.msg | LIP244 | nein |
| signed and wrapped by smime.eml | LIP244 | nein |
| signed by smime.eml | | Formular.xlsx |
| signed by smime.msg | | Formular.xlsx |
| encrypted by pgp.eml | LIP244 | nein |
| encrypted by pgp in the text.eml | LIP244 | nein |
| encrypted file.eml | LIP242 | nein |
| cut.eml | LIP227 LIP245 | nein |
| cut behind the form.eml | LIP245 | Formular.xlsx |
| cut in the header.eml | LIP245 | nein |
| cut.msg | LIP245 | nein |
| noise.eml | LIP245 | nein |
| noise behind the start.msg | LIP245 | nein |
| a stream cut.msg | LIP227 | nein |
| empty.eml | LIP226 | nein |
| zeros.msg | LIP228 | nein |
| password.zip | LIP246 | nein |
| bzip2.zip | LIP246 | nein |
| names lead out.zip | LIP230 | nein |
| names lead out in windows.zip | LIP230 | nein |
| absolute names.zip | LIP230 | nein |
| names with a drive.zip | LIP230 | nein |
| a bomb.zip | LIP230 | Formular.xlsx |
| a damaged file.zip | LIP227 | Formular.xlsx |
| cut.zip | LIP227 | nein |
| 2,001 files.zip | LIP230 | nein |
| 100,000 files.zip | LIP230 | nein |
| archives without end.zip | LIP247 | nein |
| a workbook with a password.eml | LIP220 | nein |
| a workbook that is none.eml | LIP225 | nein |
| a form of another plan.msg | LIP203 | nein |
| a hundred thousand parts.eml | LIP230 | nein |
| parts in parts in parts.eml | LIP240 LIP245 | nein |
| boundaries and lines.eml | LIP230 | nein |
| millions of lines.eml | LIP230 | nein |
| a header of a megabyte.eml | | Formular.xlsx |
| brackets in a header.eml | LIP245 | nein |
| more sectors than the file.msg | LIP245 | nein |
| a storage in itself.msg | LIP227 | nein |
| much in all.zip | LIP247 | nein |
| attachments in attachments.msg | LIP245 | nein |
"""
ROWS = {row["mail"]: (row["says"].split(), row["liest"]) for row in rows_of(OUTCOMES)}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    sent = open_office(tmp_path_factory.mktemp("form"), ONE_MEASURE).send_forms(2013)["18"]
    return type_into(as_excel_saves(sent), {(MeasureNumber("5-1-3"), 1, Question.STATUS): ANSWER})


@pytest.fixture(scope="module")
def told(form: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of one round that holds all of them, in a process that may take 1 GiB and no network."""
    office = open_office(tmp_path_factory.mktemp("round"), ONE_MEASURE)
    secret = office.workspace.root / "geheim.txt"
    for number, (name, build) in enumerate(MAILS.items()):
        office.receive(2013, name, build(form + bytes(number)))  # so that none is a copy of another
    before = sorted(office.workspace.root.rglob("*"))
    path = ":".join(map(str, (TESTS, TESTS.parent / "tools")))
    arguments = (str(office.workspace.root), "2013", str(secret))
    done = run_python("-m", "support.guarded", *arguments, env={"PYTHONPATH": path})
    assert done.returncode == 0, done.stderr
    assert sorted(office.workspace.root.rglob("*")) == before, "something was unpacked onto the disk"
    received: dict[str, Any] = json.loads(done.stdout)
    assert received["touched"] == []
    return received


@pytest.mark.parametrize("name", MAILS)
def test_each_mail_and_archive_gives_what_lies_in_it(told: dict[str, Any], name: str) -> None:
    def belongs(file: str) -> bool:
        return file == name or file.startswith(f"{name} › ")

    codes = sorted(code for file, code, _ in told["findings"] if belongs(file))
    answered = [file for file, texts in told["answers"].items() if belongs(file) and ANSWER in texts]
    read = " + ".join(file.removeprefix(f"{name} › ") for file in sorted(answered, key=len)) or "nein"
    assert (codes, read) == ROWS[name]


def test_each_mail_stands_in_the_table() -> None:
    assert list(ROWS) == list(MAILS)


# What is said ---------------------------------------------------------------------------------------------------------

SENTENCES = """
| mail | sentence |
|---|---|
| a pdf beside.eml | Die Mail enthält außerdem: ein PDF („Konzept.pdf“). Was darin steht, liest lipctl nicht. |
| a word file beside.msg | Die Mail enthält außerdem: ein Word-Dokument („Antwort.docx“). Was darin steht, liest lipctl nicht. |
| a photo in the text.eml | Die Mail enthält außerdem: ein Bild („Tabelle.jpg“). Was darin steht, liest lipctl nicht. |
| a link to a cloud.msg | Die Mail enthält außerdem: ein Verweis auf eine Datei („Anlage.docx“). Was darin steht, liest lipctl nicht. |
| a text in rtf only.msg | Die Mail enthält außerdem: der Text der Mail im Format RTF. Was darin steht, liest lipctl nicht. |
| a pdf only.eml | Die Mail enthält keine Arbeitsmappe, nur ein PDF („Konzept.pdf“). |
| nothing.eml | Die Mail enthält keine Arbeitsmappe. |
| an archive without workbook.zip | Das Archiv enthält keine Arbeitsmappe, nur ein Word-Dokument („Antwort.docx“). |
| a text beside.msg | In der Mail steht auch Text: „Zu 5-1-9 bitte ergänzen: Die Stelle ist besetzt.“ |
| a quoted text beside.eml | In der Mail steht auch zitierter oder weitergeleiteter Text: „Bitte nennen Sie auch die Zahlen der Kita Nord.“ |
| encrypted by smime.msg | Die Mail ist mit S/MIME verschlüsselt; lipctl kann sie nicht öffnen. |
| signed and wrapped by smime.eml | Die Mail ist mit S/MIME signiert und dabei verpackt; lipctl kann sie nicht öffnen. |
| encrypted by pgp.eml | Die Mail ist mit PGP verschlüsselt; lipctl kann sie nicht öffnen. |
| password.zip | Das Archiv wird nicht gelesen: es ist mit einem Kennwort geschützt. |
| names lead out.zip | Die Datei wird aus Vorsicht nicht gelesen: ein Name darin führt aus dem Archiv hinaus. |
| four deep.zip | Nicht alles darin wird gelesen: Es enthält Mails oder Archive, die mehr als dreifach ineinanderstecken. |
| much in all.zip | Nicht alles darin wird gelesen: Es enthält ausgepackt mehr als 200 MB. |
"""


@pytest.mark.parametrize(("name", "sentence"), [tuple(row.values()) for row in rows_of(SENTENCES)])
def test_each_sentence_is_said_once_and_where_it_belongs(told: dict[str, Any], name: str, sentence: str) -> None:
    said = [text for file, _, text in told["findings"] if file.startswith(name) and text == sentence]
    assert said == [sentence]


def test_a_dozen_other_files_are_one_finding(told: dict[str, Any]) -> None:
    (said,) = [text for file, _, text in told["findings"] if file == "a dozen files beside.eml"]
    assert "ein PDF („4.pdf“), 7 weitere Dateien." in said


def test_what_is_not_read_is_an_error_that_keeps_the_final_report_back(told: dict[str, Any]) -> None:
    for name, (codes, read) in ROWS.items():
        if read == "nein":
            assert any(RULES[code].spoils_report for code in codes), name
    assert told["answers"]


TEXTS = """
| text | says |
|---|---|
| Sehr geehrte Frau Muster,⏎⏎anbei unser ausgefülltes Formular.⏎⏎Mit freundlichen Grüßen⏎Kim Beispiel⏎OE 51.2, Tel. 168-4711 | |
| Guten Tag Frau Muster, anbei das Formular. Viele Grüße Kim | |
| Liebe Kollegin, lieber Kollege,⏎vielen Dank für die Erinnerung. Anbei die Datei Formular-2013-51.xlsx.⏎Bei Rückfragen stehe ich Ihnen gern zur Verfügung.⏎MfG⏎K. B. | |
| Moin!⏎Formular im Anhang.⏎LG⏎Kim | |
| Anbei das Formular mit der Bitte um Kenntnisnahme.⏎⏎Im Auftrag⏎Beispiel | |
| Von meinem iPhone gesendet | |
| [cid:image001.png@01D] | |
| Anbei das Formular, der Stand zur Kita Nord folgt. | Anbei das Formular, der Stand zur Kita Nord folgt. |
| Anbei das Formular. Zu 5-1-9 können wir nichts sagen. | Zu 5-1-9 können wir nichts sagen. |
| Hallo Frau Muster 5-1-9 entfällt | Hallo Frau Muster 5-1-9 entfällt |
| Wir sind nicht zuständig. | Wir sind nicht zuständig. |
| Die Rückmeldung kommt noch. | Die Rückmeldung kommt noch. |
| Bitte senden Sie uns das Formular noch einmal. | Bitte senden Sie uns das Formular noch einmal. |
| Im Auftrag der Leitung teile ich mit, dass 5-1-9 ruht. | Im Auftrag der Leitung teile ich mit, dass 5-1-9 ruht. |
| anbei⏎⏎VG⏎Kim⏎⏎P. S. Bitte 5-1-9 streichen! | P. S. Bitte 5-1-9 streichen! |
| anbei⏎⏎Viele Grüße⏎Kim⏎⏎zu 5-1-9: Die Stelle ist besetzt.⏎⏎Tel. 0511 168-42422, OE 18.62.06, Raum 3-12 | zu 5-1-9: Die Stelle ist besetzt. |
| Am 03.02.2013 um 10:12 schrieb Frau Muster:⏎> Was ist mit 5-1-9?⏎⏎Das ist erledigt.⏎> Und 5-1-10?⏎Läuft. | Das ist erledigt. Läuft. |
| anbei⏎⏎Am 03.02.2013 um 10:12 schrieb Frau Muster⏎<muster@stadt.example>:⏎> Wie viele waren es? | (zitiert) Wie viele waren es? |
| anbei⏎⏎Von: Meier, Jo⏎Gesendet: gestern⏎An: Kim⏎Betreff: LIP⏎⏎Hallo Kim,⏎5-1-9 bitte ergänzen.⏎Gruß Jo | (zitiert) 5-1-9 bitte ergänzen. |
| Gruß Kim⏎⏎-----Ursprüngliche Nachricht-----⏎Von: Muster⏎⏎Es fehlt noch 5-1-9. | (zitiert) Es fehlt noch 5-1-9. |
"""


@pytest.mark.parametrize(("text", "says"), [tuple(row.values()) for row in rows_of(TEXTS)])
def test_a_mail_s_text_is_shown_unless_it_only_hands_over_a_form(text: str, says: str) -> None:
    said = said_in(text)
    assert f"{'(zitiert) ' if said.quoted else ''}{said.text}" == says


def test_html_is_read_as_people_see_it() -> None:
    html = "<head><title>t</title><style>p{}</style></head><p>5-1-9:<br>be<b>set</b>zt &amp; gut<!-- k --></p><blockquote>alt</blockquote>"
    assert [line for line in html_as_text(html).split("\n") if line.strip()] == ["5-1-9:", "besetzt & gut", "> alt"]


# In the round ---------------------------------------------------------------------------------------------------------


def test_a_copy_of_what_came_in_a_mail_is_harmless(form: bytes, tmp_path: Path) -> None:
    office = open_office(tmp_path, ONE_MEASURE)
    office.receive(2013, "a.xlsx", form)
    office.receive(2013, "b.eml", thunderbird(File("a.xlsx", form)))
    office.receive(2013, "c.eml", thunderbird(File("a.xlsx", form)))
    copies = [(item.places[0].file, item.message) for item in office.findings(2013) if item.code == "LIP238"]
    inside = (
        "data/2013/ruecklauf/b.eml › a.xlsx",
        "Die Datei hat denselben Inhalt wie „data/2013/ruecklauf/a.xlsx“ und wird nur einmal gelesen.",
    )
    assert copies == [inside, ("data/2013/ruecklauf/c.eml", inside[1].replace("a.xlsx", "b.eml"))]
    assert office.check(2013).counts[Progress.REPORTED] == 1


def test_what_a_mail_says_is_said_to_the_department_whose_form_lies_in_it(form: bytes, tmp_path: Path) -> None:
    office = open_office(tmp_path, ONE_MEASURE)
    text = "Zu 5-1-3 kommt noch etwas."
    office.receive(
        2013, "a.zip", zipped({"a.eml": thunderbird(File("a.xlsx", form), text=text), "b.eml": thunderbird(text=text)})
    )
    office.receive(2013, "c.eml", thunderbird(File("Kopie.xlsx", form), File("Konzept.pdf", b"%PDF-1.7"), text=text))
    told = [
        (item.code, item.places[0].file[20:], item.department)
        for item in office.findings(2013)
        if "LIP240" <= item.code <= "LIP242"
    ]
    assert sorted(told) == [
        ("LIP240", "a.zip › a.eml", "18"), ("LIP240", "a.zip › b.eml", None), ("LIP240", "c.eml", "18"),
        ("LIP241", "c.eml", "18"), ("LIP242", "a.zip › b.eml", None),
    ]  # fmt: skip


def test_a_workbook_in_a_mail_can_be_set_aside(form: bytes, tmp_path: Path) -> None:
    office = open_office(tmp_path, ONE_MEASURE)
    office.receive(2013, "a.eml", thunderbird(File("a.xlsx", form), File("b.xlsx", form + b"\1")))
    settings = tmp_path / "lipctl.toml"
    ignored = '"2013/ruecklauf/a.eml › b.xlsx" = "doppelt"'
    text = settings.read_text(encoding="utf-8").replace("\n[ignoriert]\n", f"\n[ignoriert]\n{ignored}\n")
    settings.write_text(text, encoding="utf-8")
    office = Office(Workspace(tmp_path))
    assert ("LIP237", "Die Datei zählt nicht mit: doppelt.") in [
        (item.code, item.message) for item in office.findings(2013)
    ]


def test_the_newer_form_counts_whatever_the_mails_say(form: bytes, tmp_path: Path) -> None:
    """Of two answers the one stands whose form was saved later, not the one that was mailed later."""
    office = open_office(tmp_path, ONE_MEASURE)
    older = type_into(form, {(MeasureNumber("5-1-3"), 1, Question.STATUS): "alt"})
    newer = changed(
        form,
        "docProps/core.xml",
        lambda xml: xml.replace("T00:00:00Z</dcterms:modified", "T09:00:00Z</dcterms:modified"),
    )
    assert newer != form
    office.receive(2013, "a.eml", thunderbird(File("a.xlsx", newer), date="Fri, 1 Feb 2013 10:00:00 +0100"))
    office.receive(2013, "b.eml", thunderbird(File("b.xlsx", older), date="Fri, 8 Feb 2013 10:00:00 +0100"))
    (measure,) = view_of(office, 2013).measures()
    assert [answer.paragraphs for part in measure.parts for answer in part.answers] == [(ANSWER,)]
    assert "LIP401" in office.codes(2013)


def lipctl(office: Office, *args: str) -> str:
    done = run_lipctl(*args, "--as-of", "2014-01-15", cwd=office.workspace.root)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


def test_the_command_line_names_mail_and_form_and_the_day_of_receipt(form: bytes, tmp_path: Path) -> None:
    office = open_office(tmp_path, ONE_MEASURE)
    office.receive(2013, "Antwort FB 51.eml", mail_server(File("Fö.xlsx", form), text="Zu 5-1-3 kommt noch etwas."))
    place = "data/2013/ruecklauf/Antwort FB 51.eml"
    found = json.loads(lipctl(office, "check", "2013", "--format", "json"))["findings"]
    assert {(item["code"], item["places"][0]["file"]) for item in found} == {
        ("LIP240", place),
        ("LIP320", f"{place} › Fö.xlsx"),
    }
    assert "Antwort FB 51.eml › Fö.xlsx" in lipctl(office, "check", "2013").replace("\n    ", " ")
    lipctl(office, "report", "2013", "--sources")
    folder = office.workspace.output(2013)
    (file,) = [
        item for item in json.loads((folder / "Quellen-2013-Entwurf.json").read_text("utf-8"))["files"] if item["year"]
    ]
    assert (file["file"], file["received"]) == (f"{place} › Fö.xlsx", "2013-02-04")
    printed = texts((folder / "Controllingbericht-2013-Entwurf.docx").read_bytes())
    assert "Antwort FB 51.eml › Fö.xlsx (Eingang 04.02.2013)" in printed


def test_the_public_version_knows_neither_sender_nor_file(form: bytes, tmp_path: Path) -> None:
    office = open_office(tmp_path, ONE_MEASURE)
    office.receive(
        2013,
        "Antwort von Kim.msg",
        outlook(outlook_mail(File("Formular von Kim.xlsx", form), text="Kim fragt nach 5-1-3.")),
    )
    lipctl(office, "report", "2013", "--public", "--sources")
    for path in office.workspace.output(2013).iterdir():
        parts = parts_of(path.read_bytes()).values() if path.suffix == ".docx" else [path.read_bytes()]
        for word in ("Kim", "kim.beispiel", "fb51.example", ".msg"):
            assert not any(word.encode() in part for part in parts), (path.name, word)


@pytest.mark.slow
def test_a_round_of_mails_gives_the_report_of_its_files(tmp_path: Path) -> None:
    """40 departments: 25 answers in mails, 5 in two archives, 10 as files; and all of them as files."""
    identifiers = [f"{number:02}" for number in range(1, 41)]
    plan = "| Nummer | Dienststelle |\n" + "\n".join(f"| 5-1-{int(name)} | {name} |" for name in identifiers)
    as_files, as_mails = (open_office(tmp_path / name, plan) for name in ("files", "mails"))
    forms = {
        f"Formular-2013-{name}.xlsx": type_into(
            form, {(MeasureNumber(f"5-1-{int(name)}"), 1, Question.STATUS): f"Antwort {name}"}
        )
        for name, form in as_files.send_forms(2013).items()
    }
    for name, form in forms.items():
        as_files.receive(2013, name, form)
    for name, content in in_mails(forms).items():
        as_mails.receive(2013, name, content)
    assert len(list(as_mails.workspace.responses(2013).iterdir())) == 25 + 2 + 10
    reports = []
    for office in (as_files, as_mails):
        lipctl(office, "report", "2013", "--sources")
        folder = office.workspace.output(2013)
        parts = parts_of((folder / "Controllingbericht-2013-Entwurf.docx").read_bytes())
        del parts["docProps/custom.xml"]  # it holds a digest of the others
        parts["sources"] = (folder / "Quellen-2013-Entwurf.json").read_bytes()
        parts["check"] = lipctl(office, "check", "2013", "--format", "json").encode()
        reports.append({name: only_forms(content) for name, content in parts.items()})
    assert reports[0].keys() == reports[1].keys()
    assert [name for name in reports[0] if reports[0][name] != reports[1][name]] == []


def in_mails(forms: dict[str, bytes]) -> dict[str, bytes]:
    """The forms as they come: each mail on the day that its form was saved, with a logo in the signature."""
    mails: dict[str, bytes] = {}
    logo = File("image001.png", LOGO, "image/png", cid="image001.png@01D")
    for number, (name, form) in enumerate(forms.items()):
        stem = name.removesuffix(".xlsx")
        if number >= 30:
            mails[name] = form
        elif number >= 25:
            continue
        elif number % 3 == 0:
            html = f'<p>anbei das Formular</p><img src="cid:{logo.cid}">'
            mails[f"{stem}.msg"] = outlook(outlook_mail(File(name, form), logo, html=html, day=SAVED))
        else:
            program = thunderbird if number % 3 == 1 else apple_mail
            mails[f"{stem}.eml"] = program(File(name, form), date="Tue, 1 Jan 2013 10:00:00 +0100")
    names = list(forms)
    for first, last in ((25, 28), (28, 30)):
        mails[f"{names[first][:-5]} bis {last}.zip"] = zipped({name: forms[name] for name in names[first:last]})
    return mails


def only_forms(content: bytes) -> bytes:
    """A part without the names of mails and archives and the mark that a day is one of receipt."""
    content = content.replace(NO_BREAK.encode(), b"-")
    for pattern in (
        rb"Formular-2013-[^<>/\"]*?\.(?:msg|eml|zip) \xe2\x80\xba ",
        rb"Eingang (?=\d\d\.)",
        rb'"received": [^,]*,',
    ):
        content = re.sub(pattern, b"", content)
    return content
