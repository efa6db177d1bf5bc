"""Build ``docs/referenz/`` from the tables in the code. Run it after adding a command, a finding, a setting …::

    python tools/build_reference.py

A test compares the committed pages with :func:`pages`. All that they say stands in a table of the code; this module
adds the headings and the sentences at the head of each page.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from typer.core import TyperArgument, TyperGroup, TyperOption

from lipctl.cli.command_table import COMMANDS
from lipctl.cli.german import record_of, usage_line
from lipctl.cli.main import build
from lipctl.cli.options import shared_options
from lipctl.cli.screen import SEVERITY_WORDS
from lipctl.errors import exit_codes
from lipctl.findings import RULES, Rule
from lipctl.forms.model import FormEntry
from lipctl.forms.wording import question_text
from lipctl.judge.choices import NO, YES
from lipctl.judge.model import EarlierAnswer, MeasureAnswer
from lipctl.judge.progress import PROGRESS_LABELS, PROGRESS_MEANINGS
from lipctl.mail.variables import MAIL_GROUPS
from lipctl.numbers import MeasureNumber
from lipctl.plan.columns import SHEETS, TAKEN_OVER
from lipctl.plan.model import Measure
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Question
from lipctl.report.data_table import BEGINS_FORMULA, COLUMNS, GUARD, DataTable
from lipctl.scale import DEFAULT_SCALE, MOST_STEPS
from lipctl.settings.catalogue_fields import EXAMPLE
from lipctl.settings.catalogue_fields import KEYS as FIELD_KEYS
from lipctl.settings.keys import CHAPTERS, KEYS, SECTIONS, Key
from lipctl.settings.own_scale import STEP_KEYS
from lipctl.settings.reading import parse_settings
from lipctl.templates.variables import Groups, Kind, Variable, in_groups
from lipctl.web.names import FILES as WEB_FILES
from lipctl.web.variables import VARIABLES as VARIABLES_OF_PAGES
from lipctl.word.enclosure_variables import ENCLOSURE_VARIABLES
from lipctl.word.variables import GROUPS

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "referenz"
SCHEMAS = ROOT / "src" / "lipctl" / "schemas"
_MADE = "<!-- Gemacht von tools/build_reference.py. Bitte nicht von Hand ändern. -->"


def pages() -> dict[str, str]:
    """The text of every page by its file name."""
    makers: dict[str, tuple[str, Callable[[], Iterable[str]]]] = {
        "befehle.md": ("Befehle", _commands),
        "meldungen.md": ("Meldungen", _findings),
        "einstellungen.md": ("Einstellungen: lipctl.toml", _settings),
        "katalog.md": ("Der Katalog: data/katalog.xlsx", _catalogue),
        "formular.md": ("Das Formular", _form),
        "vorlage.md": ("Variablen der Word-Vorlage", _template),
        "verlauf.md": ("Variablen der Vorlage verlauf.docx", _enclosure),
        "mails.md": ("Variablen der Mailvorlagen", _mails),
        "webseiten.md": ("Die Webseiten: lipctl publish", _web),
        "exit-codes.md": ("Exit-Codes", _exit_codes),
        "daten.md": ("Die Tabelle: lipctl data", _data),
        "json.md": ("JSON-Ausgaben", _json),
    }
    made = {name: _page(title, blocks()) for name, (title, blocks) in makers.items()}
    links = "\n".join(f"* [{title}]({name})" for name, (title, _) in makers.items())
    return {"README.md": _page("Referenz", ["Zum Nachschlagen. Wie man vorgeht, steht im Handbuch.", links]), **made}


def _page(title: str, blocks: Iterable[str]) -> str:
    return "\n\n".join([f"# {title}", _MADE, *blocks]) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [list(heads), ["---"] * len(heads), *([_cell(str(cell)) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


# Commands


def _commands() -> Iterator[str]:
    root = build()
    context = root.make_context("lipctl", ["--help"], resilient_parsing=True)
    yield (
        "Jeder Befehl kennt auch die gemeinsamen Optionen. Das Ergebnis geht auf die Standardausgabe, "
        "alles Übrige auf die Fehlerausgabe. Was die Exit-Codes heißen: [Exit-Codes](exit-codes.md)."
    )
    yield _table(
        ("Befehl", "wozu"), [(f"[`lipctl {name}`](#lipctl-{name})", summary) for name, summary in COMMANDS.items()]
    )
    yield "## Gemeinsame Optionen"
    yield _options(shared_options())
    yield "## Optionen von `lipctl` selbst"
    yield _options([param for param in root.params if param.opts[0] not in _shared_names()])
    for name in COMMANDS:
        yield from _command(root, name, context)


def _command(group: TyperGroup, name: str, parent: Any) -> Iterator[str]:
    command = group.get_command(parent, name)
    assert command is not None  # noqa: S101 - the names are the group's own
    context = type(parent)(command, info_name=name, parent=parent)
    yield f"{'#' * (2 if parent.parent is None else 3)} `{context.command_path}`"
    if not isinstance(command, TyperGroup):
        yield f"```text\n{usage_line(context)}\n```"
    yield from (" ".join(text.split()) for text in (command.help or "").split("\n\n"))
    own = [param for param in command.params if param.opts[0] not in _shared_names()]
    if own:
        yield _options(own)
    if isinstance(command, TyperGroup):
        for inner in command.list_commands(context):
            yield from _command(command, inner, context)
    elif command.epilog:
        yield f"```sh\n{_example(command.epilog)}\n```"


def _example(epilog: str) -> str:
    """The examples of a help page, what they do as a comment of the shell."""
    lines = [re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in epilog.strip().splitlines()]
    width = max(len(line[0]) for line in lines)
    return "\n".join(f"{line[0]:<{width}}  # {line[1]}" if len(line) > 1 else line[0] for line in lines)


def _shared_names() -> set[str]:
    return {param.opts[0] for param in shared_options()}


def _options(params: Iterable[Any]) -> str:
    rows = []
    for kind in (TyperArgument, TyperOption):
        for param in params:
            if isinstance(param, kind) and not getattr(param, "hidden", False):
                written, text = record_of(param)
                rows.append((f"`{written}`", text))
    return _table(("Angabe", "Bedeutung"), rows)


# Findings


def _findings() -> Iterator[str]:
    yield (
        "Was `lipctl check` sagt, und was es bei Fehlern im Katalog heißt. Dasselbe zeigt `lipctl rules MELDUNG`. "
        "Ein **Fehler** bleibt, bis ihn jemand behebt; eine **Warnung** will angesehen sein; "
        "ein **Hinweis** muss nicht erledigt werden. Die Codes ändern sich nie."
    )
    yield _table(
        ("Meldung", "Art", "Bedeutung", "Bericht möglich?"),
        [
            (
                f"[{rule.code}](#{rule.code.lower()})",
                SEVERITY_WORDS[rule.severity],
                rule.title,
                _report_possible(rule),
            )
            for rule in RULES.values()
        ],
    )
    for rule in RULES.values():
        yield from _finding(rule)


def _report_possible(rule: Rule) -> str:
    if rule.spoils_catalogue:
        return "nein"
    return "nur als Entwurf" if rule.spoils_report else "ja"


def _finding(rule: Rule) -> Iterator[str]:
    yield f"## {rule.code}"
    yield f"**{SEVERITY_WORDS[rule.severity]}: {rule.title}**"
    lines = [
        f"* Ursache: {rule.cause}",
        f"* Beispiel: {rule.example_message()}",
        f"* Was tun? {rule.example_advice()}",
    ]
    if rule.to_department:
        lines.append(f"* Im Formular, das noch einmal hinausgeht: {rule.to_department}")
    if rule.spoils_catalogue:
        lines.append("* Solange das offen ist, schreibt lipctl weder Formulare noch einen Bericht.")
    elif rule.spoils_report:
        lines.append("* Solange das offen ist, schreibt `lipctl report --final` keinen Bericht.")
    yield "\n".join(lines)


# Settings and catalogue


def _settings() -> Iterator[str]:
    yield (
        "Eine Textdatei (UTF-8) im Arbeitsordner. Texte stehen in geraden Anführungszeichen, Jahre und Tage ohne: "
        '`stadt = "Musterstadt"`, `2026 = 2026-03-31`. Ein unbekannter oder falscher Schlüssel ist ein Fehler mit '
        "Zeilennummer; nichts wird stillschweigend übergangen."
    )
    for section, about in SECTIONS.items():
        yield f"## {'[[katalog.feld]]' if section == 'katalog' else f'[{section}]'}"
        yield about
        rows = [(f"`{key.name}`", key.meaning, _default(key)) for key in KEYS if key.section == section]
        if rows:
            yield _table(("Schlüssel", "Bedeutung", "Vorgabe"), rows)
        if section == "katalog":
            yield f"```toml\n{EXAMPLE}\n```"
            yield _table(("Schlüssel", "Bedeutung"), [(f"`{name}`", meaning) for name, meaning in FIELD_KEYS.items()])
        if section == "bewertung":
            yield from _steps()
        if section == "bericht":
            yield "### Kapitel"
            yield _table(("Kapitel", "was darin steht"), [(f"`{name}`", about) for name, about in CHAPTERS.items()])


def _steps() -> Iterator[str]:
    yield "### [[bewertung.stufe]]"
    yield (
        f"Eine Stufe der eigenen Skala; höchstens {MOST_STEPS} in einem Jahr. Wie man vorgeht: "
        "[Ihre eigene Bewertung](../handbuch/10-ihre-eigene-bewertung.md)."
    )
    rows = [(f"`{key.name}`", key.meaning, f"`{key.example}`", "ja" if key.required else "") for key in STEP_KEYS]
    yield _table(("Schlüssel", "Bedeutung", "Beispiel", "muss da sein"), rows)
    yield "### [bewertung.uebergang]"
    yield (
        'Was aus früheren Stufen geworden ist, für den Vergleich: alte Kennung = neue Kennung, z. B. `in_progress = "gelb"`. '
        f"Die Stufen ohne eigene Skala heißen {', '.join(f'`{key}`' for key in DEFAULT_SCALE.by_key)}."
    )


def _default(key: Key) -> str:
    if key.required:
        return "(Pflichtangabe)"
    if isinstance(key.default, tuple):
        return f"`{json.dumps(key.default, ensure_ascii=False)}`"
    return f"`{key.default}`" if key.default != "" else "(leer)"


def _catalogue() -> Iterator[str]:
    yield (
        "Der Plan, wie Sie ihn in Excel pflegen. Die Reihenfolge der Blätter, Spalten und Zeilen ist gleich; erkannt wird "
        "alles an den Überschriften. Eigene Spalten und Blätter dürfen dazukommen."
    )
    for sheet in (*SHEETS, TAKEN_OVER):
        yield f"## Blatt „{sheet.name}“"
        yield sheet.about
        yield _table(
            ("Spalte", "Bedeutung", "muss ausgefüllt sein"),
            [(column.head, column.meaning, "ja" if column.required else "") for column in sheet.columns],
        )


# The form


def _form() -> Iterator[str]:
    yield "## Die Fragen"
    yield (
        "Jeder Eintrag hat ein eigenes Blatt. Wie die Fragen heißen, kann Ihr Haus ändern: "
        "[Einstellungen](einstellungen.md#bezeichnungen)."
    )
    settings = parse_settings('[plan]\nkennung = "x"\nstadt = "x"\n')
    nothing = EarlierAnswer(2025, MeasureAnswer())
    entry = FormEntry(Measure(MeasureNumber("1"), ()), earlier=nothing)
    rows = []
    for question in Question:
        words = question_text(question, entry, settings, scale=DEFAULT_SCALE)
        rows.append((words.label, words.hint, _when_asked(question)))
    yield _table(("Frage", "Hinweis im Formular", "wird gefragt"), rows)
    yield "## Was als Antwort gilt"
    yield _table(
        ("im Feld steht", "heißt", "im Bericht"),
        [
            ("nichts, oder nur Leerzeichen", "nicht beantwortet", "keine Überschrift"),
            ("nur Striche, z. B. „– – –“", "hier ist nichts zu sagen", "Überschrift und „– – –“"),
            ("alles andere", "beantwortet", "Überschrift und der Text, Wort für Wort"),
        ],
    )
    yield f"Als Häkchen bei „Unverändert“ gelten: {_quoted(YES)}. Als keines: {_quoted(NO)}, Striche oder nichts."
    yield "## Wo ein Eintrag mitzählt"
    yield "Jeder Eintrag zählt in genau einer Zeile; „unvollständig“ geht allen anderen vor."
    yield _table(
        ("Einstufung", "wann"), [(label, PROGRESS_MEANINGS[progress]) for progress, label in PROGRESS_LABELS.items()]
    )
    yield "## Die Bewertung"
    yield "Nur in Jahren, für die `ab_jahr` in [bewertung] sie verlangt."
    names = {question: question_text(question, entry, settings, scale=DEFAULT_SCALE).label for question in Question}
    yield _table(
        ("Bewertung", "dazu muss ausgefüllt sein"),
        [(step.label, " und ".join(names[need] for need in step.needs)) for step in DEFAULT_SCALE.steps],
    )


def _when_asked(question: Question) -> str:
    if question in PART_QUESTIONS:
        return "je Teil"
    if question in CONTACT_QUESTIONS:
        return "einmal; vorausgefüllt, soweit bekannt"
    return {
        Question.ASSESSMENT: "einmal, in Jahren mit Bewertung",
        Question.UNCHANGED: "einmal, wenn es eine frühere Antwort gibt",
    }.get(question, "einmal")


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"„{word}“" for word in words)


# The template, the exit codes, the JSON outputs


def _template() -> Iterator[str]:
    yield (
        "Was zwischen `{{ }}` in der Vorlage stehen kann. Die Namen sind fest: Es kommen welche dazu, keiner wird umbenannt. "
        "Ein Name, den es nicht gibt, ist ein Fehler; `lipctl template check` sagt, wo. "
        "Wie man die Vorlage ändert, steht im Handbuch."
    )
    yield from _variables(GROUPS)


def _enclosure() -> Iterator[str]:
    yield (
        "Was die Vorlage `verlauf.docx` von `lipctl history NUMMER --docx` benutzen kann. Was unter `ansatz` steht, sagt die "
        "[Vorlage des Berichts](vorlage.md#ansatz)."
    )
    yield from _variables(in_groups(ENCLOSURE_VARIABLES))


def _mails() -> Iterator[str]:
    yield (
        "Was die Vorlagen der Mails in `report_templates/mail` benutzen können. Eine Vorlage ist eine Textdatei (UTF-8); ihre erste "
        "Zeile beginnt mit `Betreff:`. Eine Zeile, in der nur Anweisungen stehen, wird nicht gedruckt. `lipctl template check` prüft sie."
    )
    yield from _variables(MAIL_GROUPS)


def _variables(groups: Groups) -> Iterator[str]:
    for owner, variables in groups.items():
        yield f"## {owner}" if owner else "## Überall"
        rows = [(f"`{variable.name}`", _kind(variable, groups), variable.meaning) for variable in variables.values()]
        yield _table(("Name", "Art", "Bedeutung"), rows)


def _kind(variable: Variable, groups: Groups) -> str:
    if variable.of:
        page = "" if variable.of in groups else "vorlage.md"
        return f"{variable.kind}: [{variable.of}]({page}#{variable.of})"
    return "Liste von Texten" if variable.kind is Kind.LIST else variable.kind.value


_AS_PUBLISHED = """[bericht]
leere_gruende = true

[web]
ueberschriften = ["hinweis", "kurzfassung", "geplante_schritte", "gruende", "kontakt"]
einstufung = false
gruende_immer = true
gruende_ohne_ansatz = "Falls noch nichts (weiter) unternommen wurde – welche Gründe?"
kontakt_trenner = "||"

[bezeichnungen]
gruende = "Falls noch nichts (weiter) unternommen wurde - welche Gründe?"
"""


def _web() -> Iterator[str]:
    yield (
        "`lipctl publish JAHR` schreibt nach `ausgabe/JAHR/web`. Jede Seite steht für sich: ohne Server, ohne Dienste anderer, und alles "
        "außer der Suche und dem Knopf „Link kopieren“ auch ohne Skript. Die Einstellungen stehen in "
        "[lipctl.toml](einstellungen.md#web) im Abschnitt `[web]`."
    )
    yield _table(("Datei", "was darin steht"), WEB_FILES)
    yield (
        "`lipctl-web.json` nennt jede Datei, die lipctl geschrieben hat, mit ihrer Prüfsumme. Nur diese werden ersetzt oder, wenn sie nicht "
        "mehr dazugehören, gelöscht, und nur, solange niemand sie geändert hat. Was Sie selbst in den Ordner legen, bleibt."
    )
    yield "## Wie die veröffentlichte Seite"
    yield (
        "Mit diesen Einstellungen und `--with-contacts` liest sich die Seite zum LIP-Bereich 5.1 des Beispiels vom ersten Handlungsansatz "
        "an Zeile für Zeile wie die, die Hannover 2010 veröffentlicht hat, auf den Buchstaben genau. Die Überschrift der Gründe schrieb Hannover bei "
        "5-1-1, das kein Handlungsansatz ist, mit Gedankenstrich und sonst mit Bindestrich."
    )
    yield f"```toml\n{_AS_PUBLISHED}```"
    yield "## Die Vorlagen"
    yield (
        "In `report_templates/web` liegen die Seiten als Vorlagen (Jinja2), das Aussehen (`stil.css`) und das Skript (`suche.js`). Sie dürfen alles "
        "ändern; eine Datei, die Sie löschen, ersetzt die mitgelieferte. `lipctl template check web` prüft sie, `lipctl template preview web` zeigt "
        "sie mit Beispieldaten. Jeder Wert wird als Text gedruckt, nie als HTML; Programme kann eine Vorlage nicht ausführen. Der Filter "
        "`text` macht aus Adressen Links, wenn `links = true` eingestellt ist."
    )
    yield _table(("Variable", "Bedeutung"), [(f"`{name}`", meaning) for name, meaning in VARIABLES_OF_PAGES.items()])


def _exit_codes() -> Iterator[str]:
    yield "Womit ein Befehl endet, für Skripte: `echo $?` (Linux, macOS), `echo %errorlevel%` (Windows)."
    yield _table(("Code", "heißt"), exit_codes().items())


def _data() -> Iterator[str]:
    yield (
        "Je Jahr, Eintrag und Teil eine Zeile. Die Überschriften folgen den Bezeichnungen in `lipctl.toml`; die Schlüssel stehen in "
        "[JSON](json.md) und bleiben. Mit `--public` fehlen die Spalten, die nicht öffentlich sind."
    )
    found = json.loads((SCHEMAS / "data.schema.json").read_text(encoding="utf-8"))["$defs"]
    meanings = found["row"]["properties"] | found["place"]["properties"]
    table = DataTable((), (), parse_settings('[plan]\nkennung = "lip"\nstadt = "Musterstadt"'))
    yield _table(
        ("Spalte", "Schlüssel", "Bedeutung", "öffentlich"),
        [
            (
                table.head(column),
                f"`{column.key}`",
                meanings[column.key]["description"],
                "ja" if column.public else "nein",
            )
            for column in COLUMNS
        ],
    )
    yield (
        "Dazu kommt je eine Spalte für die Priorität und für jede eigene Spalte des Katalogs; in JSON stehen sie unter `fields`. "
        "Öffentlich sind die, die der Bericht druckt. Titel, Bereiche und eigene Spalten fehlen, wo in keiner Zeile etwas darin steht."
    )
    yield "Mehrere Dateien, Fragen oder Dienststellen stehen in einer Zelle untereinander."
    yield "## CSV"
    signs = ", ".join(f"`{sign}`" for sign in BEGINS_FORMULA if sign.isprintable())
    yield (
        "UTF-8 mit Kennung am Anfang (BOM), Semikolon zwischen den Zellen, Zeilen mit CRLF, Anführungszeichen nach RFC 4180; so "
        "öffnet sie ein deutsches Excel. Zeilenumbrüche innerhalb einer Zelle bleiben."
    )
    yield (
        f"Eine Zelle, die mit {signs}, einem Tabulator oder einem Wagenrücklauf beginnt, hielte Excel für eine Formel. Davor "
        f"steht deshalb ein Apostroph (`{GUARD}`), auch vor einer, die selbst mit einem Apostroph beginnt. Ein Programm, das die CSV liest, "
        "nimmt einen Apostroph am Anfang einer Zelle wieder weg und hat den Text Zeichen für Zeichen. In der Excel-Tabelle und in JSON "
        "ist das nicht nötig."
    )


def _json() -> Iterator[str]:
    yield (
        "Die Schemata (JSON Schema 2020-12) liegen im installierten Paket unter `lipctl/schemas/`. "
        "Schlüssel können dazukommen; keiner wird umbenannt oder weggenommen."
    )
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        yield f"## `{schema['title']}`"
        yield schema["description"]
        yield f"Schema: [{path.name}](../../src/lipctl/schemas/{path.name})"
        yield from _keys("", schema)
        for name, definition in schema.get("$defs", {}).items():
            yield from _keys(name, definition)


def _keys(name: str, schema: dict[str, Any]) -> Iterator[str]:
    if name:
        yield f"### {name}"
    rows = [(f"`{key}`", _type_of(value), value.get("description", "")) for key, value in schema["properties"].items()]
    yield _table(("Schlüssel", "Art", "Bedeutung"), rows)


def _type_of(value: dict[str, Any]) -> str:
    words = {"string": "Text", "integer": "Zahl", "number": "Zahl", "boolean": "true/false", "null": "null"}
    match value:
        case {"$ref": name}:
            said = name.rpartition("/")[2]
        case {"enum": choices}:
            said = ", ".join(f"`{json.dumps(choice)}`" for choice in choices)
        case {"const": only}:
            said = f"`{json.dumps(only)}`"
        case {"anyOf": kinds} if "type" not in value:
            said = " oder ".join(map(_type_of, kinds))
        case {"prefixItems": kinds}:
            said = f"[{', '.join(map(_type_of, kinds))}]"
        case {"type": "array", "items": kind}:
            said = f"Liste: {_type_of(kind)}"
        case _:
            kinds = value["type"] if isinstance(value["type"], list) else [value["type"]]
            said = " oder ".join(words.get(kind, kind) for kind in kinds)
    return said


def main() -> None:
    """Write the pages; say which of them changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(path.relative_to(ROOT), file=sys.stdout)


if __name__ == "__main__":
    main()
