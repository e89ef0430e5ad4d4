import LinuxIO

extension PreparedDelivery.Refusal {
    /// What to do where only the catalogue knows the reason: the file was refused before the last start, and is moved now.
    static let adviceToRetry = "Have it read again: wiredesk quarantine retry, with the file's name."

    static func notAFile(_ kind: FileStatus.Kind) -> Self {
        Self(
            code: "not-a-file",
            explanation: "It is a \(kind.rawValue), and only regular files are read.",
            advice: "Put the file itself into the inbox, not a reference to it."
        )
    }

    static func linked(_ links: UInt64) -> Self {
        Self(
            code: "hard-links",
            explanation: "The file has \(links) names, and the configuration says `hard_links: refuse`.",
            advice: "Copy the file into the inbox, or allow hard links in the configuration."
        )
    }

    static func tooLarge(_ size: Int64, _ limit: Int64) -> Self {
        Self(
            code: "too-large",
            explanation: "It has \(size) bytes, and the limit is \(limit) (max_file_size).",
            advice: "Raise max_file_size if this is really one article, and put the file back."
        )
    }

    static func damagedMedium(_ error: SystemError, tries: Int) -> Self {
        Self(
            code: "unreadable",
            explanation: "Its bytes could not be read from the disk in \(tries) tries: \(error).",
            advice: "Look at the disk (dmesg, smartctl), and have the file sent again."
        )
    }

    static func poison(_ ends: Suspects.Ends) -> Self {
        Self(
            code: "poison",
            explanation: "The daemon ended while it was reading this file, \(ends.all) times in a row, "
                + "\(ends.crashes) of them by a crash.",
            advice: "Keep the file and report it: no file should be able to do that. Others go on meanwhile."
        )
    }
}
