"""Mails as the departments get them: to whom, what they say, and what no text in them can do."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from pathlib import Path
from types import SimpleNamespace

import mailparser
import pytest
from mailparser.core import MailParser
from openpyxl import load_workbook

from lipctl.commands.export_forms import export_forms
from lipctl.errors import MailError, SettingsError, TemplateError
from lipctl.forms.model import Form, FormEntry, WrittenForm
from lipctl.mail.account import Account, account_of
from lipctl.mail.dispatch import Dispatched, Event, note_dispatched
from lipctl.mail.draft import Attachment, Correspondent, Mail, as_draft
from lipctl.mail.letter import addresses_in, recipients
from lipctl.mail.preparing import Mailing, Prepared, prepare, write_drafts
from lipctl.mail.template import MailTemplate, check_mail_template
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact, Department, Measure
from lipctl.settings.keys import Value
from lipctl.settings.reading import parse_settings
from lipctl.text import shortened
from support.command_line import run_here as lipctl
from support.rounds import Office, open_office

PLAN = """
| Nummer | Dienststelle | Mail             | Leitung |
| 1-1    | 15           | a@x.de; b@x.de   | l@x.de  |
| 1-2    | 15           |                  |         |
| 1-3    | 18           | c@x.de           |         |
| 1-4    | 41           | d@x.de           |         |
"""
DEADLINE = date(2013, 3, 31)
OFFICE: dict[tuple[str, str], Value] = {
    ("koordination", "stelle"): "Büro für Integration, Raum 5",
    ("koordination", "mail"): "lip@stadt.de",
    ("erinnerung", "leitung"): (21,),
}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """15 has answered half, 18 all, 41 nothing."""
    office = open_office(tmp_path, PLAN, deadline=DEADLINE, more=OFFICE)
    office.answer(2013, "| Nummer | Schritte |\n| 1-1 | bald |", department="15")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 1-3 | getan | – |", department="18")
    monkeypatch.chdir(tmp_path)
    return office


def drafts(office: Office) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((office.workspace.output(2013) / "mails").glob("*.eml"))}


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def text_of(content: bytes) -> str:
    body = read(content).get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


# Who gets what when


def test_who_has_something_open_gets_a_draft_with_exactly_that(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lipctl("remind", "2013", "--as-of", "2013-04-22", "--deadline", "2013-05-10") == 0
    found = drafts(office)
    assert list(found) == ["Erinnerung-2013-15-2013-04-21.eml", "Erinnerung-2013-41-2013-04-21.eml"]
    first, second = map(read, found.values())
    assert (first["To"], first["Cc"]) == (
        "Fachbereich 15 <a@x.de>, Fachbereich 15 <b@x.de>",
        "Leitung Fachbereich 15 <l@x.de>",
    )
    assert (first["From"], first["X-Unsent"], first["Date"]) == (
        '"Büro für Integration, Raum 5" <lip@stadt.de>',
        "1",
        None,
    )
    assert first["Subject"] == "LIP 2013: Erinnerung an Ihren Beitrag zum Controllingbericht"
    text = text_of(found["Erinnerung-2013-15-2013-04-21.eml"])
    said = {
        item.message
        for item in office.check(2013).findings
        if item.department in {"15", None} and item.code == "LIP304"
    }
    assert said
    assert all(sentence in text for sentence in said)
    for words in ("31.03.2013", "10.05.2013", "1-1\n- ", "Die Leitung Ihrer Dienststelle erhält diese Mail in Kopie."):
        assert words in text
    assert "1-3" not in text
    silent = text_of(found["Erinnerung-2013-41-2013-04-21.eml"])
    assert "- 1-4: Kurzfassung von 1-4" in silent
    assert "in Kopie" not in silent
    assert second["Cc"] is None
    assert "LIP274" in capsys.readouterr().out
    [form] = first.iter_attachments()
    path = office.workspace.output(2013) / "nachforderung" / "Nachforderung-2013-15-1.xlsx"
    assert (form.get_filename(), form.get_content()) == (path.name, path.read_bytes())


ROUND = [
    # as of, options, how many drafts are due
    ("2013-03-16", (), 0),
    ("2013-03-16", ("--force", "--dry-run"), 2),
    ("2013-03-17", ("--dry-run",), 2),
    ("2013-03-17", (), 2),
    ("2013-03-18", (), 0),
    ("2013-03-18", ("-d", "41", "--force"), 1),
    ("2013-04-30", (), 2),
    ("2013-04-02", (), 0),  # the clock was set back
    ("2013-05-30", (), 0),
]


def test_a_round_of_reminders_by_its_days(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    for as_of, options, due in ROUND:
        assert lipctl("remind", "2013", "--as-of", as_of, *options) == 0
        said = capsys.readouterr().err
        assert (f"Zu erinnern: {due} Dienststelle" in said) == bool(due), (as_of, options, said)
        assert ("Geht die Uhr richtig?" in said) == (as_of == "2013-04-02")
    steps = {name.removesuffix(".eml")[-10:] for name in drafts(office)}
    assert steps == {"2013-03-17", "2013-04-21"}  # of two that were missed only the later one


def test_without_a_deadline_nobody_knows_when_to_remind(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    open_office(office.workspace.root, PLAN)
    assert lipctl("remind", "2013") == 13
    assert "Für 2013 ist keine Frist gesetzt" in capsys.readouterr().err


def test_a_department_that_was_removed_gets_nothing_and_disturbs_nobody(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lipctl("remind", "2013", "--as-of", "2013-03-17") == 0
    gone = PLAN.replace("| 1-4    | 41           | d@x.de           |         |\n", "")
    open_office(office.workspace.root, gone, deadline=DEADLINE, more=OFFICE)
    assert lipctl("remind", "2013", "--as-of", "2013-04-01", "--dry-run") == 0
    assert "Zu erinnern: 1 Dienststelle." in capsys.readouterr().err


def test_the_forms_go_out_with_drafts_and_those_that_are_there_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(tmp_path, PLAN, deadline=DEADLINE, more=OFFICE)
    monkeypatch.chdir(tmp_path)
    assert lipctl("export-forms", "2013", "--any-year") == 0
    assert lipctl("export-forms", "2013", "--mail") == 0
    before = drafts(office)
    assert list(before) == ["Formular-2013-15.eml", "Formular-2013-18.eml", "Formular-2013-41.eml"]
    assert "bis zum 31.03.2013" in text_of(before["Formular-2013-15.eml"])
    assert lipctl("export-forms", "2013", "--mail") == 0
    assert drafts(office) == before
    lines = office.workspace.dispatch(2013).read_text(encoding="utf-8").splitlines()
    assert sum("form_written" in line for line in lines) == 3
    changed = office.workspace.output(2013) / "formulare" / "Formular-2013-15.xlsx"
    changed.write_bytes(b"mine")
    assert lipctl("export-forms", "2013", "--mail") == 16
    assert changed.read_bytes() == b"mine"


def test_status_and_its_workbook_tell_who_was_reminded_how_often(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    for as_of in ("2013-03-17", "2013-03-18", "2013-04-22"):
        assert lipctl("remind", "2013", "--as-of", as_of) == 0
    gone = Dispatched(DEADLINE, Event.FORM_WRITTEN, "99", "x.xlsx")
    note_dispatched(office.workspace.dispatch(2013), [gone])
    capsys.readouterr()
    assert lipctl("status", "2013", "--as-of", "2013-05-01", "--format", "json", "--xlsx", "stand.xlsx") == 0
    printed = json.loads(capsys.readouterr().out)
    found = {row["id"]: (row["reminders"], row["last_reminder"], row["mail_sent"]) for row in printed["departments"]}
    assert found == {"15": (2, "2013-04-22", None), "18": (0, None, None), "41": (2, "2013-04-22", None)}
    assert printed["removed_departments"] == ["99"]
    sheet = load_workbook("stand.xlsx").active
    assert sheet is not None
    heads = {
        cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value in {"Kennung", "erinnert"}
    }
    said = {row[heads["Kennung"] - 1].value: row[heads["erinnert"] - 1].value for row in sheet.iter_rows()}
    assert said["15"] == "2-mal, zuletzt am 22.04.2013"
    assert lipctl("status", "2013", "--as-of", "2013-05-01") == 0
    shown = capsys.readouterr().out
    assert "Erinnert: 2-mal, zuletzt am 22.04.2013" in shown
    assert "In versand.jsonl, aber nicht mehr im Katalog: 99." in shown


# To whom

ADDRESSES = [
    ("a@x.de", ("a@x.de",), ()),
    ("a@x.de; b@x.de\nc@x.de, d@x.de", ("a@x.de", "b@x.de", "c@x.de", "d@x.de"), ()),
    ("Frau Muster <Muster@Stadt.de>", ("Muster@Stadt.de",), ()),
    ("mailto:a@x.de / a@x.de", ("a@x.de",), ()),
    ("", (), ()),
    ("–", (), ("–",)),
    ("a@@x.de", (), ("a@@x.de",)),
    ("a..b@x.de; b@x.de", ("b@x.de",), ("a..b@x.de",)),
    ("a@x.de\r\nBcc: c@x.de", ("a@x.de", "c@x.de"), ()),
    ("müller@x.de", (), ("müller@x.de",)),
]


@pytest.mark.parametrize(("cell", "good", "bad"), ADDRESSES)
def test_what_is_an_address(cell: str, good: Sequence[str], bad: Sequence[str]) -> None:
    assert addresses_in(cell) == (good, bad)


@pytest.mark.parametrize(
    ("letters_to", "mail", "contact", "to"),
    [("m@x.de", "d@x.de", "c@x.de", "m@x.de"), ("", "d@x.de", "c@x.de", "d@x.de"), ("", "", "c@x.de", "c@x.de"), ("", "", "", "")],
)  # fmt: skip
def test_a_mail_goes_to_the_department_else_to_the_contacts(letters_to: str, mail: str, contact: str, to: str) -> None:
    department = Department("15", "Amt", contact=Contact(mail=mail), letters_to=letters_to)
    entry = FormEntry(Measure(MeasureNumber("1-1"), ("x",)), contact=Contact(mail=contact))
    assert recipients(Form(2013, department, (entry, entry))).to == ((to,) if to else ())


# What is in them

NASTY = [
    "Amt für Kinder, Jugend und Familie",
    "Büro (zentral) „Süd“; Ost: <x@y.de>",
    'Amt "A" \\ B, C',
    "Übergänge und " * 12 + ", Ende",
    "x" * 200,
    "Zeile\r\nBcc: boese@x.de\r\n\r\nHallo",
    "=?utf-8?q?Hallo?=",
    "Łódź, Ğ, Кіріл 🏛",
    "\u202eedrekrev",
]


@pytest.mark.parametrize("name", NASTY)
def test_no_name_subject_or_file_brings_a_header_and_all_are_read_back(name: str) -> None:
    to = tuple(Correspondent(name, f"{letter}@x.de") for letter in "abc")
    mail = Mail(
        "id@x.de",
        Correspondent(name, "lip@x.de"),
        to,
        (),
        name,
        f"{name}\n.\nFrom x\n",
        Attachment(f"{name}.xlsx", b"PK"),
    )
    content = as_draft(mail)
    plain = " ".join(name.replace("\u202e", " ").split())
    for line in content.split(b"\r\n"):
        assert len(line) < 998
        assert b"\n" not in line
    message = read(content)
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["a@x.de", "b@x.de", "c@x.de"]
    # The new parser of Python 3.11 puts a blank between the encoded words of a long name; the old one does not.
    names = {str(make_header(decode_header(name))) for name, _ in getaddresses([message_from_bytes(content)["To"]])}
    assert names == {shortened(plain, 80).replace("\u00a0", " ")}
    assert message["Subject"] == plain
    [attached] = message.iter_attachments()
    assert attached.get_filename() == f"{plain}.xlsx"
    other: MailParser = mailparser.parse_from_bytes(content)
    assert other.subject == plain
    assert [address for _, address in other.to] == ["a@x.de", "b@x.de", "c@x.de"]
    if "=?" not in name:  # that parser decodes a file's name twice
        assert other.attachments[0]["filename"] == f"{plain}.xlsx"
    assert other.bcc == []


def prepared(office: Office) -> list[Prepared]:
    written: tuple[WrittenForm, ...] = export_forms(office.workspace, 2013, force=True).written
    return list(prepare(office.workspace, Mailing(2013, DEADLINE), written))


def test_the_same_round_gives_the_same_bytes_and_tells_nothing_of_the_machine(office: Office) -> None:
    write_drafts(office.workspace, 2013, prepared(office))
    before = drafts(office)
    write_drafts(office.workspace, 2013, prepared(office))
    assert drafts(office) == before
    heads = {name for content in before.values() for name, _ in message_from_bytes(content).items()}
    assert heads <= {"Content-Type", "From", "To", "Cc", "Subject", "X-Unsent", "Message-ID", "MIME-Version"}


# The office's own templates


def test_an_office_s_own_template_goes_before_the_shipped_one(office: Office) -> None:
    own = office.workspace.templates / "mail" / "formular.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("\ufeffBetreff: {{ dienststelle.name }} & <mehr>\r\n\r\nHallo {{ formular }}\r\n", encoding="utf-8")
    assert next((each.mail.subject, each.mail.text) for each in prepared(office)) == (
        "Fachbereich 15 & <mehr>", "Hallo Formular-2013-15.xlsx\n",
    )  # fmt: skip


WRONG = [
    ("Hallo", "Die Mail hat keinen Betreff."),
    ("Betreff: {{ frits }}", "Meinten Sie „frist“?"),
    ("Betreff: x\n{% if false %}{{ dienststelle.nahme }}{% endif %}", "Meinten Sie „name“?"),
    ("Betreff: x\n{{ ansaetze }}", "kein einzelner Text"),
    ("Betreff: x\n{% for a in ansaetze %}", "passen nicht zusammen"),
    ("Betreff: x\n{{ frist.__class__.__mro__ }}", "Die Vorlage kennt {{ frist.__class__.__mro__ }} nicht (in Zeile 2"),
    ("Betreff: x\n{{ frist | tojson }}", "den Filter „tojson“ nicht"),
    ("Betreff: {% if false %}x{% endif %}\n", "keinen Betreff"),
    ("Betreff: x\n{% include '/etc/passwd' %}", "lässt sich nicht ausführen"),
]


@pytest.mark.parametrize(("template", "problem"), WRONG)
def test_a_wrong_template_is_told_in_words(template: str, problem: str) -> None:
    [said] = check_mail_template(template.encode())
    assert problem in said


def test_a_template_that_is_no_utf8_is_told() -> None:
    with pytest.raises(TemplateError, match="UTF-8"):
        MailTemplate("Betreff: Grüße".encode("cp1252"))


def test_a_missing_or_wrong_template_stops_before_the_first_draft(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    own = office.workspace.templates / "mail" / "erinnerung.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Betreff: {{ x }}", encoding="utf-8")
    assert lipctl("remind", "2013", "--as-of", "2013-04-02") == 14
    assert drafts(office) == {}


# The settings

HEAD = '[plan]\nkennung = "lip"\nstadt = "Teststadt"\n'
STEPS = [
    ("[erinnerung]\ntage = [8, 1]\nleitung = [1]", [(1, "erinnerung", True), (8, "erinnerung", False)]),
    (
        "",
        [(-14, "vor-der-frist", False), (1, "erinnerung", False), (8, "erinnerung", False), (21, "erinnerung", False)],
    ),
    ('[erinnerung]\ntage = [0, 3]\nvorlagen = ["bald", "nun"]', [(0, "bald", False), (3, "nun", False)]),
    ("[erinnerung]\ntage = []", []),
]


@pytest.mark.parametrize(("text", "steps"), STEPS)
def test_the_steps_of_reminding(text: str, steps: list[tuple[int, str, bool]]) -> None:
    assert list(parse_settings(HEAD + text).reminder_steps) == steps


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[erinnerung]\ntage = ["1"]', "eine Liste von ganzen Zahlen"),
        ("[erinnerung]\ntage = [1, 1]", "nennt einen Tag mehrmals"),
        ("[erinnerung]\ntage = [1, 9999]", "mehr als 366 Tage"),
        ("[erinnerung]\nleitung = [2]", "leitung nennt 2; das ist keiner der Schritte"),
        ('[erinnerung]\nvorlagen = ["a"]', "vorlagen nennt 1, tage aber 4 Schritte"),
        ('[mail]\nsicherheit = "ssl"', "es gibt starttls, tls, keine"),
        ("[mail]\nport = 70000", "erwartet wird eine Zahl bis 65535"),
        ('[mail]\npasswort = "geheim"', "Ein Passwort liest lipctl nie aus einer Datei"),
    ],
)
def test_a_wrong_setting_is_told(text: str, problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(HEAD + text)
    assert problem in caught.value.headline
    assert "geheim" not in caught.value.headline


# The account

ACCOUNT = parse_settings(HEAD + '[mail]\nserver = "mail.x.de"\nbenutzer = "lip"')


@pytest.mark.parametrize(
    ("environment", "kept", "account"),
    [
        ({"LIPCTL_MAIL_PASSWORT": "p"}, "k", Account("mail.x.de", 587, "starttls", "lip", "p", 30)),
        ({}, "k", Account("mail.x.de", 587, "starttls", "lip", "k", 30)),
        ({"LIPCTL_MAIL_SERVER": "::1", "LIPCTL_MAIL_SICHERHEIT": "keine", "LIPCTL_MAIL_PORT": "2525"}, "k",
         Account("::1", 2525, "keine", "lip", "k", 30)),
    ],
)  # fmt: skip
def test_the_environment_goes_before_settings_and_keyring(
    environment: dict[str, str], kept: str, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=lambda service, user: kept))
    assert account_of(ACCOUNT, environment) == account


@pytest.mark.parametrize(
    ("environment", "problem"),
    [
        ({}, "Für „lip“ ist kein Passwort da"),
        ({"LIPCTL_MAIL_SICHERHEIT": "ssl"}, "es gibt starttls, tls, keine"),
        ({"LIPCTL_MAIL_SICHERHEIT": "keine"}, "wäre die Verbindung ungeschützt"),
        ({"LIPCTL_MAIL_PORT": "smtp"}, "ist kein Port"),
    ],
)
def test_an_account_that_cannot_be_is_told(
    environment: dict[str, str], problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)  # as if it were not installed
    with pytest.raises(MailError, match=problem):
        account_of(ACCOUNT, environment)
