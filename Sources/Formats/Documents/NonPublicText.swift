import Text
import Wire
import Article

/// What a document marks as not for publication.
///
/// An agency may mark a note once and repeat it elsewhere without a mark: in a notepad, or in another rendition of the whole
/// story. So what is marked is remembered, and a piece of the draft that holds it is dropped wherever it stands.
struct NonPublicText {
    private var texts: [[UInt8]] = []

    /// Shorter texts may stand in a story by chance.
    private static let shortest = 12
    /// Of the marked texts that are looked for.
    private static let limit = 200

    /// Whether a note is marked as not for publication, by a constraint or by the role that it has.
    static func isMarked(constraint: String?, role: String?) -> Bool {
        for value in [constraint, role] {
            guard let value else { continue }
            let words = value.lowercased().split { !$0.isLetter && !$0.isNumber }
            if words.contains(where: { marks.contains(String($0)) }) { return true }
            if words.joined().contains("nonpubl") || words.joined().contains("notforpubl") { return true }
        }
        return false
    }

    private static let marks: Set<String> = [
        "private", "nonpublic", "notpublic", "npa", "internal", "confidential", "dpacontacts",
    ]

    /// Remembers a marked text, and each line of it.
    mutating func add(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let folded = WhiteSpace.fold(String(line))
            guard folded.count >= NonPublicText.shortest, texts.count < NonPublicText.limit else { continue }
            texts.append(Array(folded.utf8))
        }
    }

    /// Takes every piece that holds a marked text out of a draft.
    func remove(from draft: inout ArticleDraft) {
        guard !texts.isEmpty else { return }
        draft.editorsNotes.removeAll { holds($0) }
        draft.credits.removeAll { holds($0) }
        draft.paragraphs.removeAll { holds($0.text) }
        if let deck = draft.deck, holds(deck) { draft.deck = nil }
        if let signOff = draft.signOff, holds(signOff) { draft.signOff = nil }
        draft.details.boxes = draft.details.boxes.compactMap { box in
            var box = box
            box.body.removeAll { holds($0) }
            return box.body.isEmpty ? nil : box
        }
        for index in draft.details.images.indices {
            if let caption = draft.details.images[index].caption, holds(caption) {
                draft.details.images[index].caption = nil
            }
        }
    }

    private static func stands(_ wanted: [UInt8], in text: [UInt8]) -> Bool {
        guard let first = wanted.first, text.count >= wanted.count else { return false }
        for start in 0...(text.count - wanted.count) where text[start] == first {
            var length = 1
            while length < wanted.count, text[start + length] == wanted[length] { length += 1 }
            if length == wanted.count { return true }
        }
        return false
    }

    private func holds(_ text: String) -> Bool {
        let folded = Array(WhiteSpace.fold(text).utf8)
        return texts.contains { NonPublicText.stands($0, in: folded) }
    }
}
