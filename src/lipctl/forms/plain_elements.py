"""Single elements of a sheet that :mod:`lipctl.forms.plain_sheet` puts together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lipctl.forms import layout
from lipctl.forms.form_sheet import MARGINS, NUMBERS_AS_TEXT, REFUSAL_TITLE, Hint, Paper
from lipctl.forms.plain_texts import attribute, data

_ERRORS = f'<ignoredErrors><ignoredError sqref="{NUMBERS_AS_TEXT}" numberStoredAsText="1"/></ignoredErrors>'
_USUAL_MARGINS = {"left": 0.7, "right": 0.7, "top": 0.75, "bottom": 0.75}


def cell_range(first: tuple[int, int], last: tuple[int, int], *, fixed: bool = False) -> str:
    """Cells from (row, column) to (row, column), as Excel calls them."""
    start, end = layout.cell(*first, fixed=fixed), layout.cell(*last, fixed=fixed)
    return start if start == end else f"{start}:{end}"


def counted(tag: str, items: Sequence[str]) -> Sequence[str]:
    """An element around others that tells how many they are; nothing for none."""
    return (f'<{tag} count="{len(items)}">', *items, f"</{tag}>") if items else ()


def wrapped(tag: str, items: Sequence[str]) -> Sequence[str]:
    """An element around others; nothing for none."""
    return (f"<{tag}>", *items, f"</{tag}>") if items else ()


@cache
def height(points: float | None) -> str:
    """In whole pixels of the screen, as Excel does; the usual height goes without saying."""
    pixels = 20 if points is None else int(points * 4 / 3 + 0.5)
    return "" if pixels == 20 else f' ht="{pixels * 0.75:.16g}"'


@cache
def width(characters: float | None) -> tuple[str, str]:
    """In whole pixels too: 7 for a digit, 5 around the text; and whether the width is the sheet's own."""
    pixels = 64 if characters is None else int(characters * 7 + 0.5) + 5
    return f"{pixels * 256 // 7 / 256:.16g}", "" if pixels == 64 else ' customWidth="1"'


@cache
def validation(cell: str, hint: Hint) -> str:
    """What appears in a field, and what may be chosen there. The same cells ask the same in sheet after sheet."""
    words = f'promptTitle="{attribute(hint.title)}" prompt="{attribute(hint.message)}" sqref="{cell}"'
    shown = 'allowBlank="1" showInputMessage="1" showErrorMessage="1"'
    if not hint.source:
        return f"<dataValidation {shown} {words}/>"
    refusal = f'errorTitle="{REFUSAL_TITLE}" error="{attribute(hint.refusal)}"'
    return (
        f'<dataValidation type="list" {shown} {refusal} {words}>'
        f"<formula1>{data(hint.source)}</formula1></dataValidation>"
    )


def paper_xml(paper: Paper | None) -> str:
    """The end of a sheet: how it is printed, and where numbers are texts; for a hidden one, what Excel expects."""
    margins = MARGINS if paper else _USUAL_MARGINS
    around = "".join(f' {side}="{inches}"' for side, inches in margins.items())
    xml = f'<pageMargins{around} header="0.3" footer="0.3"/>'
    if paper is None:
        return xml
    direction = "landscape" if paper.landscape else "portrait"
    return (
        f'{xml}<pageSetup paperSize="9" fitToHeight="0" orientation="{direction}"/>'
        f"<headerFooter><oddHeader>{data(paper.header)}</oddHeader><oddFooter>{data(paper.footer)}</oddFooter>"
        f"</headerFooter>{_ERRORS}"
    )
