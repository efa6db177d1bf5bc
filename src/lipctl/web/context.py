"""The values of the templates' variables, as plain dicts, lists, texts, numbers and truth values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lipctl.report.chart import describe_chart, sums_in_words
from lipctl.report.counts import Column, Row, Summary
from lipctl.report.overview import beginning
from lipctl.report.view import ChangeList, ReportView
from lipctl.settings.model import Settings
from lipctl.text import counted, german_date, shortened
from lipctl.web.entries import EntryPrinter, Values, colours_of
from lipctl.web.names import METADATA, START, STATEMENT
from lipctl.web.structure import Entry, Page, Structure

_LINE = 160
"""How much of a summary stands in the list of all entries."""
_WINDOW_TITLE = 68
"""How long the title of a window may be, so that a list of search results shows the whole of it."""


class Download(NamedTuple):
    """A file that is offered beside the pages."""

    file: str
    label: str
    size: int


class Site(NamedTuple):
    """All that the pages show."""

    view: ReportView
    structure: Structure
    settings: Settings
    downloads: tuple[Download, ...] = ()

    @property
    def title(self) -> str:
        """The title of the pages."""
        return self.settings.text("web", "titel") or self.settings.plan_name

    @property
    def address(self) -> str:
        """Where the pages will lie, with a slash at the end; "" if the settings do not say."""
        return address_of(self.settings, self.view.occasion.year)

    @property
    def has_statement(self) -> bool:
        """Whether one of the pages is the accessibility statement."""
        settings = self.settings
        return bool(settings.text("web", "erklaerung_vom")) and not settings.text("web", "barrierefreiheit")


def address_of(settings: Settings, year: int) -> str:
    """Where the pages of a year will lie, with a slash at the end; "" if the settings do not say."""
    address = settings.text("web", "adresse").replace("{jahr}", str(year))
    return f"{address.rstrip('/')}/" if address else ""


def of_every_page(site: Site, file: str, title: str) -> Values:
    """The values that every page shows; ``title`` is its own."""
    settings, occasion = site.settings, site.view.occasion
    return {
        "seite": {
            "titel": title,
            "fenstertitel": shortened(title if file == START else f"{title} – {site.title}", _WINDOW_TITLE),
            "datei": file,
            "adresse": site.address and site.address + ("" if file == START else file),
            "ist_start": file == START,
        },
        "auftritt": {
            "titel": site.title,
            "stadt": settings.city,
            "jahr": occasion.year,
            "stand": german_date(occasion.as_of),
            "entwurf": not occasion.final,
        },
        "woerter": {**settings.labels, "zum_umsetzungsstand": settings.words.say("zum Umsetzungsstand")},
        "fuss": _footer(site),
    }


def _footer(site: Site) -> list[Values]:
    settings = site.settings
    links = {
        "Rückmeldung geben": settings.text("web", "rueckmeldung"),
        "Barrierefreiheit": settings.text("web", "barrierefreiheit") or (STATEMENT if site.has_statement else ""),
        "Datenschutz": settings.text("web", "datenschutz"),
        "Impressum": settings.text("web", "impressum"),
    }
    return [{"text": text, "ziel": target} for text, target in links.items() if target]


def of_start(site: Site) -> Values:
    """The values of the start page."""
    view, settings = site.view, site.settings
    addresses = {entry.view.number: entry.address for entry in site.structure.entries()}
    chart = describe_chart(view, settings.labels)
    rows = {row.label: row for row in view.summary.rows if not row.is_area}
    return {
        "zusammenfassung": _summary(view.summary),
        "diagramm": {
            "titel": chart.title,
            "beschreibung": f"Ein Balken für den ganzen Plan, geteilt nach dem Stand. {sums_in_words(view.summary, settings.labels)} "
            f"Alle Zahlen stehen in der Tabelle.",
        },
        "felder": [
            {
                "ueberschrift": group.heading,
                "ziel": group.pages[0].file if [page.heading for page in group.pages] == [group.heading] else "",
                **_counts(rows.get(group.heading), view.summary.columns),
                "seiten": [_page_line(page) for page in group.pages],
            }
            for group in site.structure.groups
        ],
        "veraenderungen": _changes(view, addresses),
        "daten": [
            {"name": item.label, "datei": item.file, "groesse": size_in_words(item.size)} for item in site.downloads
        ],
        "metadaten": METADATA,
        "lizenz": settings.text("web", "lizenz"),
    }


def _summary(summary: Summary) -> Values:
    """The counts of the whole plan, as columns, rows and a bar."""
    colours = colours_of(summary.columns)
    return {
        "satz": summary.glance.answered,
        "gesamt": summary.total,
        "spalten": [
            {"name": column.label, "zeichen": column.sign, "anzahl": column.count, "farbe": colours[column.key]}
            for column in summary.columns
        ],
        "zeilen": [
            {"name": row.label, "ist_bereich": row.is_area, "zahlen": list(row.counts), "gesamt": row.total}
            for row in summary.rows
        ],
        "balken": _bar(summary.columns, [column.count for column in summary.columns]),
    }


def _bar(columns: Sequence[Column], counts: Sequence[int]) -> list[Values]:
    """The pieces of a bar that is 100 wide; a step of the office's own scale may have a colour of its own."""
    colours = colours_of(columns)
    total, before = sum(counts) or 1, 0
    pieces: list[Values] = []
    for column, count in zip(columns, counts, strict=True):
        if count:
            start, width = round(100 * before / total, 2), round(100 * count / total, 2)
            own = column.colour and f"#{column.colour}"
            piece: Values = {"farbe": colours[column.key], "fuellung": own, "x": f"{start:g}", "breite": f"{width:g}"}
            pieces.append(piece)
            before += count
    return pieces


def _counts(row: Row | None, columns: Sequence[Column]) -> Values:
    """The counts of a field of action as a bar and in words; a field that holds no measure has none."""
    if row is None:
        return {"balken": [], "in_worten": ""}
    said = [f"{column.label} {count}" for column, count in zip(columns, row.counts, strict=True) if count]
    return {"balken": _bar(columns, row.counts), "in_worten": ", ".join(said)}


def _page_line(page: Page) -> Values:
    return {
        "ueberschrift": page.heading,
        "ziel": page.file,
        "anzahl": counted(len(page.entries), "Eintrag", "Einträge"),
    }


def _changes(view: ReportView, addresses: Mapping[str, str]) -> Values:
    changes = view.changes
    if changes is None:
        return {"jahr": 0, "satz": "", "hinweis": "", "listen": []}
    return {
        "jahr": changes.year,
        "satz": changes.sentence,
        "hinweis": changes.hint,
        "listen": [_change_list(item, addresses) for item in changes.lists],
    }


def _change_list(item: ChangeList, addresses: Mapping[str, str]) -> Values:
    return {
        "titel": item.title,
        "eintraege": [
            {
                "nummer": change.number,
                "kurzfassung": change.summary,
                "text": change.detail,
                "ziel": addresses.get(change.number, ""),
            }
            for change in item.changes
        ],
    }


def of_page(site: Site, page: Page, neighbours: tuple[Page | None, Page | None]) -> Values:
    """The values of a page with entries; ``neighbours`` are the pages before and after it."""
    before, after = neighbours
    printer = EntryPrinter(site.settings, site.view.summary.columns)
    return {
        "bereich": {
            "ueberschrift": page.heading,
            "feld": page.field if page.field != page.heading else "",
            "mit_kontakten": site.view.occasion.with_contacts,
        },
        "eintraege": [printer.entry(entry) for entry in page.entries],
        "zurueck": {"ziel": before.file, "name": before.heading} if before else {},
        "weiter": {"ziel": after.file, "name": after.heading} if after else {},
    }


def of_everything(site: Site) -> Values:
    """The values of the list of all entries."""
    colours = colours_of(site.view.summary.columns)
    return {
        "gruppen": [
            {
                "feld": group.heading,
                "ueberschrift": page.heading if page.heading != group.heading else "",
                "ziel": page.file,
                "eintraege": [_line(entry, colours) for entry in page.entries],
            }
            for group in site.structure.groups
            for page in group.pages
        ]
    }


def _line(entry: Entry, colours: Mapping[str, str]) -> Values:
    view = entry.view
    return {
        "nummer": view.number,
        "name": view.heading,
        "kurzfassung": beginning(view.summary, _LINE),
        "einstufung": view.short_label,
        "zeichen": view.sign,
        "farbe": colours.get(view.column, ""),
        "ziel": entry.address,
    }


def of_statement(site: Site) -> Values:
    """The values of the accessibility statement."""
    settings = site.settings
    return {
        "erklaerung": {
            "vom": settings.text("web", "erklaerung_vom"),
            "vereinbar": settings.text("web", "erklaerung_stand"),
            "rueckmeldung": settings.text("web", "rueckmeldung"),
            "mail": settings.text("koordination", "mail"),
            "telefon": settings.text("koordination", "telefon"),
            "stelle": settings.answers_for_plan,
            "schlichtungsstelle": settings.text("web", "schlichtungsstelle"),
            "schlichtungsstelle_link": settings.text("web", "schlichtungsstelle_link"),
        }
    }


def size_in_words(size: int) -> str:
    """How large a file is, as a reader understands it: "12 kB"."""
    return f"{max(1, round(size / 1000))} kB"
