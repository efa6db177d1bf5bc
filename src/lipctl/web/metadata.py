"""The description of the data for catalogues of open data: DCAT-AP.de 3.0 as JSON-LD."""

from __future__ import annotations

from typing import NamedTuple

from lipctl.files import checksum, json_file
from lipctl.settings.keys import LICENCES
from lipctl.settings.model import Settings
from lipctl.web.context import Site

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_GERMAN = {"@id": f"{_EU}/language/DEU"}


JsonObject = dict[str, object]


class Format(NamedTuple):
    """A file format: what the EU's list and what IANA calls it."""

    file_type: str
    media_type: str


FORMATS = {"csv": Format("CSV", "text/csv"), "json": Format("JSON", "application/json")}


def metadata(site: Site, files: dict[str, bytes]) -> bytes:
    """The description of the data set and of these files, which are its forms; the addresses stay the same from run to run.

    Without an address in the settings they are relative to the file itself.
    """
    settings, occasion = site.settings, site.view.occasion
    base, name = site.address, f"{settings.plan_id}-{occasion.year}"
    about = f"{site.title}, {settings.city}: Stand der Umsetzung {occasion.year}"
    dataset: JsonObject = {
        "@id": f"{base}#datensatz-{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": _german(about),
        "dct:description": _german(
            f"{site.view.summary.glance.answered} Je Eintrag und Teil eine Zeile, mit Wortlaut, Stand, nächsten Schritten, "
            f"Gründen und zuständiger Dienststelle."
        ),
        "dct:language": _GERMAN,
        "dct:issued": _day(occasion.as_of.isoformat()),
        "dct:modified": _day(occasion.as_of.isoformat()),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(f"{occasion.year}-01-01"),
            "dcat:endDate": _day(f"{occasion.year}-12-31"),
        },
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/IRREG"},
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dcat:theme": [{"@id": f"{_EU}/data-theme/{theme}"} for theme in ("GOVE", "SOCI")],
        "dcat:keyword": [_german(word) for word in ("Integration", "Integrationsplan", settings.city)],
        "dcat:landingPage": {"@id": base or "./"},
        "dcatde:politicalGeocodingLevelURI": {"@id": "http://dcat-ap.de/def/politicalGeocoding/Level/municipality"},
        "dct:publisher": _publisher(site),
        "dcat:distribution": [_distribution(site, file, content) for file, content in files.items()],
    }
    return json_file({"@context": _CONTEXT, **dataset, **_contacts(settings)})


def _contacts(settings: Settings) -> JsonObject:
    """Who provides the data, and whom to ask about them, as far as the settings name them."""
    contributor, feedback = settings.text("web", "datenbereitsteller"), settings.text("web", "rueckmeldung")
    found: JsonObject = {"dcatde:contributorID": {"@id": contributor}} if contributor else {}
    if feedback:
        kind = "vcard:hasEmail" if feedback.startswith("mailto:") else "vcard:hasURL"
        office = settings.answers_for_plan
        found["dcat:contactPoint"] = {"@type": "vcard:Organization", "vcard:fn": office, kind: {"@id": feedback}}
    return found


def _publisher_of(settings: Settings) -> str:
    return settings.text("web", "herausgeber") or settings.city


def _publisher(site: Site) -> JsonObject:
    name = _publisher_of(site.settings)
    page = site.settings.text("web", "herausgeber_link")
    agent: JsonObject = {"@id": f"{site.address}#herausgeber", "@type": "foaf:Agent", "foaf:name": name}
    return {**agent, "foaf:homepage": {"@id": page}} if page else agent


def _distribution(site: Site, file: str, content: bytes) -> JsonObject:
    kind, licence = FORMATS[file.rpartition(".")[2]], site.settings.text("web", "lizenz")
    address = {"@id": f"{site.address}{file}"}
    found: JsonObject = {
        "@id": f"{site.address}#{file}",
        "@type": "dcat:Distribution",
        "dct:title": _german(f"{site.title} {site.view.occasion.year} ({kind.file_type})"),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dct:format": {"@id": f"{_EU}/file-type/{kind.file_type}"},
        "dcat:mediaType": {"@id": f"{_MEDIA}/{kind.media_type}"},
        "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
        "dct:language": _GERMAN,
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": checksum(content), "@type": "xsd:hexBinary"},
        },
    }
    if licence:
        found["dct:license"] = {"@id": LICENCES[licence]}
        if "by" in licence:
            publisher = _publisher_of(site.settings)
            found["dcatde:licenseAttributionByText"] = _german(publisher)
    return found


def _german(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "de"}


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}
