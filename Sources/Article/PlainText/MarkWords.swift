/// The words of the wire that a mark is made of.
extension MarkReader {
    enum Kind {
        case update
        case wrapup
        case correction
        case urgent
        case again
        case kill
    }

    /// Marks of urgency that are two words.
    static let phrases: WordSet = [
        "última hora", "ultima hora", "ultima ora", "dernière minute", "siste nytt",
    ]

    static let leads: WordSet = [
        "ld", "lead", "writethru", "ld-writethru", "lead-writethru", "ld-all", "add", "take",
    ]

    static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = [:]
        let table: [(Kind, String)] = [
            (
                .update,
                "update aktualisierung mise-à-jour actualización actualizacion aggiornamento atualização aktualizace aktualizacja updated aktualisiert actualisation actualiza atualiza ampliación ampliacion обновление обновлено оновлення оновлено frissítés frissítve uppdatering opdatering oppdatering päivitys"
            ),
            (.wrapup, "wrapup roundup zusammenfassung"),
            (
                .correction,
                "corrected correction correct refile-corrected korrektur berichtigung corrección correctif rettificazione korekta oprava rättelse rettelse rectificatie correção retificação errata erratum rectificatif rectificación rettifica sprostowanie helyesbítés oikaisu korjaus corregido corregida corrigido corrigé corretto correzione correctie исправлено виправлено исправление уточнение виправлення"
            ),
            (
                .urgent,
                "urgent bulletin flash newsalert alert eil eilmeldung blitz срочно молния терміново урочно urgente alerte pilne naléhavé sürgős breaking spoed haster kiire"
            ),
            (
                .again,
                "rpt repeat refile wdh wiederholung repetición repetição répétition ripetizione herhaling powtórzenie repite repete повтор"
            ),
            (.kill, "kill killed withdrawn withdrawal zurückgezogen annulé anulado"),
        ]
        for (kind, words) in table {
            for word in words.split(separator: " ") { kinds[String(word)] = kind }
        }
        return kinds
    }()
}
