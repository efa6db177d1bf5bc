"""``lipctl rules``: the catalogue of findings."""

from __future__ import annotations

from typing import Annotated

import typer

from lipctl.cli.options import german_command, session_of

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
    from lipctl.cli.check_results import explain_rule, list_rules
    from lipctl.findings import RULES
    from lipctl.text import did_you_mean

    session = session_of(ctx)
    screen, words = session.screen, session.words
    if code is None:
        list_rules(screen, (rule.in_words(words) for rule in RULES.values()))
        return
    wanted = code.upper() if code.upper().startswith("LIP") else f"LIP{code}"
    if wanted not in RULES:
        raise typer.BadParameter(
            f"Die Meldung „{code}“ gibt es nicht. {did_you_mean(wanted, RULES)}".rstrip(), param_hint="MELDUNG"
        )
    explain_rule(screen, RULES[wanted].in_words(words))
