"""Mails and archives by their names: good ones, odd ones and hostile ones, each made from a good form.

What lipctl makes of each stands in ``tests/spec/test_mails.py``.
"""

from __future__ import annotations

import base64
import random
import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_STORED

from support.hostile import FILES, Good
from support.mails import (
    LOGO,
    File,
    apple_mail,
    attached,
    mail_server,
    multipart,
    outlook,
    outlook_mail,
    thunderbird,
    zipped,
)
from support.packages import flagged, packed

NAME = "Rückmeldung 😀 Fachbereich Öffentliche Ordnung.xlsx"


def _with_html(html: str, *files: File) -> bytes:
    """A mail whose text is HTML with pictures in it."""
    text = b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    return _from_k(multipart("related", text, *map(attached, files)))


def _shown(cid: str) -> str:
    return f'<p>Hallo,<p>anbei das Formular.<p>Viele Grüße<br>Kim <img src="cid:{cid}">'


def _smime(oid: str) -> bytes:
    """The beginning of what S/MIME makes of a mail."""
    return bytes.fromhex("3080") + bytes.fromhex(f"0609{oid}a080") + bytes(500)


ENVELOPED, SIGNED = "2a864886f70d010703", "2a864886f70d010702"


def _smime_mail(oid: str) -> bytes:
    head = b'Content-Type: application/pkcs7-mime; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    return _from_k(head + base64.encodebytes(_smime(oid)))


def _signed(form: bytes) -> bytes:
    inner = thunderbird(File("Formular.xlsx", form))
    entity = inner[inner.index(b"Content-Type: multipart") :]
    signature = b'Content-Type: application/pkcs7-signature; name="smime.p7s"\r\n\r\nAAAA'
    return multipart("signed", entity, signature, more='; protocol="application/pkcs7-signature"')


def _from_k(body: bytes) -> bytes:
    return b"From: k@fb51.example\r\nDate: Sun, 3 Feb 2013 10:00:00 +0100\r\nMIME-Version: 1.0\r\n" + body


def _nested(depth: int) -> bytes:
    body = b"Content-Type: text/plain\r\n\r\nx"
    for level in range(depth):
        mark = b"b%d" % level
        body = b"Content-Type: multipart/mixed; boundary=" + mark + b"\r\n\r\n--" + mark + b"\r\n" + body
    return _from_k(body)


def _quine() -> bytes:
    """An archive in an archive in an archive …, deeper than anybody looks."""
    content = b"x"
    for level in range(60):
        content = zipped({f"{level}.zip": content})
    return content


def _with_sectors(content: bytes, sectors: int) -> bytes:
    return content[:0x2C] + struct.pack("<I", sectors) + content[0x30:]


def _in_itself(form: bytes) -> bytes:
    """A compound file with a storage that is its own child: its tree has no end."""
    tree = outlook_mail(File("Formular.xlsx", form))
    content = outlook(tree)
    at = content.index("__attach_version1.0_#".encode("utf-16-le"))
    number = (at - content.index("Root Entry".encode("utf-16-le"))) // 128
    return content[: at + 76] + struct.pack("<I", number) + content[at + 80 :]


def _deep_outlook(depth: int) -> bytes:
    tree = outlook_mail(inner=True)
    for _ in range(depth):
        tree = outlook_mail(File("WG", mail=tree, method=5), inner=True)
    return outlook(outlook_mail(File("WG", mail=tree, method=5)))


def _cut_stream(form: bytes) -> bytes:
    """A .msg whose form is said to be longer than it is."""
    content = outlook(outlook_mail(File("Formular.xlsx", form)))
    at = content.index("__substg1.0_37010102".encode("utf-16-le"))
    return content[: at + 120] + struct.pack("<Q", 4_200) + content[at + 128 :]


Build = Callable[[bytes], bytes]
PDF, WORD = (
    File("Konzept.pdf", b"%PDF-1.7\n1 0 obj", "application/pdf"),
    packed({"word/document.xml": b"<w:document/>"}),
)
PLUS = "\n\nZu 5-1-9 bitte ergänzen: Die Stelle ist besetzt.\n\nViele Grüße"
HELLO = "Hallo,\n\nanbei das Formular."
QUOTED = f"{HELLO}\n\nViele Grüße\nKim\n\nAm 01.02.2013 um 08:00 schrieb Frau Muster:\n> Bitte nennen Sie auch die Zahlen der Kita Nord."
LOGO_FILE = File("image001.png", LOGO, "image/png", cid="image001.png@01D")
SMALL_PICTURE = File("Tabelle.png", LOGO, "image/png")
PHOTO = File("Tabelle.jpg", b"\xff\xd8\xff" + bytes(200_000), "image/jpeg", cid="tabelle")


def _form(form: bytes, name: str = "Formular.xlsx") -> File:
    return File(name, form)


MAILS: dict[str, Build] = {
    "thunderbird.eml": lambda form: thunderbird(_form(form, NAME)),
    "apple mail.eml": lambda form: apple_mail(_form(form, NAME)),
    "mail server.eml": lambda form: mail_server(_form(form, NAME)),
    "server in windows-1252.eml": lambda form: mail_server(_form(form, "R?ckmeldung.xlsx")).replace(b"R?ck", b"R\xfcck"),
    "outlook.msg": lambda form: outlook(outlook_mail(_form(form, NAME))),
    "outlook 2003.msg": lambda form: outlook(outlook_mail(_form(form, "Rückmeldung.xlsx"), codepage=1252)),
    "outlook without plain text.msg": lambda form: outlook(
        outlook_mail(_form(form), LOGO_FILE, text="", html=_shown(LOGO_FILE.cid))
    ),
    "outlook is an eml.msg": lambda form: thunderbird(_form(form, NAME)),
    "outlook without suffix": lambda form: outlook(outlook_mail(_form(form))),
    "from a mailbox.eml": lambda form: b"From - Sun Feb  3 10:00:00 2013\r\n" + thunderbird(_form(form)),
    "file without name.eml": lambda form: thunderbird(_form(form)).replace(b" filename*0*=UTF-8''Formular.xlsx", b" x=y"),
    "name with a path.eml": lambda form: mail_server(_form(form, "C:\\\\Users\\\\kim\\\\Formular.xlsx")),
    "workbook by content.eml": lambda form: thunderbird(_form(form, "Formular.dat")),
    "the same name twice.eml": lambda form: thunderbird(_form(form), _form(form + b"\1")),
    "a workbook called zip.zip": lambda form: form,
    "a mail in a mail.eml": lambda form: mail_server(forwarded=thunderbird(_form(form))),
    "a mail in a mail in base64.eml": lambda form: mail_server(forwarded=thunderbird(_form(form)), base64_mail=True),
    "a mail in a mail of outlook.msg": lambda form: outlook(
        outlook_mail(File("WG: Formular", mail=outlook_mail(_form(form), inner=True), method=5))
    ),
    "a mail in a mail without a name.msg": lambda form: outlook(
        outlook_mail(File("", mail=outlook_mail(_form(form), inner=True), method=0))
    ),
    "a mail as a file in a mail.eml": lambda form: thunderbird(File("alt.msg", outlook(outlook_mail(_form(form))))),
    "an archive in a mail.msg": lambda form: outlook(
        outlook_mail(File("Formulare.zip", zipped({"FB 51/": b"", "FB 51/Formular.xlsx": form})))
    ),
    "an archive.zip": lambda form: zipped({"Formular.xlsx": form}),
    "an archive of windows.zip": lambda form: zipped({"H~he.xlsx": form}).replace(b"H~he", b"H\x94he"),
    "an archive of a mac.zip": lambda form: zipped(
        {"Fo~~rderung.xlsx": form, "__MACOSX/._Fo~~rderung.xlsx": b"\0\5\x16\7", ".DS_Store": b"\0"}
    ).replace(b"Fo~~rderung", b"Fo\xcc\x88rderung"),
    "an archive with a lock file.zip": lambda form: zipped({"Formular.xlsx": form, "~$Formular.xlsx": b"\5Kim"}),
    "three deep.zip": lambda form: zipped({"a.eml": thunderbird(File("b.zip", zipped({"Formular.xlsx": form})))}),
    "four deep.zip": lambda form: zipped({"a.eml": thunderbird(File("b.zip", zipped({"c.eml": thunderbird(_form(form))})))}),
    "a pdf beside.eml": lambda form: thunderbird(_form(form), PDF),
    "a word file beside.msg": lambda form: outlook(outlook_mail(_form(form), File("Antwort.docx", WORD))),
    "a dozen files beside.eml": lambda form: thunderbird(
        _form(form), *(File(f"{number}.pdf", PDF.content, PDF.kind) for number in range(12))
    ),
    "a logo in the text.eml": lambda form: _with_html(_shown(LOGO_FILE.cid), _form(form), LOGO_FILE),
    "a logo in the text.msg": lambda form: outlook(outlook_mail(_form(form), LOGO_FILE, html=_shown(LOGO_FILE.cid))),
    "a logo by its file name.msg": lambda form: outlook(
        outlook_mail(_form(form), File("logo.png", LOGO, "image/png"), html=_shown("logo.png"))
    ),
    "a hidden logo.msg": lambda form: outlook(outlook_mail(_form(form), File("oledata", LOGO, "image/png", hidden=True))),
    "a logo that no text shows.eml": lambda form: thunderbird(_form(form), SMALL_PICTURE),
    "a photo in the text.eml": lambda form: _with_html(_shown(PHOTO.cid), _form(form), PHOTO),
    "a link to a cloud.msg": lambda form: outlook(outlook_mail(_form(form), File("Anlage.docx", method=7))),
    "an embedded object.msg": lambda form: outlook(outlook_mail(_form(form), File("Tabelle", method=6))),
    "a text in rtf only.msg": lambda form: outlook(outlook_mail(_form(form), text="", rtf=b"\x10\0\0\0LZFu")),
    "a pdf only.eml": lambda _: thunderbird(PDF),
    "nothing.eml": lambda _: thunderbird(text=""),
    "a text only.eml": lambda _: thunderbird(text="Hallo Frau Muster, wir haben nichts Neues zu berichten."),
    "a text beside.eml": lambda form: thunderbird(_form(form), text=HELLO + PLUS),
    "a text beside.msg": lambda form: outlook(outlook_mail(_form(form), text=(HELLO + PLUS).replace("\n", "\r\n"))),
    "an html text beside.eml": lambda form: apple_mail(_form(form), html="Hallo,<br>zu 5-1-9 fehlt noch etwas.<br>Gruß"),
    "a quoted text beside.eml": lambda form: thunderbird(_form(form), text=QUOTED),
    "an archive without workbook.zip": lambda _: zipped({"Antwort.docx": WORD}),
    "an empty archive.zip": lambda _: b"PK\x05\x06" + bytes(18),
    "winmail.eml": lambda _: thunderbird(File("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(900), "application/ms-tnef")),
    "winmail.dat": lambda _: b"\x78\x9f\x3e\x22" + bytes(900),
    "encrypted by smime.eml": lambda _: _smime_mail(ENVELOPED),
    "encrypted by smime.msg": lambda _: outlook(
        outlook_mail(File("smime.p7m", _smime(ENVELOPED)), text="", kind="IPM.Note.SMIME")
    ),
    "signed and wrapped by smime.eml": lambda _: _smime_mail(SIGNED),
    "signed by smime.eml": lambda form: _from_k(_signed(form)),
    "signed by smime.msg": lambda form: outlook(
        outlook_mail(File("smime.p7m", _signed(form), "multipart/signed"), text="", kind="IPM.Note.SMIME.MultipartSigned")
    ),
    "encrypted by pgp.eml": lambda _: _from_k(multipart(
        "encrypted", b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
        b"Content-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n", more='; protocol="application/pgp-encrypted"',
    )),
    "encrypted by pgp in the text.eml": lambda _: thunderbird(text="-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"),
    "encrypted file.eml": lambda _: thunderbird(File("Formular.xlsx.asc", b"-----BEGIN PGP MESSAGE-----\n", "text/plain")),
    "cut.eml": lambda form: thunderbird(_form(form))[:-9_000],
    "cut behind the form.eml": lambda form: thunderbird(_form(form)).rpartition(b"--=_")[0],
    "cut in the header.eml": lambda form: thunderbird(_form(form)).partition(b"\r\n\r\n")[0],
    "cut.msg": lambda form: outlook(outlook_mail(_form(form)))[:-9_000],
    "noise.eml": lambda _: random.Random(7).randbytes(5_000),  # noqa: S311
    "noise behind the start.msg": lambda form: outlook(outlook_mail(_form(form)))[:512] + "__properties_version1.0".encode("utf-16-le") * 99,
    "a stream cut.msg": _cut_stream,
    "empty.eml": lambda _: b"",
    "zeros.msg": lambda _: bytes(9_000),
    "password.zip": lambda form: flagged(zipped({"Formular.xlsx": form}), 1),
    "bzip2.zip": lambda form: packed({"Formular.xlsx": form}, ZIP_BZIP2),
    "names lead out.zip": lambda form: packed({"../../Formular.xlsx": form}),
    "names lead out in windows.zip": lambda form: packed({"a\\..\\..\\Formular.xlsx": form}),
    "absolute names.zip": lambda form: packed({"/etc/Formular.xlsx": form}),
    "names with a drive.zip": lambda form: packed({"C:\\Formular.xlsx": form}),
    "a bomb.zip": lambda form: zipped({"Bombe.xlsx": b" " * 20_000_000, "Formular.xlsx": form}),
    "a damaged file.zip": lambda form: packed(
        {"a.xlsx": b"x" * 40, "Formular.xlsx": form}, ZIP_STORED
    ).replace(b"x" * 40, b"y" * 40),
    "cut.zip": lambda form: zipped({"Formular.xlsx": form})[:-200],
    "2,001 files.zip": lambda _: packed({str(number): b"" for number in range(2_001)}),
    "100,000 files.zip": lambda _: packed({"a": b""}) + b"PK\x01\x02" * 100_000,
    "archives without end.zip": lambda _: _quine(),
    "a workbook with a password.eml": lambda _: thunderbird(
        File("Formular.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    ),
    "a workbook that is none.eml": lambda _: thunderbird(File("Formular.xlsx", PDF.content)),
    "a form of another plan.msg": lambda form: outlook(
        outlook_mail(_form(FILES["another plan"](Good(form, Path()))))
    ),
    "a hundred thousand parts.eml": lambda _: _from_k(multipart("mixed", *[b"\r\nx"] * 100_000)),
    "parts in parts in parts.eml": lambda _: _nested(450),
    "boundaries and lines.eml": lambda _: _nested(450) + b"\n" * 3_000_000,
    "millions of lines.eml": lambda _: _from_k(b"\r\n" + b"\n" * 5_000_000),
    "a header of a megabyte.eml": lambda form: b"X-Spam: " + b";a" * 300_000 + b"\r\n" + thunderbird(_form(form)),
    "brackets in a header.eml": lambda form: _from_k(b"Content-Type: " + b"(" * 9_000 + b"\r\n\r\nx"),
    "more sectors than the file.msg": lambda form: _with_sectors(outlook(outlook_mail(_form(form))), 2**31),
    "a storage in itself.msg": _in_itself,
    "much in all.zip": lambda _: zipped(
        {f"{number}.bin": random.Random(number).randbytes(300_000) + bytes(24_000_000) for number in range(9)}  # noqa: S311
    ),
    "attachments in attachments.msg": lambda _: _deep_outlook(400),
}  # fmt: skip
