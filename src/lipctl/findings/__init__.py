"""What lipctl has to say about the input, as values: each :class:`Finding` has a rule, which is stated once.

The rules stand in the modules of this folder, by what they are about. ``lipctl rules`` shows them, the forms quote them,
``docs/referenz/meldungen.md`` is made from them. A finding is raised where it is noticed: in ``plan/`` about the catalogue, in
``xlsx/`` and ``responses/`` about files, in ``judge/`` about answers, in ``edits/``, ``closing/``, ``mail/`` and the commands about theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from lipctl.findings.answer_rules import ANSWER_RULES
from lipctl.findings.catalogue_rules import CATALOGUE_RULES
from lipctl.findings.closing_rules import CLOSING_RULES
from lipctl.findings.file_rules import FILE_RULES
from lipctl.findings.mail_rules import MAIL_RULES
from lipctl.findings.rule import Rule as Rule
from lipctl.findings.rule import Severity as Severity
from lipctl.findings.web_rules import WEB_RULES
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question

RULES: dict[str, Rule] = {
    rule.code: rule for rule in (*CATALOGUE_RULES, *FILE_RULES, *MAIL_RULES, *CLOSING_RULES, *WEB_RULES, *ANSWER_RULES)
}
"""Every rule by its code, in the order of the codes."""

MOST_OF_A_KIND = 5
"""So many different mistakes of one kind in the catalogue are reported one by one; of the others only their places."""

SEVERITY_ORDER = {severity: place for place, severity in enumerate(Severity)}


class Place(NamedTuple):
    """Where something was found: file (relative to the workspace, with "/"), sheet, cells."""

    file: str
    sheet: str = ""
    cells: tuple[str, ...] = ()


class Finding(NamedTuple):
    """One thing found, for one measure or place.

    ``department`` is an id. It is None, like ``measure`` and ``question``, where the finding is about none in
    particular; ``part`` is 0 then.
    """

    rule: Rule
    message: str
    advice: str
    department: str | None = None
    measure: MeasureNumber | None = None
    question: Question | None = None
    places: tuple[Place, ...] = ()
    part: int = 0

    @property
    def code(self) -> str:
        """The rule's stable code, e.g. ``LIP301``."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity


def finding(
    rule: Rule | str,
    *,
    department: str | None = None,
    measure: MeasureNumber | None = None,
    question: Question | None = None,
    of_part: int = 0,
    places: Iterable[Place] = (),
    **values: Any,
) -> Finding:
    """Make a finding of a rule, given itself or by its code; ``values`` fill the names in its message and advice."""
    rule = RULES[rule] if isinstance(rule, str) else rule
    message, advice = rule.message.format_map(values), rule.advice.format_map(values)
    return Finding(rule, message, advice, department, measure, question, tuple(places), of_part)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort: errors first, then by the departments' ids, measure and code; the order of reading never shows."""

    def key(item: Finding) -> tuple[object, ...]:
        number = (0, item.measure.order) if item.measure else (1, ((), ()))
        return (
            SEVERITY_ORDER[item.severity],
            item.department or "",
            number,
            item.code,
            item.part,
            item.places,
            item.message,
        )

    return sorted(findings, key=key)
