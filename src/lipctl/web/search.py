"""The index that the pages' script searches: each entry with the words that stand on it.

It is a script of one call, because browsers let no page that was opened from a folder load JSON.
"""

from __future__ import annotations

import json
import re

from lipctl.report.measure_view import MeasureView
from lipctl.text import in_one_line, shortened
from lipctl.web.structure import Structure

_WORD = re.compile(r"[^\s„“”\"»«(),;:!?]+")
_BRIEF = 140


def search_index(structure: Structure) -> bytes:
    """``lipctlIndex([[address, heading, beginning of the summary, words], …])``; each word stands there once."""
    rows = [
        [
            entry.address,
            f"{entry.view.heading} · {page.heading}",
            shortened(in_one_line(" ".join(entry.view.summary)), _BRIEF),
            _words(entry.view),
        ]
        for page in structure.pages()
        for entry in page.entries
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    # ends of lines of other scripts than ours would end a string of JavaScript before 2019
    return f"lipctlIndex({text});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def _words(view: MeasureView) -> str:
    texts = [view.heading, view.state, *view.note, *view.summary, *(view.contact.lines if view.contact else ())]
    texts += [paragraph for answer in view.all_answers() for paragraph in answer.paragraphs]
    return " ".join(dict.fromkeys(word.lower() for text in texts for word in _WORD.findall(text)))
