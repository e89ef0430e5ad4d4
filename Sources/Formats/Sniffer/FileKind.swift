/// What a file is, told from its bytes by ``Sniffer``.
///
/// A kind is read by the reader that ``ArticleReader`` has for it, or refused under its own code (``FileKind/refusal``).
public enum FileKind: String, Sendable, CaseIterable {
    // Text
    case text

    // Documents and feeds
    case nitf
    case newsMLG2 = "newsml-g2"
    case newsML1 = "newsml-1"
    case rss
    case atom
    case rdf
    case html
    case unknownMarkup = "unknown-markup"

    // JSON
    case ninjs
    case jsonFeed = "json-feed"
    case jsonLD = "json-ld"
    case ans
    case digitalwires
    case articleJSON = "article-json"
    case jsonLines = "json-lines"
    case unknownJSON = "unknown-json"

    // Messages and containers
    case mail
    case mailbox
    case mhtml
    case warc
    case arc
    case gzip
    case zip
    case tar
    case rtf
    case docx
    case odt

    // What no reader takes
    case picture
    case media
    case program
    case database
    case pdf
    case office
    case archive
    case postScript = "postscript"
    case systemFile = "system-file"
    case sourceCode = "source-code"
    case configuration
    case log
    case table
    case checksums
    case fileList = "file-list"
    case marker
    case signature
    case encodedData = "encoded-data"
    case patch
    case subtitles
    case calendar
    case contactCard = "contact-card"
    case typesetting
}
