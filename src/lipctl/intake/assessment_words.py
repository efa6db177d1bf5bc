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
"""What words usually mean, by the label of the assessment; a scale of the city's own has those of its steps that are called so."""


class AssessmentWords:
    """The words that are known: the usual ones, and those that the settings explain."""

    def __init__(self, own: Mapping[str, str]) -> None:
        usual = {key_of(word): label for label, words in _USUAL.items() for word in words.split(", ")}
        self.own = {key_of(word): label for word, label in own.items()}
        """The labels that the settings name, by the key of the word that means it."""
        self._labels = usual | self.own

    def __contains__(self, word: str) -> bool:
        return key_of(word) in self._labels

    def label(self, word: str, labels: Collection[str]) -> str:
        """Which of these labels the word means: the one that it is, else the one that is known for it; "" for none.

        "grün" is enough for "grün: auf gutem Weg".
        """
        by_key = {key_of(label.partition(":")[0]): label for label in labels} | {
            key_of(label): label for label in labels
        }
        return by_key.get(key_of(word)) or by_key.get(key_of(self._labels.get(key_of(word), "")), "")
