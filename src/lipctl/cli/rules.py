"""``lipctl rules``: the catalogue of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lipctl.cli.options import german_command, session_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lipctl.cli.screen import Screen
    from lipctl.findings import Rule

EXAMPLES = """
lipctl rules            alle Meldungen auflisten
lipctl rules LIP320     eine Meldung erklären
"""


@german_command("rules", examples=EXAMPLES)
def command(
    ctx: typer.Context,
    code: Annotated[str | None, typer.Argument(metavar="MELDUNG", show_default="alle", help="Z. B. LIP320.")] = None,
) -> None:
    """List the rules, or explain one."""
    from lipctl.findings import RULES
    from lipctl.text import did_you_mean

    session = session_of(ctx)
    screen, words = session.screen, session.words
    if code is None:
        _list(screen, (rule.in_words(words) for rule in RULES.values()))
        return
    wanted = code.upper() if code.upper().startswith("LIP") else f"LIP{code}"
    if wanted not in RULES:
        raise typer.BadParameter(
            f"Die Meldung „{code}“ gibt es nicht. {did_you_mean(wanted, RULES)}".rstrip(), param_hint="MELDUNG"
        )
    _explain(screen, RULES[wanted].in_words(words))


def _list(screen: Screen, rules: Iterable[Rule]) -> None:
    """List the rules, a line each."""
    from lipctl.cli.screen import SEVERITY_WORDS

    screen.table(
        ("Meldung", "Art", "Bedeutung"), [(rule.code, SEVERITY_WORDS[rule.severity], rule.title) for rule in rules]
    )


def _explain(screen: Screen, rule: Rule) -> None:
    """Show all there is to say about one rule."""
    from lipctl.cli.screen import SEVERITY_WORDS

    screen.prose(f"{rule.code}  {SEVERITY_WORDS[rule.severity]}: {rule.title}")
    screen.prose(f"\nUrsache: {rule.cause}")
    screen.prose(f"Beispiel: {rule.example_message()}")
    screen.prose(f"Tipp: {rule.example_advice()}")
    if rule.to_department:
        screen.prose(f"Im Formular: {rule.to_department}")
    if rule.spoils_catalogue:
        screen.prose("\nSolange das offen ist, schreibt lipctl weder Formulare noch einen Bericht.")
    elif rule.spoils_report:
        screen.prose("\nSolange das offen ist, schreibt „lipctl report --final“ keinen Bericht.")
