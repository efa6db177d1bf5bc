"""Text templates of mails: "Betreff: …" in the first line, then the text. The same sandbox and strictness as in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lipctl.errors import TemplateError
from lipctl.mail.variables import MAIL_GROUPS
from lipctl.templates.jinja_errors import of_run, of_source, tag_problems
from lipctl.templates.problems import Problem, Spot, as_error, sentences
from lipctl.templates.sandbox import Sandbox, as_text
from lipctl.templates.source import Source
from lipctl.templates.tags import TAG, read_tag
from lipctl.templates.unknown_names import unknown_names
from lipctl.templates.variables import sample

SUBJECT = "Betreff:"
_LONGEST = 1_000_000
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that no subject and no text of a mail may hold."""
_ONLY_TAGS, _NEXT_LINE = re.compile(r"^[ \t]*((?:\{[%#].*?[%#]\}[ \t]*)+)\n", re.MULTILINE), "{#\n#}"
"""A line of nothing but instructions prints no line, but keeps its number."""
_BLANK_LINES = re.compile(r"\n{3,}")


class Rendered(NamedTuple):
    """A mail's subject, in one line, and its text."""

    subject: str
    text: str


class MailTemplate:
    """A template, ready for rendering any number of mails.

    Raises:
        TemplateError: it is no text in UTF-8, has no subject, or its tags are wrong; all that can be seen is named.
    """

    def __init__(self, content: bytes) -> None:
        self._source = _source_of(content)
        problems = [*_problems(self._source)]
        if problems:
            raise as_error(problems)
        self._compiled = _sandbox().from_string(self._source.text)

    def render(self, values: Mapping[str, object]) -> Rendered:
        """The mail with these values.

        Raises:
            TemplateError: a tag names what is not there or does what a template may not do, or no subject is left.
        """
        try:
            text = self._compiled.render(values)
        except Exception as error:
            raise as_error([of_run(self._source, error, values)]) from error
        head, _, body = _STEERING.sub("", text).partition("\n")
        subject = " ".join(head.removeprefix(SUBJECT).split())
        if not head.startswith(SUBJECT) or not subject:
            raise as_error([_no_subject()])
        lines = "\n".join(line.rstrip() for line in body.split("\n"))
        return Rendered(subject, _BLANK_LINES.sub("\n\n", lines).strip() + "\n")


def check_mail_template(content: bytes) -> list[str]:
    """Everything wrong with a template, as German sentences; empty if mails can be written with it."""
    try:
        problems = [*_problems(_source_of(content))]
        if not problems:
            MailTemplate(content).render(sample(MAIL_GROUPS))
    except TemplateError as error:  # a single problem: no text, or a tag that fails when it runs
        return [error.headline]
    return sentences(problems)


def _sandbox() -> Sandbox:
    return Sandbox(autoescape=False, finalize=as_text)


def _source_of(content: bytes) -> Source:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        advice = "Bitte speichern Sie sie im Editor mit der Kodierung UTF-8"
        raise as_error([Problem("Die Vorlage ist nicht als UTF-8 gespeichert", None, f"{advice}.")]) from error
    if len(text) > _LONGEST:
        raise as_error([Problem("Die Vorlage ist viel zu lang für eine Mail")])
    lines = text.split("\n")
    spots = [Spot(f"in Zeile {number}", line.strip()) for number, line in enumerate(lines, start=1)]
    text = _ONLY_TAGS.sub(rf"\1{_NEXT_LINE}", text)
    return Source("", text, spots, [[read_tag(tag) for tag in TAG.findall(line)] for line in lines])


def _problems(source: Source) -> Iterator[Problem]:
    environment = _sandbox()
    if not source.text.startswith(SUBJECT):
        yield _no_subject()
    faulty = tag_problems(environment, source)
    yield from faulty
    if faulty:
        return  # names can be looked up only in what can be read
    try:
        environment.compile(source.text)
    except Exception as error:
        yield from of_source(environment, source, error)
    else:
        yield from unknown_names(environment, source, MAIL_GROUPS)


def _no_subject() -> Problem:
    return Problem(
        "Die Mail hat keinen Betreff",
        None,
        f"In der ersten Zeile der Vorlage steht „{SUBJECT}“ und dahinter der Betreff.",
    )
