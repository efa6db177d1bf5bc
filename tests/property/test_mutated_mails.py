"""Whatever happens to the bytes of a mail or an archive, reading it ends with workbooks or findings."""

from __future__ import annotations

import random

import pytest

from lipctl.findings import Finding
from lipctl.responses.envelope import INSIDE, Item, contents
from support.forms import entry, form_of
from support.mail_cases import MAILS

SOUND = [
    "thunderbird.eml", "apple mail.eml", "a mail in a mail.eml", "signed by smime.eml", "outlook.msg", "outlook 2003.msg",
    "a mail in a mail of outlook.msg", "a logo in the text.msg", "an archive in a mail.msg", "three deep.zip",
]  # fmt: skip


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The content with some bytes changed, or a piece of it cut out, doubled or moved; mostly at its start and end."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        at = dice.choice((dice.randrange(len(changed)), dice.randrange(min(3_000, len(changed)))))
        match dice.randrange(5):
            case 0 | 1:
                changed[at] = dice.randrange(256)
            case 2:
                changed[at : at + 4] = dice.choice((b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff", b"\0\0\0\0", b"\1\0\0\0"))
            case 3:
                del changed[at : at + dice.randint(1, 600)]
            case _:
                other = dice.randrange(len(changed))
                changed[at:at] = changed[other : other + dice.randint(1, 600)]
        if not changed:
            return b""
    return bytes(changed)


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUND)
def test_a_mutated_mail_ends_with_workbooks_or_findings(name: str) -> None:
    sound = MAILS[name](form_of(entry()))
    for seed in range(150):
        told = list(contents(mutated(sound, random.Random(seed)), name))  # noqa: S311
        assert told, seed
        for each in told:
            assert isinstance(each, Item | Finding)
            place = each.name if isinstance(each, Item) else each.places[0].file
            assert place == name or place.startswith(f"{name}{INSIDE}"), seed
            assert "unerwarteter Aufbau" not in getattr(each, "message", ""), (seed, each)
        names = [each.name for each in told if isinstance(each, Item)]
        assert len(names) == len(set(names)), seed
