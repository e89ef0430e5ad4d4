import Formats

/// The events of `MarkupReader`, a line each, as `expat_events.py` has those of expat.
public struct MarkupEventLines {
    /// A line for each event, with neighbouring texts as one.
    public private(set) var lines: [String] = []
    /// Where the reader could not go on; nil at the end of a document.
    public let fault: MarkupFault?

    /// Reads a document of XML in UTF-8.
    public init(_ document: Span<UInt8>) {
        var reader = MarkupReader(document)
        var run: [UInt8] = []
        reading: while true {
            let event = reader.next()
            if event != .text, !run.isEmpty {
                lines.append("T " + run.inHexadecimal)
                run = []
            }
            switch event {
            case .start:
                let attributes = reader.attributes.map {
                    " \(reader.string($0.name))=\(Array(reader.value(of: $0).utf8).inHexadecimal)"
                }
                lines.append("S " + reader.string(reader.name) + attributes.joined())
            case .end: lines.append("E " + reader.string(reader.name))
            case .text: reader.appendText(to: &run)
            case .comment: lines.append("C " + reader.string(reader.content).withLineFeeds.inHexadecimal)
            case .instruction:
                lines.append(
                    "P \(reader.string(reader.name)) \(reader.string(reader.content).withLineFeeds.inHexadecimal)"
                )
            case .finished: break reading
            }
        }
        fault = reader.fault
    }
}

extension [UInt8] {
    fileprivate var inHexadecimal: String {
        map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension String {
    /// The bytes with each line end as a line feed (XML 1.0, 2.11).
    fileprivate var withLineFeeds: [UInt8] {
        var bytes: [UInt8] = []
        var isAfterReturn = false
        for byte in utf8 {
            if byte != UInt8(ascii: "\n") || !isAfterReturn { bytes.append(byte == UInt8(ascii: "\r") ? 0x0A : byte) }
            isAfterReturn = byte == UInt8(ascii: "\r")
        }
        return bytes
    }
}
