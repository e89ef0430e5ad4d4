import Article
import LinuxIO

/// Why the desk itself sets a file aside, before or without reading what is in it; ``Article/Rejection/Code`` has the
/// reasons of the reader.
enum DeskRefusal: String, Sendable, CaseIterable {
    case notAFile = "not-a-file"
    case hardLinks = "hard-links"
    case tooLarge = "too-large"
    /// The disk does not give its bytes.
    case unreadable
    /// It has ended the daemon several times.
    case poison
    /// It stands among the notices of the desk, and is none.
    case notANotice = "not-a-notice"
}

extension PreparedDelivery.Refusal {
    private init(_ reason: DeskRefusal, explanation: String, advice: String) {
        self.init(code: .desk(reason), explanation: explanation, advice: advice)
    }

    /// What to do where only the catalogue knows the reason: the file was refused before the last start, and is moved now.
    static let adviceToRetry = "Have it read again: wiredesk quarantine retry, with the file's name."

    static func notAFile(_ kind: FileStatus.Kind) -> Self {
        Self(
            .notAFile,
            explanation: "It is a \(kind.rawValue), and only regular files are read.",
            advice: "Put the file itself into the inbox, not a reference to it."
        )
    }

    static func linked(_ links: UInt64) -> Self {
        Self(
            .hardLinks,
            explanation: "The file has \(links) names, and the configuration says `hard_links: refuse`.",
            advice: "Copy the file into the inbox, or allow hard links in the configuration."
        )
    }

    static func tooLarge(_ size: Int64, _ limit: Int64) -> Self {
        Self(
            .tooLarge,
            explanation: "It has \(size) bytes, and the limit is \(limit) (\(LimitSetting.maxFileSize.rawValue)).",
            advice: "This is hardly one article; look at what it is. \(LimitSetting.maxFileSize.advice)"
        )
    }

    static func recordTooLong(_ size: Int, _ limit: Int) -> Self {
        Self(
            .tooLarge,
            explanation:
                "Its record would have \(size) bytes, and none of more than \(limit) is archived.",
            advice:
                "Have it sent in parts: this is hardly one article. If the service has a LimitFSIZE, raise it to take longer ones."
        )
    }

    static func damagedMedium(_ error: SystemError, tries: Int) -> Self {
        Self(
            .unreadable,
            explanation: "Its bytes could not be read from the disk in \(tries) tries: \(error).",
            advice: "Look at the disk (dmesg, smartctl), and have the file sent again."
        )
    }

    static func notANotice(_ explanation: String) -> Self {
        Self(
            .notANotice,
            explanation: explanation,
            advice: "Withdraw the story by `wiredesk withdraw`, and discard this."
        )
    }

    static func containerTooLarge(_ size: Int64, _ limit: Int64) -> Self {
        Self(
            .tooLarge,
            explanation:
                "It has \(size) bytes, and the limit for an archive of files is \(limit) "
                + "(\(LimitSetting.containerSize.rawValue)).",
            advice: "Deliver it in several archives. \(LimitSetting.containerSize.advice)"
        )
    }

    /// - Parameter what: what was being read, as in `this file`.
    static func poison(_ ends: Suspects.Ends, _ what: String = "this file") -> Self {
        Self(
            .poison,
            explanation: "The daemon ended while it was reading \(what), \(ends.all) times in a row, "
                + "\(ends.crashes) of them by a crash.",
            advice: "Keep the file and report it: no file should be able to do that. Others go on meanwhile."
        )
    }
}
