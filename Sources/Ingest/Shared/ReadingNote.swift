public import Article
public import LinuxIO
public import Operations

/// What is known of a file beside its content: what an import says of it, and where a member of a container stood that was
/// set aside. It goes with the file, as an extended attribute of it (xattr(7)),
/// through the inbox and wherever the file is put.
public struct ReadingNote: Sendable, Equatable {
    /// The year of datelines that print none.
    public var year: Int?
    /// The name of the zone of times that are printed without one.
    public var zone: String?
    /// Where in a delivery it stood; nil for a file that was delivered as it is.
    public var member: String?
    /// The kinds of containers around it then, the outermost first.
    public var container: [String] = []
    /// What the container said of it.
    public var envelope: MemberEnvelope?

    /// A note of these values.
    public init(year: Int? = nil, zone: String? = nil) {
        self.year = year
        self.zone = zone
    }

    /// The note of a member of the file, which stood in these containers of it.
    func of(member name: String, in kinds: [String], envelope said: MemberEnvelope? = nil) -> ReadingNote {
        var note = self
        if let said, said != MemberEnvelope() { note.envelope = said }
        note.member = member.map { "\($0)/\(name)" } ?? name
        note.container += kinds
        return note
    }

    /// Whether it says nothing.
    public var isEmpty: Bool { self == ReadingNote() }

    /// As it stands in the attribute: a line for each value, such as `year=1998`.
    var bytes: [UInt8] {
        var lines = [
            year.map { "year=\($0)" }, zone.map { "zone=\($0)" },
            // A name may have line breaks in it.
            member.map { "member=\(Path($0).percentEncoded)" },
            container.isEmpty ? nil : "container=\(container.joined(separator: ","))",
        ].compactMap { $0 }
        let told = [
            envelope?.charset.map { "charset=\($0)" }, envelope?.fetched.map { "fetched=\($0)" },
            envelope?.url.map { "url=\(Path($0).percentEncoded)" },
        ].compactMap { $0 }
        // What has no room is left out, and the rest counts.
        for line in told where lines.reduce(line.utf8.count, { $0 + $1.utf8.count + 1 }) < LinuxFileSystem.longestNote {
            lines.append(line)
        }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// Reads an attribute; what it does not know, or cannot be, is passed over.
    init(_ bytes: [UInt8]) {
        var told = MemberEnvelope()
        defer { if told != MemberEnvelope() { envelope = told } }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "year": year = Int(parts[1]).flatMap { (1_000...9_999).contains($0) ? $0 : nil }
            case "zone": zone = String(parts[1])
            case "member":
                let name = Path(percentEncoded: String(parts[1]))?.text
                member = name.flatMap { $0.count <= ReadingNote.longestMember ? $0 : nil }
            case "container":
                container = parts[1].split(separator: ",").prefix(ReadingNote.mostContainers).map(String.init)
            case "charset": told.charset = String(parts[1].prefix(ReadingNote.longestCharset))
            case "fetched": told.fetched = Int64(parts[1])
            case "url":
                let url = Path(percentEncoded: String(parts[1]))?.text
                told.url = url.flatMap { $0.hasPrefix("http") ? $0 : nil }
            default: continue
            }
        }
    }

    /// The longest name of a member, in characters, and the most containers around it, that are taken from a note: anybody may
    /// write one.
    private static let (longestMember, mostContainers, longestCharset) = (4_096, 16, 64)

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
