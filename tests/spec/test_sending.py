"""Mails to a real server: each department gets one, whatever the server refuses and wherever the connection breaks."""

from __future__ import annotations

import json
import re
import ssl
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lipctl.locks import only_one
from lipctl.mail.dispatch import read_dispatched
from lipctl.settings.keys import Value
from support import faults
from support.command_line import run_here as lipctl
from support.faults import KILLED, Fault
from support.mail_server import PASSWORD, USER, Post, post_office, wait_for
from support.rounds import Office, open_office
from support.tables import mostly_slow

PLAN = """
| Nummer | Dienststelle | Mail   |
| 1-1    | 15           | a@x.de |
| 1-2    | 18           | b@x.de |
| 1-3    | 41           | c@x.de |
"""
DEADLINE = date(2013, 3, 31)
REMIND = ("remind", "2013", "--as-of", "2013-04-02", "--send")


@pytest.fixture
def post() -> Iterator[Post]:
    with post_office() as post:
        yield post


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, post: Post) -> Office:
    """Three departments with a mail address each, none of which has answered."""
    office = open_office(tmp_path, PLAN, deadline=DEADLINE, more=mail_settings(post))
    office.workspace.responses(2013).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return office


def mail_settings(post: Post, **more: Value) -> dict[tuple[str, str], Value]:
    server: dict[str, Value] = {"server": "127.0.0.1", "port": post.port, "sicherheit": "keine", "wartezeit": 1}
    sender: dict[tuple[str, str], Value] = {
        ("koordination", "stelle"): "Büro für Integration",
        ("koordination", "mail"): "lip@stadt.de",
    }
    return sender | {("mail", name): value for name, value in (server | more).items()}


def who_got(post: Post) -> Counter[str]:
    return Counter(address for mail in post.mails for address in mail.recipients)


def once_each(*addresses: str) -> Counter[str]:
    return Counter(addresses)


def events(office: Office) -> list[str]:
    lines = office.workspace.dispatch(2013).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["event"] for line in lines]


def test_each_department_gets_its_mail_and_a_second_run_sends_none(office: Office, post: Post) -> None:
    assert lipctl(*REMIND) == 0
    assert lipctl(*REMIND) == 0
    assert who_got(post) == once_each("a@x.de", "b@x.de", "c@x.de")
    assert lipctl("status", "2013", "--xlsx", "stand.xlsx") == 0
    sheet = load_workbook("stand.xlsx")["Stand"]
    heads, row = ([cell.value for cell in cells] for cells in sheet.iter_rows() if cells[0].value in {"Kennung", "15"})
    told = dict(zip(heads, row, strict=True))
    assert told["Mail gesendet"].strftime("%d.%m.%Y") in told["erinnert"]
    message = post.mails[0].message
    assert (message["From"], message["To"]) == ("Büro für Integration <lip@stadt.de>", "Fachbereich 15 <a@x.de>")
    assert message["Date"] is not None
    assert message["X-Unsent"] is None
    assert [part.get_filename() for part in message.iter_attachments()] == ["Nachforderung-2013-15-1.xlsx"]
    assert (
        post.mails[0].content
        == (office.workspace.output(2013) / "mails" / "Erinnerung-2013-15-2013-04-01.eml").read_bytes()
    )


def test_the_forms_go_out_the_same_way(office: Office, post: Post) -> None:
    assert lipctl("export-forms", "2013", "--send", "-d", "15") == 0
    assert lipctl("export-forms", "2013", "--send", "-d", "15", "-d", "18") == 0
    assert who_got(post) == once_each("a@x.de", "b@x.de")
    assert lipctl("export-forms", "2013", "--send", "-d", "15", "--force") == 0
    assert who_got(post) == once_each("a@x.de", "a@x.de", "b@x.de")
    assert len({mail.message["Message-ID"] for mail in post.mails}) == 3


def test_what_was_sent_goes_out_again_only_to_departments_that_are_named(office: Office, post: Post) -> None:
    assert lipctl(*REMIND) == 0
    assert lipctl(*REMIND, "--force") == 0
    assert len(post.mails) == 3
    assert lipctl(*REMIND, "--force", "-d", "15") == 0
    assert who_got(post)["a@x.de"] == 2


def test_what_was_cut_off_when_sent_once_more_is_told_and_keeps_its_message_id(
    office: Office, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lipctl(*REMIND, "-d", "15") == 0
    post.hangs_up_at = "end", 2
    assert lipctl(*REMIND, "-d", "15", "--force") == 19
    post.hangs_up_at = "", 0
    capsys.readouterr()
    assert lipctl(*REMIND, "-d", "15") == 1
    assert "LIP273" in capsys.readouterr().out
    assert len(post.mails) == 2
    assert lipctl(*REMIND, "-d", "15", "--force") == 0
    first, second, third = (mail.message["Message-ID"] for mail in post.mails)
    assert first != second == third
    assert lipctl(*REMIND, "-d", "15") == 0
    assert len(post.mails) == 3


def test_a_reminder_refused_when_sent_once_more_still_counts_as_sent(office: Office, post: Post) -> None:
    assert lipctl(*REMIND) == 0
    post.refused["a@x.de"] = "550 No such user"
    assert lipctl(*REMIND, "-d", "15", "--force") == 1
    post.refused.clear()
    assert read_dispatched(office.workspace, 2013).reminders("15").keys() == {date(2013, 4, 1)}
    assert lipctl(*REMIND) == 0
    assert len(post.mails) == 3


@pytest.mark.parametrize(("answer", "code", "mails"), [("200 Queued", 0, 1), ("999 Hm", 19, 1), ("Hm", 19, 1)])
def test_an_odd_answer_at_the_end_doubles_none(office: Office, post: Post, answer: str, code: int, mails: int) -> None:
    post.says_when_taken = answer
    assert lipctl(*REMIND, "-d", "15") == code
    post.says_when_taken = "250 OK"
    assert lipctl(*REMIND, "-d", "15") == (1 if code else 0)
    assert len(post.mails) == mails


def test_a_torn_line_is_told_before_mails_are_written_or_sent(
    office: Office, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lipctl(*REMIND) == 0
    with office.workspace.dispatch(2013).open("a", encoding="utf-8") as stream:
        stream.write('{"day": "2013-04-02", "ev')
    for again in (REMIND, (*REMIND, "--dry-run"), ("export-forms", "2013", "--mail")):
        assert lipctl(*again) == 0
        assert "lässt sich nicht lesen" in " ".join(capsys.readouterr().err.split())
    assert len(post.mails) == 3


def test_a_draft_counts_as_a_reminder_until_force_says_otherwise(office: Office, post: Post) -> None:
    assert lipctl("remind", "2013", "--as-of", "2013-04-02") == 0
    assert lipctl(*REMIND) == 0
    assert not post.mails
    assert lipctl(*REMIND, "--force") == 0
    assert len(post.mails) == 3


def test_a_refused_recipient_is_told_and_keeps_nobody_else_from_his_mail(
    office: Office, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    post.refused["b@x.de"] = "550 No such user"
    assert lipctl(*REMIND) == 1
    assert who_got(post) == once_each("a@x.de", "c@x.de")
    assert "LIP272" in (out := " ".join(capsys.readouterr().out.split()))
    assert "b@x.de: 550 No such user. Gesendet wurde sie niemandem." in out
    post.refused.clear()
    assert lipctl(*REMIND) == 0
    assert who_got(post) == once_each("a@x.de", "b@x.de", "c@x.de")


def test_a_mail_refused_at_its_end_is_sent_next_time(office: Office, post: Post) -> None:
    post.at_the_end[2] = "451 Try again later"
    assert lipctl(*REMIND) == 1
    assert lipctl(*REMIND) == 0
    assert who_got(post) == once_each("a@x.de", "b@x.de", "c@x.de")


def test_a_connection_that_breaks_in_the_middle_loses_none_and_doubles_none(
    office: Office, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    post.hangs_up_at = "recipient", 2
    assert lipctl(*REMIND) == 19
    assert "1 von 3 Mails sind gesendet" in " ".join(capsys.readouterr().err.split())
    post.hangs_up_at = "", 0
    assert lipctl(*REMIND) == 0
    assert who_got(post) == once_each("a@x.de", "b@x.de", "c@x.de")


@pytest.mark.parametrize("slow", mostly_slow([False, True]))
def test_a_mail_whose_end_was_not_answered_never_goes_out_again_by_itself(
    office: Office, post: Post, capsys: pytest.CaptureFixture[str], slow: bool
) -> None:
    if slow:
        post.seconds = 1.5
    else:
        post.hangs_up_at = "end", 1
    assert lipctl(*REMIND) == 19
    post.seconds, post.hangs_up_at = 0, ("", 0)
    assert lipctl(*REMIND) == 1
    assert "LIP273" in capsys.readouterr().out
    assert who_got(post) == once_each("a@x.de", "b@x.de", "c@x.de")


def test_the_connection_is_protected_or_there_is_none(
    office: Office, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong: tuple[tuple[dict[str, Value], str], ...] = (
        ({"server": "mail.example.org"}, "ungeschützt"),
        ({"sicherheit": "starttls"}, "STARTTLS"),
        ({"server": "mail..example.org", "sicherheit": "tls"}, "nicht zu erreichen"),
    )
    for more, words in wrong:
        open_office(office.workspace.root, PLAN, deadline=DEADLINE, more=mail_settings(post, **more))
        assert lipctl(*REMIND) == 19
        assert words in capsys.readouterr().err
    assert not post.mails


@pytest.mark.foreign
def test_starttls_and_the_password_of_the_environment(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    with post_office(tls=context) as post:
        open_office(tmp_path, PLAN, deadline=DEADLINE, more=mail_settings(post, sicherheit="starttls", benutzer=USER))
        assert lipctl(*REMIND) == 19
        assert "LIPCTL_MAIL_PASSWORT" in capsys.readouterr().err
        monkeypatch.setenv("LIPCTL_MAIL_PASSWORT", PASSWORD)
        assert lipctl(*REMIND) == 19  # nobody knows the certificate
        assert "lässt sich nicht schützen" in capsys.readouterr().err
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        monkeypatch.setenv("LIPCTL_MAIL_PASSWORT", "falsch")
        assert lipctl(*REMIND) == 19
        assert "lehnt Benutzername oder Passwort ab" in capsys.readouterr().err
        monkeypatch.setenv("LIPCTL_MAIL_PASSWORT", "Käse")
        assert lipctl(*REMIND) == 19
        assert "Umlaute" in (said := capsys.readouterr().err)
        assert "Käse" not in said
        monkeypatch.setenv("LIPCTL_MAIL_PASSWORT", PASSWORD)
        assert lipctl(*REMIND) == 0
        assert len(post.mails) == 3


def test_two_runs_at_once_do_not_both_send(office: Office, post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    with only_one(office.workspace.dispatch(2013), "Mails für 2013"):
        assert lipctl(*REMIND) == 17
    assert "Ein anderes lipctl ist gerade dabei" in capsys.readouterr().err
    assert not post.mails
    assert lipctl(*REMIND) == 0


# The process is killed


KILLED_AFTER = {
    "a form": ("fsync", 1),
    "the note that the forms are written": ("fsync", 3),
    "the copy of the mail": ("fsync", 4),
    "the greeting": ("send", 1),
    "the recipients": ("send", 3),
    "all but the last line": ("send", 5),
    "the note that it is on its way": ("fsync", 5),
    "the last line": ("send", 6),
    "the note that it was taken": ("fsync", 6),
    "the second one's note": ("fsync", 9),
}


@pytest.mark.slow
@pytest.mark.parametrize("moment", KILLED_AFTER)
def test_killed_anywhere_and_run_again_each_department_gets_exactly_one_mail(
    tmp_path: Path, post: Post, moment: str
) -> None:
    office = open_office(
        tmp_path, PLAN.replace("| 1-3    | 41           | c@x.de |", ""), deadline=DEADLINE, more=mail_settings(post)
    )
    office.workspace.responses(2013).mkdir(parents=True)
    code, said = faults.run(tmp_path, REMIND, Fault("killed after", *KILLED_AFTER[moment]))
    assert code == KILLED, said
    wait_for(post)
    again, said = faults.run(tmp_path, REMIND)
    unsettled = re.findall(r"--force --department (\d+)", " ".join(said.split()))
    assert again == (1 if unsettled else 0), said
    assert max(who_got(post).values()) == 1
    missing = {"15": "a@x.de", "18": "b@x.de"}.keys() - {address_of[each] for each in who_got(post)}
    # Only between the note that a mail is on its way and its last line: nobody can know, and it is told whom to ask.
    assert not missing or moment == "the note that it is on its way"
    assert set(unsettled) >= missing
    for department in missing:
        assert faults.run(tmp_path, (*REMIND, "--force", "-d", department))[0] == 0
    assert who_got(post) == once_each("a@x.de", "b@x.de")


address_of = {"a@x.de": "15", "b@x.de": "18", "c@x.de": "41"}


@pytest.mark.parametrize("time", mostly_slow([6, 7, 8]))
def test_a_full_disk_sends_no_mail_that_could_not_be_noted(office: Office, post: Post, time: int) -> None:
    """Nor does it say farewell in the middle of a mail: nobody would answer, and lipctl would wait."""
    patient = mail_settings(post, wartezeit=10 * faults.PATIENCE)
    open_office(office.workspace.root, PLAN, deadline=DEADLINE, more=patient)
    code, said = faults.run(office.workspace.root, REMIND, Fault("disk full", "fsync", time))
    assert code == 17, said
    assert "voll" in said
    assert faults.run(office.workspace.root, REMIND)[0] in {0, 1}
    assert max(who_got(post).values()) == 1
