import Text
import Wire
import Article

/// An office document as a zip archive of XML parts: Office Open XML (ECMA-376, part 2) or OpenDocument (part 2).
struct OfficePackage {
    enum Kind {
        case docx
        case odt
        /// Slides, spreadsheets, books: documents that are no text.
        case other
    }

    private let members: ZipMembers
    private let entries: [String: ZipEntry]

    /// No document of text has more parts.
    private static let partLimit = 10_000

    init(_ source: any ByteSource, limits: ContainerLimits) throws(ContainerError) {
        members = try ZipMembers(source, limits: limits)
        let directory = try ZipDirectory(source)
        var entries: [String: ZipEntry] = [:]
        var walk = directory.entries()
        while entries.count < Self.partLimit, let entry = try walk.next() {
            if entries[entry.name] == nil { entries[entry.name] = entry }
        }
        self.entries = entries
    }

    /// What the package is; nil for an archive of files.
    var kind: Kind? {
        if entries["word/document.xml"] != nil { return .docx }
        if let type = try? part("mimetype") {
            let name = String(decoding: type.prefix(100), as: UTF8.self).trimmingSpaces()
            if name.hasPrefix("application/vnd.oasis.opendocument.text") { return .odt }
            if name.hasPrefix("application/vnd.") || name.hasPrefix("application/epub") { return .other }
        }
        if entries["[Content_Types].xml"] != nil { return .other }
        return nil
    }

    /// The content of a part; nil where there is none.
    func part(_ name: String) throws(ContainerError) -> [UInt8]? {
        guard let entry = entries[name] else { return nil }
        return try members.bytes(of: entry)
    }
}
