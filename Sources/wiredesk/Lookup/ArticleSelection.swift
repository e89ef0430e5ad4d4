import Article

/// Which article is asked for.
enum ArticleSelection: Sendable, Equatable {
    case last
    case sequence(Int64)
    case id(ContentID)

    /// Reads `last`, a sequence number, or a content id with or without `sha256:`; nil where it is none of these.
    init?(_ text: String) {
        if text == "last" {
            self = .last
        } else if let number = Int64(text), number > 0 {
            self = .sequence(number)
        } else if let id = ContentID(text) ?? ContentID("sha256:" + text) {
            self = .id(id)
        } else {
            return nil
        }
    }
}
