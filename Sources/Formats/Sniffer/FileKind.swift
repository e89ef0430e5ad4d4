import Text
import Wire
public import Article

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
    case wiredeskRecord = "wiredesk-record"

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

extension FileKind {
    /// Why a file of this kind is refused where nothing reads it, and what a person can do.
    public var refusal: Rejection {
        let entry = description
        return Rejection(code: entry.code, explanation: "The file is \(entry.what).", advice: entry.advice)
    }

    /// What a member of this kind is beside articles; nil for a kind that is an article, or is refused.
    var item: NotNews? {
        switch self {
        case .picture: .picture
        case .media: .video
        default: nil
        }
    }

    private var description: (code: Rejection.Code, what: String, advice: String) {
        switch self {
        case .text: (.unreadFormat, "a text", "Deliver the article as plain text.")
        case .nitf: unread("a NITF document")
        case .newsMLG2: unread("a NewsML-G2 document")
        case .newsML1: unread("a NewsML 1 document")
        case .rss: unread("an RSS feed")
        case .atom: unread("an Atom feed")
        case .rdf: unread("an RSS 1.0 feed")
        case .html: unread("an HTML page")
        case .ninjs: unread("a ninjs document")
        case .jsonFeed: unread("a JSON Feed")
        case .jsonLD: unread("a JSON-LD document")
        case .ans: unread("an ANS document in JSON")
        case .digitalwires: unread("a digitalwires document in JSON")
        case .articleJSON: unread("an article in JSON")
        case .jsonLines: unread("a file of articles in JSON, one a line")
        case .wiredeskRecord: unread("a record of a wiredesk archive")
        case .mail: unread("a mail")
        case .mailbox: unread("a mailbox")
        case .mhtml: unread("a page saved as MHTML")
        case .warc: unread("a WARC web archive")
        case .arc: unread("an ARC web archive")
        case .docx: unread("an Office Open XML document")
        case .odt: unread("an OpenDocument file")
        case .gzip: unread("compressed with gzip")
        case .zip: unread("a ZIP archive or an office document")
        case .tar: unread("a tar archive")
        case .rtf: unread("a rich text document")
        case .unknownMarkup:
            (
                .unknownMarkup, "an XML document, and not in a news format that is read",
                "Ask the sender for NewsML, NITF, RSS, Atom or HTML, or for plain text. Delete the file if it holds no story."
            )
        case .unknownJSON:
            (
                .unknownJSON, "JSON whose keys are not those of an article",
                "Ask the sender for ninjs, JSON Feed or JSON-LD, or for objects with a title and a text. Delete the file if it holds no story."
            )
        case .picture: (.binary, "a picture", deleteOrText)
        case .media: (.binary, "sound or video", deleteOrText)
        case .program: (.binary, "a program, a library or a font", deleteOrText)
        case .database: (.binary, "a database", deleteOrText)
        case .pdf: (.pdf, "a PDF document", "Copy the article's text out of it, and deliver it as plain text.")
        case .office:
            (
                .officeDocument, "an office document in a binary format",
                "Save it as DOCX, ODT or plain text, and deliver it again."
            )
        case .archive:
            (
                .archive, "an archive of a kind that is not unpacked",
                "Unpack it, or pack it as gzip, ZIP or tar, and deliver it again."
            )
        case .postScript: (.typesetting, "a PostScript document", "Deliver the article's text as plain text.")
        case .typesetting: (.typesetting, "the source of a typeset page", "Deliver the article's text as plain text.")
        case .systemFile: (.systemFile, "a file that a system or a program left behind", noStory)
        case .sourceCode: (.sourceCode, "a program, a script or a query", noStory)
        case .configuration: (.configuration, "a file of settings", noStory)
        case .log: (.log, "a log", noStory)
        case .table:
            (
                .table, "a table of values without a story",
                "Deliver the story as text. Delete the file if there is none; a table below a headline is archived."
            )
        case .checksums: (.checksums, "a list of checksums", noStory)
        case .marker: (.marker, "a mark of a few signs, such as that another file is whole", noStory)
        case .fileList: (.fileList, "a list of files or addresses", noStory)
        case .signature:
            (
                .signature, "a key, a certificate, or a signed or encrypted message",
                "Decrypt it, or take the signature off, and deliver the text. Delete the file if it holds no story."
            )
        case .encodedData:
            (.encodedData, "data encoded as text, such as base64", "Decode it, and deliver what is in it.")
        case .patch: (.patch, "a patch", "Apply it, and deliver the text that comes of it.")
        case .subtitles: (.subtitles, "a file of subtitles", noStory)
        case .calendar: (.calendar, "a calendar", noStory)
        case .contactCard: (.contactCard, "an address card or a directory's entry", noStory)
        }
    }

    private func unread(_ what: String) -> (code: Rejection.Code, what: String, advice: String) {
        (.unreadFormat, "\(what), which this version does not read", "Deliver the article as plain text.")
    }

    private var deleteOrText: String { "Deliver the article as plain text. Delete the file if it holds no story." }

    private var noStory: String {
        "Delete it, and ask the sender to keep such files out of the inbox. If it is a story, put its headline on a line of its own above the text, and deliver it again."
    }
}
