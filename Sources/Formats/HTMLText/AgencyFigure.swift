import Article

/// A picture as TT of Stockholm marks it in its text: a file, a caption and who took it.
enum AgencyFigure {
    static func image(_ element: MarkupElement, base: String?) -> ArticleDetails.Image {
        func field(_ name: String) -> String? {
            element.outermost { $0.name.lowercased == name }.lazy.compactMap { FieldText.line($0) }.first
        }
        return ArticleDetails.Image(
            url: field("bildfil").flatMap { WebAddress.resolve($0, against: base) },
            caption: field("bildtext"),
            credit: field("bildskapare")
        )
    }
}
