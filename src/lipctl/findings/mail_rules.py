"""What stands in the way of the mails to departments: LIP270 to LIP279."""

from __future__ import annotations

from lipctl.findings.rule import Rule, Severity

_E, _W = Severity.ERROR, Severity.WARNING

MAIL_RULES = (
    Rule("LIP270", _E, "Keine Mailadresse",
        "Für „{name}“ ist keine Mailadresse bekannt.",
        "Bitte tragen Sie im Katalog im Blatt „Dienststellen“ unter „mail“ oder „E-Mail“ eine ein (fehlt die Spalte „mail“, ergänzen Sie ihre Überschrift). Im Entwurf setzen Sie sonst die Adresse selbst ein.",
        cause="Weder die Dienststelle noch die Ansprechpersonen ihrer Einträge haben eine Mailadresse.",
        example={"name": "Kulturbüro"}),
    Rule("LIP271", _W, "Mailadresse unbrauchbar",
        "Als Mailadresse von „{name}“ steht da: „{found}“. Dorthin geht keine Mail.",
        "Bitte verbessern Sie die Adresse im Katalog; erwartet wird z. B. kulturbuero@musterstadt.de, mehrere mit Semikolon getrennt.",
        cause="Die Adresse ist verschrieben, oder in der Zelle steht etwas anderes.",
        example={"name": "Kulturbüro", "found": "kulturbuero@@musterstadt.de"}),
    Rule("LIP272", _E, "Mailserver nimmt die Mail nicht an",
        "Der Mailserver nimmt die Mail an „{name}“ nicht an: {reason}. Gesendet wurde sie {sent}.",
        "Bitte prüfen Sie die Adresse im Katalog und wiederholen Sie den Befehl. Bei einem vorläufigen Grund (Nummer mit 4 am Anfang) hilft Warten.",
        cause="Die Adresse gibt es nicht mehr, das Postfach ist voll, oder der Server sieht die Mail als unerwünscht an.",
        example={"name": "Kulturbüro", "reason": "kulturbuero@musterstadt.de: 550 No such user", "sent": "niemandem"}),
    Rule("LIP273", _E, "Ungewiss, ob die Mail hinausging",
        "Die Mail an „{name}“ war schon beim Mailserver, als die Verbindung oder der Rechner ausfiel. Ob er sie annahm, ist ungewiss; noch einmal geht sie nicht von selbst hinaus.",
        "Bitte fragen Sie bei der Dienststelle nach, oder lassen Sie im Protokoll des Mailservers nach {mail} suchen. Kam sie nicht an, wiederholen Sie den Befehl mit --force --department {key}; kam sie an, ist nichts zu tun.",
        cause="Der Lauf brach genau in dem Augenblick ab, in dem der Mailserver die Mail annahm, oder er antwortete nicht mehr rechtzeitig.",
        example={"name": "Kulturbüro", "mail": "lip.Formular-2026-41@musterstadt.de", "key": "41"}),
    Rule("LIP274", _W, "Keine Mailadresse der Leitung",
        "Bei diesem Schritt bekommt die Leitung die Erinnerung in Kopie; für „{name}“ ist keine Adresse der Leitung bekannt.",
        "Bitte tragen Sie sie im Katalog im Blatt „Dienststellen“ in die Spalte „leitung mail“ ein (fehlt die Spalte, ergänzen Sie ihre Überschrift).",
        cause="In lipctl.toml nennt „leitung“ unter [erinnerung] diesen Schritt, und im Katalog fehlt die Adresse.",
        example={"name": "Kulturbüro"}),
)  # fmt: skip
