/// A record as it is sent to another desk: its line as it stands in the archive, in an object that names the desk.
///
/// ```
/// {"desk":"london","record":{"v":1,"seq":7,…,"crc32":"5d1f0c2e"}}
/// ```
///
/// A line without that object counts as the record of a desk that has no name.
public struct SentRecord: ~Escapable {
    /// The desk whose archive it stands in; nil where nobody has named it.
    public let desk: DeskName?
    /// The line of the archive, without its newline.
    public let line: Span<UInt8>

    /// Takes the object off; a line that opens otherwise is taken for the record.
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>) throws(RecordFault) {
        var input = JSONInput(bytes)
        guard input.skip(.sentDesk) else {
            desk = nil
            line = bytes
            return
        }
        let name = try input.text()
        guard let desk = DeskName(JSONText.string(bytes, name)) else {
            throw RecordFault(reason: .badDesk, offset: name.lowerBound)
        }
        try input.expect(.sentRecord, or: .missingKey)
        let end = bytes.count - 1
        guard end > input.index, bytes[end] == UInt8(ascii: "}") else { throw input.fault(.unfinished) }
        self.desk = desk
        line = bytes.extracting(input.index..<end)
    }

    /// Writes a line of an archive with the name of its desk, and a newline.
    public static func write(_ line: Span<UInt8>, of desk: DeskName, to output: inout [UInt8]) {
        output.append(contentsOf: StaticText.sentDesk.bytes)
        output.append(UInt8(ascii: "\""))
        output.append(contentsOf: desk.description.utf8)
        output.append(UInt8(ascii: "\""))
        output.append(contentsOf: StaticText.sentRecord.bytes)
        for index in line.indices { output.append(line[index]) }
        output.append(UInt8(ascii: "}"))
        output.append(0x0A)
    }
}

extension StaticText {
    fileprivate static let sentDesk = StaticText("{\"desk\":")
    fileprivate static let sentRecord = StaticText(",\"record\":")
}
