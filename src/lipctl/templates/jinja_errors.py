"""Turns Jinja's exceptions into German sentences that name the tag and the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jinja2.exceptions import SecurityError, TemplateSyntaxError

from lipctl.templates.problems import Problem, Spot
from lipctl.templates.sandbox import NotPrintableError, Sandbox, UnknownNameError
from lipctl.templates.source import Source
from lipctl.templates.tags import COMMENT, EXPRESSION, Tag
from lipctl.text import did_you_mean

_FILTER = re.compile(r"No (filter|test) named '([^']*)'")
# A block tag is checked on its own, with what it needs around it.
_AROUND = {
    "for": ("", "{% endfor %}"), "if": ("", "{% endif %}"), "with": ("", "{% endwith %}"), "macro": ("", "{% endmacro %}"),
    "filter": ("", "{% endfilter %}"), "elif": ("{% if 1 %}", "{% endif %}"), "else": ("{% if 1 %}", "{% endif %}"),
}  # fmt: skip
EXAMPLE = "stadt"
"""A variable that templates of every kind have, for examples that can be copied."""
_EXPRESSION_ADVICE = f"Ein Tag sieht so aus: {{{{ {EXAMPLE} }}}}."
_STATEMENT_ADVICE = f"Anweisungen sehen so aus: {{% if {EXAMPLE} %}}, {{% for … in … %}}."


def of_source(environment: Sandbox, source: Source, error: Exception) -> list[Problem]:
    """What is wrong with a part that Jinja does not take: each faulty tag on its own, else what Jinja says of the whole."""
    found = tag_problems(environment, source)
    if found:
        return found
    line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
    spot = source.spots[min(line, len(source.spots)) - 1]
    return [
        Problem("Die Anweisungen der Vorlage passen nicht zusammen", spot, f"Jinja meldet: {str(error).rstrip('.')}.")
    ]


def tag_problems(environment: Sandbox, source: Source) -> list[Problem]:
    """Every tag of a part that is wrong in itself."""
    found = []
    for spot, tags in zip(source.spots, source.tags, strict=True):
        for tag in tags:
            try:
                environment.compile(_complete(tag))
            except Exception as error:
                found.append(_tag_problem(environment, tag, spot, error))
    return found


def _complete(tag: Tag) -> str:
    if tag.kind == COMMENT or tag.keyword.startswith("end"):
        return ""
    before, after = _AROUND.get(tag.keyword, ("", ""))
    if tag.keyword == "set" and not tag.is_assignment:
        after = "{% endset %}"
    return f"{before}{tag.source}{after}"


def _tag_problem(environment: Sandbox, tag: Tag, spot: Spot, error: Exception) -> Problem:
    missing = _FILTER.search(str(error))
    if missing:
        kind, known = ("Filter", environment.filters) if missing[1] == "filter" else ("Test", environment.tests)
        return Problem(
            f"In {tag.shown} kennt die Vorlage den {kind} „{missing[2]}“ nicht", spot, _near(missing[2], known)
        )
    advice = _EXPRESSION_ADVICE if tag.kind == EXPRESSION else _STATEMENT_ADVICE
    return Problem(f"{tag.shown} ist nicht richtig geschrieben", spot, advice)


def of_run(source: Source, error: Exception, context: Mapping[str, object]) -> Problem:
    """What went wrong while a part was rendered. The traceback leads to the line, the line to the paragraph."""
    line = _line(error)
    spot, tags = source.spots[line - 1], source.tags[line - 1]
    if isinstance(error, UnknownNameError):
        return unknown_name(error.name, context if error.whole else error.known, tags, spot)
    shown = _shown([tag for tag in tags if tag.kind != COMMENT])
    if isinstance(error, SecurityError):
        return Problem(f"{shown} tut etwas, das eine Vorlage nicht darf", spot)
    if isinstance(error, NotPrintableError):
        return Problem(f"{shown} ist kein einzelner Text, sondern eine Liste oder Gruppe", spot,
                       "Bitte geben Sie einen Teil davon an, oder gehen Sie die Liste mit {% for … in … %} durch.")  # fmt: skip
    return Problem(f"{shown} lässt sich nicht ausführen", spot, f"Jinja meldet: {str(error).rstrip('.')}.")


def unknown_name(name: str, known: Iterable[str], tags: Iterable[Tag], spot: Spot | None) -> Problem:
    """The sentence for a name that is not there, with a proposal."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    guilty = [tag for tag in tags if tag.kind != COMMENT and word.search(tag.inner)]
    shown = guilty[0].shown if len(guilty) == 1 else f"„{name}“"
    return Problem(f"Die Vorlage kennt {shown} nicht", spot, _near(name, known))


def _shown(tags: list[Tag]) -> str:
    return " oder ".join(dict.fromkeys(tag.shown for tag in tags)) or "Ein Tag"


def _line(error: Exception) -> int:
    """The line of the template's source in which the exception was raised (Jinja rewrites the traceback)."""
    line, frame = 1, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


def _near(name: str, known: Iterable[str]) -> str:
    return did_you_mean(name, known, most=1, alike=0.7)
