"""The sentences of ``redaktion.xlsx``: its states, and the sheet that explains them. Plain German, "Sie"."""

from __future__ import annotations

from lipctl.edits.columns import COLUMNS, EDIT, FORMER, REVISION, SEEN, STATE, TEXT
from lipctl.edits.rows import EditableText
from lipctl.settings.model import Settings
from lipctl.words import Words

PRINTED, EDITED = "unverändert gedruckt", "redigiert"
LOOK = "bitte ansehen: Text der Dienststelle hat sich geändert"
NOT_PRINTED = "nicht gedruckt: keine Antwort"
LONGEST, GOES_ON = 1_300, "; Text länger als die Zeile: im Feld geht er weiter"
"""From so many characters on a text may be cut in its row, which ends at 409 points; the state says so."""
BEFORE_THE_ANSWER = "(als Sie redigierten, lag noch keine Antwort vor)"


NOTE, NOTE_NUMBER = "Was wichtig ist", "Bericht"
NOTE_PLACE = "(Platz für Sie: zwei, drei Sätze, die vorn im Bericht stehen, unter „Auf einen Blick“.)"
NOTE_PRINTED = "steht vorn im Bericht"


def note_formula(row: int, letters: dict[str, str]) -> str:
    """The live state of the row for what is important."""
    return f'IF(LEN(TRIM({letters[EDIT]}{row}))=0,"","{NOTE_PRINTED}")'


def question_words(line: EditableText, settings: Settings) -> str:
    """What is asked, in the office's words, with the part where there are several."""
    label = settings.words.label(line.question)
    return f"{label} ({settings.label('teil')} {line.part})" if line.several else label


def state_formula(row: int, letters: dict[str, str]) -> str:
    """The live state of a row, as a formula of it; ``letters`` are the columns by their heads."""

    def cell(head: str) -> str:
        return f"{letters[head]}{row}"

    look = f'AND(LEN({cell(FORMER)})>0,TRIM({cell(SEEN)}&"")<>TRIM({cell(REVISION)}&""))'
    with_edit = f'IF(LEN({cell(TEXT)})=0,"{NOT_PRINTED}",IF({look},"{LOOK}","{EDITED}"))'
    without = f'IF(LEN({cell(TEXT)})=0,"","{PRINTED}")'
    goes_on = f'IF(MAX(LEN({cell(TEXT)}),LEN({cell(EDIT)}))>{LONGEST},"{GOES_ON}","")'
    return f"IF(LEN(TRIM({cell(EDIT)}))=0,{without},{with_edit})&{goes_on}"


def state_words(text: str, edit: str, former: str) -> str:
    """What that formula shows right after a refresh."""
    goes_on = GOES_ON if max(len(each.encode("utf-16-le")) // 2 for each in (text, edit)) > LONGEST else ""
    if not text:
        return NOT_PRINTED if edit else ""
    return (PRINTED if not edit else LOOK if former else EDITED) + goes_on


def title(year: int, settings: Settings) -> str:
    """The sheet's title."""
    return f"{settings.report_title} {year}: Redaktion"


INTRODUCTION = f"Ihre Fassung schreiben Sie in „{EDIT}“. Leer heißt: Der Text der Dienststelle wird gedruckt."


def guide(year: int, words: Words) -> list[tuple[str, str]]:
    """The sheet "Anleitung" as (style, text) from top to bottom; a text with a tab is a term and its meaning."""
    return [
        ("heading", "Wozu diese Mappe da ist"),
        ("line", "Sie ändern hier Formulierungen für den Bericht. Was die Dienststelle schrieb, bleibt daneben stehen."),
        ("line", "Gezählt wird immer nach der Antwort der Dienststelle; eine Redaktion ändert nur, was gedruckt wird."),
        ("line", f"„lipctl edit {year}“ trägt neue Antworten nach. Was Sie hier geschrieben haben, ändert lipctl nie."),
        ("heading", "Die Spalten"),
        *(("pair", f"{column.head}\t{column.meaning}") for column in COLUMNS if column.meaning),
        ("pair", f"{NOTE}\tDie Zeile „{NOTE_NUMBER}“ ist Ihr Platz: Was Sie dort schreiben, steht vorn im Bericht, unter „Auf einen Blick“."),
        ("heading", f"Was in „{STATE}“ steht"),
        ("pair", f"{PRINTED}\tSie haben nichts geändert."),
        ("pair", f"{EDITED}\tGedruckt wird Ihre Fassung."),
        ("pair", f"{LOOK}\tGedruckt wird Ihre Fassung. Bitte ändern, löschen oder bestätigen Sie sie (Spalte „{SEEN}“)."),
        ("pair", f"{NOT_PRINTED}\tIhre Fassung bleibt stehen. Die Dienststelle hat hierzu nichts (mehr) geantwortet."),
        ("pair", f"…{GOES_ON}\tEine Zeile ist höchstens 409 Punkt hoch. Den ganzen Text zeigt ein Klick in das Feld (Bearbeitungsleiste)."),
        ("heading", "Gut zu wissen"),
        ("line", "Felder ohne Antwort sind ausgeblendet, bis eine Antwort kommt."),
        ("line", "Sie dürfen Blätter umbenennen, filtern, färben, kommentieren und rechts oder unten Eigenes ergänzen."),
        ("line", "Der Blattschutz hat kein Kennwort. Zum Sortieren heben Sie ihn auf: Überprüfen → Blattschutz aufheben."),
        ("line", "Was als „unverändert“ gemeldet ist, steht mit dem Text von damals da. Ihre Fassung gilt nur für diesen Bericht."),
        ("line", words.say("Andere Texte aus früheren Jahren redigieren Sie in der Redaktion ihres Jahres, Ansprechpersonen im Katalog.")),
    ]  # fmt: skip
