/// The header of a WARC record (ISO 28500, section 4): named fields, one a line, after the line with the version.
struct RecordFields {
    private var fields: [(name: String, value: String)] = []

    static let lineLimit = 65_536
    static let countLimit = 1_000

    /// Reads lines up to the blank one.
    init(_ stream: inout ContainerStream) throws(ContainerError) {
        while fields.count < Self.countLimit, let bytes = try stream.line(limit: Self.lineLimit), !bytes.isEmpty {
            let line = MemberName.text(bytes)
            if bytes[0] == 0x20 || bytes[0] == 0x09, let last = fields.indices.last {
                fields[last].value += " " + line.trimmingSpaces()
            } else if let colon = line.firstIndex(of: ":") {
                let name = line[..<colon].trimmingSpaces().lowercased()
                fields.append((name, line[line.index(after: colon)...].trimmingSpaces()))
            }
        }
    }

    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
