"""Words with which lists say how far a measure is, and the assessment that each means."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lipctl.text import key_of

_USUAL = {
    "erfüllt": "abgeschlossen, erledigt, umgesetzt, erfüllt, fertig, fertiggestellt, beendet, realisiert, vollständig umgesetzt, "
    "durchgeführt",
    "in das laufende Geschäft übergegangen": "daueraufgabe, fortlaufend, laufend, laufende aufgabe, verstetigt, dauerhaft, "
    "kontinuierlich, regelaufgabe, laufendes geschäft",
    "in Bearbeitung": "läuft, in arbeit, in bearbeitung, in umsetzung, begonnen, teilweise umgesetzt, teilweise, gestartet, "
    "teilweise erfüllt, in durchführung, angelaufen, in prozess, wird umgesetzt",
    "noch nicht begonnen": "geplant, offen, noch nicht begonnen, nicht begonnen, in planung, ausstehend, vorgesehen, in vorbereitung, "
    "nicht umgesetzt",
    "nicht weiter zu verfolgen": "entfällt, verworfen, eingestellt, nicht weiter verfolgt, gestrichen, nicht weiter zu verfolgen, "
    "aufgegeben, abgelehnt",
}
"""What words usually mean, by the label of the assessment; a scale of the city's own uses those of its labels that stand here."""


def status_words(labels: Collection[str], own: Mapping[str, str]) -> dict[str, str]:
    """The label that each word means, by the word's key: the usual words, the labels themselves, the settings' ``own``."""
    known = {key_of(label): label for label in labels}
    usual = {
        word: label
        for label, words in _USUAL.items()
        if key_of(label) in known
        for word in map(key_of, words.split(", "))
    }
    named = {key_of(word): known[key_of(label)] for word, label in own.items() if key_of(label) in known}
    return {word: known[key_of(label)] for word, label in usual.items()} | known | named
