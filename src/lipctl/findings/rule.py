"""One kind of finding: its code, its weight and its German sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from lipctl.words import Words


class Severity(StrEnum):
    """How much a finding matters: an error stays an error until someone settles it."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: a stable code, its weight, and its sentences (German, for the office).

    ``{names}`` in the message and the advice are filled in when something is found. ``cause`` says how such a finding
    comes about; ``example`` fills in the names where the rule is explained.

    ``to_department`` is the advice as a form says it that asks again; None where a department can do nothing, only the
    coordinator. ``for_coordinator``: it goes along with a form, but she settles it, and it brings nobody a form.
    ``spoils_report``: ``report --final`` refuses, because the report would be wrong (rules.md 8). ``about_report``: it is about
    what the report prints, so that ``report`` names it beside the errors.
    """

    code: str
    severity: Severity
    title: str
    message: str
    advice: str
    cause: str
    example: Mapping[str, str] = field(default_factory=dict)
    to_department: str | None = None
    for_coordinator: bool = False
    spoils_report: bool = False
    about_report: bool = False

    @property
    def is_about_catalogue(self) -> bool:
        """Whether it says something of the catalogue."""
        return self.code.startswith("LIP1")

    @property
    def spoils_catalogue(self) -> bool:
        """Whether it is a mistake in the catalogue, without which neither forms nor a report can be written."""
        return self.is_about_catalogue and self.severity is Severity.ERROR

    @property
    def placeholders(self) -> set[str]:
        """The placeholder names in message and advice."""
        return set(re.findall(r"\{(\w+)\}", self.message + self.advice))

    def example_message(self) -> str:
        """The message as it may read."""
        return self.message.format_map(self.example)

    def example_advice(self) -> str:
        """The advice as it may read."""
        return self.advice.format_map(self.example)

    def in_words(self, words: Words) -> Rule:
        """The rule with the office's words in its sentences; the catalogue's sheets and columns keep their names."""
        if self.is_about_catalogue:
            return self
        return replace(
            self,
            title=words.say(self.title),
            message=words.say(self.message),
            advice=words.say(self.advice),
            cause=words.say(self.cause),
            to_department=None if self.to_department is None else words.say(self.to_department),
            example={name: words.say(text) for name, text in self.example.items()},
        )
