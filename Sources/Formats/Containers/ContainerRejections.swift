import Text
import Wire
import Article

/// The reasons for which containers and their members are refused.
extension Rejection {
    static func brokenContainer(_ explanation: String) -> Rejection {
        Rejection(
            code: .brokenContainer,
            explanation: explanation,
            advice: "Have it sent again; it may have been cut short or changed on the way."
        )
    }

    static func endsEarly(_ what: String) -> Rejection {
        Rejection(
            code: .endsEarly,
            explanation: "\(what) ends before its content does.",
            advice: "Have it sent again; the transfer was cut short."
        )
    }

    static func encrypted(_ what: String) -> Rejection {
        Rejection(
            code: .encrypted,
            explanation: "\(what) is encrypted, and there is no key for it here.",
            advice: "Decrypt it, and deliver the content without a password."
        )
    }

    static func unsupportedMethod(_ what: String, _ method: String) -> Rejection {
        Rejection(
            code: .unsupportedMethod,
            explanation: "\(what) is packed by \(method), which is not supported.",
            advice: "Unpack it, and deliver the files or an archive that was packed with deflate."
        )
    }

    static func unpacksTooLarge(_ limit: Int) -> Rejection {
        Rejection(
            code: .unpacksTooLarge,
            explanation: "What it unpacks to is larger than \(limit) bytes, the limit for a container of its size.",
            advice: "Unpack it elsewhere if it can be trusted, and deliver the files."
        )
        .beyond(.unpackRatio)
    }

    static func memberTooLarge(_ limit: Int) -> Rejection {
        Rejection(
            code: .memberTooLarge,
            explanation: "The member is larger than \(limit) bytes, the limit for one file.",
            advice: "This is hardly one article; look at what it is."
        )
        .beyond(.maxFileSize)
    }

    static func tooManyMembers(_ limit: Int) -> Rejection {
        Rejection(
            code: .tooManyMembers,
            explanation: "It has more than \(limit) members.",
            advice: "Deliver it in several containers."
        )
        .beyond(.containerMembers)
    }

    static let overlappingMembers = Rejection(
        code: .overlappingMembers,
        explanation: "Members of the zip archive share bytes, as they do only in archives made to overwhelm a reader.",
        advice: "Do not trust its sender; have the files sent in another way."
    )

    static func wrongSize(_ stated: Int, _ real: String) -> Rejection {
        Rejection(
            code: .brokenContainer,
            explanation: "The directory gives the member \(stated) bytes, and it has \(real).",
            advice: "Have the archive made again."
        )
    }

    static func unsupportedEncoding(_ name: String) -> Rejection {
        Rejection(
            code: .unsupportedEncoding,
            explanation: "The page is packed with \(TextForMessages.printable(name)), which is not supported.",
            advice: "Crawl it with gzip, or unpack its records with another tool first."
        )
    }
}

extension Rejection {
    init(_ error: ContainerError) {
        switch error {
        case .refused(let rejection): self = rejection
        case .source(let error):
            self = .brokenContainer("\(error.call) failed with error number \(error.errno) in the midst of it.")
        }
    }
}

/// What stands in files, made fit to stand in a message.
enum TextForMessages {
    /// The text cut to 60 characters, with a question mark for each that is not printable ASCII.
    static func printable(_ text: String) -> String {
        String(text.unicodeScalars.prefix(60).map { (0x20..<0x7F).contains($0.value) ? Character($0) : "?" })
    }
}
