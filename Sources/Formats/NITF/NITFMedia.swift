import Text
import Wire
import Article

/// A picture in NITF: the reference with the most pixels, and the caption.
enum NITFMedia {
    static func image(_ media: MarkupElement, base: String?) -> ArticleDetails.Image {
        var image = ArticleDetails.Image()
        var best = -1
        for reference in media.children("media-reference") {
            guard let source = FieldText.line(reference.attribute("source") ?? reference.attribute("data-location"))
            else {
                continue
            }
            let width = Int(reference.attribute("width") ?? "") ?? 0
            let pixels = width * (Int(reference.attribute("height") ?? "") ?? 0)
            if pixels > best {
                best = pixels
                image.url = WebAddress.resolve(source, against: base)
            }
            image.alt = image.alt ?? FieldText.line(reference.attribute("alternate-text"))
            image.credit = image.credit ?? FieldText.line(reference.attribute("copyright"))
        }
        let captions = media.children("media-caption").compactMap { FieldText.line(MarkedText($0, base: base).plain) }
        image.caption = captions.isEmpty ? nil : captions.joined(separator: " ")
        if let producer = FieldText.line(media.child("media-producer")) { image.credit = producer }
        return image
    }

    /// Whether a media element holds a picture, and not sound or film.
    static func isPicture(_ media: MarkupElement) -> Bool {
        guard let type = media.attribute("media-type")?.lowercased() else { return true }
        return !type.hasPrefix("video") && !type.hasPrefix("audio") && !type.hasPrefix("text")
    }
}
