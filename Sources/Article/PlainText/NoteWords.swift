/// The words that open a bracketed note to editors.
enum NoteWords {
    static let openings = OpeningSet([
        "adds", "updates", "recasts", "repeats", "repeating", "corrects", "correcting", "refiles", "eds", "editor",
        "fixes", "clarifies", "new throughout",
        "releads", "removes", "rewrites", "changes", "for more", "for related", "this story", "this article", "note",
        "writethru", "ndlr", "anm", "actualiza",
        "corrige", "repite", "agrega", "añade", "amplía", "ajoute", "répétition", "actualise", "reprend",
        "wiederholung", "berichtigt", "neu:", "korrigiert",
        "ergänzt", "aktualisiert", "повтор", "исправ", "добав", "уточн", "обновл", "дополн", "повторення", "виправ",
        "додає", "aggiorna", "ripetizione",
        "corregge", "aggiunge", "atualiza", "repete", "acrescenta", "toevoegt", "herhaling", "voegt toe", "rättar",
        "retter", "tilføjer", "oppdaterer",
        "upřesňuje", "opravuje", "doplňuje", "aktualizace", "poprawia", "uzupełnia", "powtórzenie", "javítja",
        "kiegészíti",
    ])
}
