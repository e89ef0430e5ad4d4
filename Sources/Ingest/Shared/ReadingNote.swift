public import Article
public import LinuxIO
public import Operations

/// What an import says of a file beside its content. It goes with the file, as an extended attribute of it (xattr(7)),
/// through the inbox and wherever the file is put.
public struct ReadingNote: Sendable, Equatable {
    /// The year of datelines that print none.
    public var year: Int?
    /// The name of the zone of times that are printed without one.
    public var zone: String?

    /// A note of these values.
    public init(year: Int? = nil, zone: String? = nil) {
        self.year = year
        self.zone = zone
    }

    /// Whether it says nothing.
    public var isEmpty: Bool { self == ReadingNote() }

    /// As it stands in the attribute: a line for each value, such as `year=1998`.
    var bytes: [UInt8] {
        let lines = [year.map { "year=\($0)" }, zone.map { "zone=\($0)" }].compactMap { $0 }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// Reads an attribute; what it does not know, or cannot be, is passed over.
    init(_ bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "year": year = Int(parts[1]).flatMap { (1_000...9_999).contains($0) ? $0 : nil }
            case "zone": zone = String(parts[1])
            default: continue
            }
        }
    }

    /// What a reader takes from it, and, where it says nothing, from what is known of the file by its folder.
    public func defaults(_ zones: ZoneDatabase, in folder: FolderDefaults) -> ReadingDefaults {
        ReadingDefaults(
            year: year ?? folder.year,
            zone: (zone.flatMap { zones.rules(named: $0) }) ?? folder.zone.flatMap { zones.rules(named: $0) },
            source: folder.source,
            language: folder.language,
            encoding: folder.encoding
        )
    }
}
