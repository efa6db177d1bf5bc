"""What stands in an answer field from the start, and what stands beside it."""

from __future__ import annotations

from lipctl.forms import layout
from lipctl.forms.model import FormEntry
from lipctl.forms.wording import IF_NEEDED
from lipctl.judge.model import Origin
from lipctl.judge.progress import ASSESSMENTS
from lipctl.plan.model import Contact
from lipctl.questions import CONTACT_QUESTIONS, Field, Question
from lipctl.settings import Settings
from lipctl.text import clean, fingerprint


def prefill(entry: FormEntry, key: Field) -> tuple[str, str]:
    """What stands in the field from the start, and its fingerprint unless it is this year's own answer.

    Several texts to choose from are no answer yet, and neither is one that no cell can hold as a whole.
    """
    own = entry.answers.get(key)
    text = layout.fit_cell(_offered(entry.contact, key.question) if own is None else own)
    if text == own and not entry.origins.get(key, Origin()).undecided:
        return text, ""
    return text, fingerprint(clean(text).text)


def _offered(contact: Contact, question: Question) -> str:
    return contact.text(question) if question in CONTACT_QUESTIONS else ""


def earlier_text(entry: FormEntry, key: Field) -> str:
    """What the earlier answer says to this question; "" if nothing."""
    part, question = key
    if entry.earlier is None:
        return ""
    answer = entry.earlier.answer
    if question is Question.ASSESSMENT:
        return ASSESSMENTS[answer.assessment].label if answer.assessment else ""
    if question is Question.DISCLAIMED:
        return answer.disclaimed
    if not 0 < part <= len(answer.parts):
        return ""
    return answer.parts[part - 1].text(question)


def part_heading(entry: FormEntry, part: int, last: int, settings: Settings) -> str:
    """What stands over a part's fields; the spare one says so, unless something stands or is open in it."""
    heading = f"{settings.label('teil')} {part}"
    answered = any(text for (of_part, _), text in entry.answers.items() if of_part == part)
    open_in_it = any(point.part == part for point in entry.open_points)
    spare = entry.measure.several_parts and 1 < part == last and not (answered or open_in_it)
    return f"{heading}\n{IF_NEEDED}" if spare else heading
