import Base

// How a path that is no UTF-8 stands in records, in JSON and in the log.
extension Path {
    /// The path percent-encoded (RFC 3986, section 2.1): each byte that is not visible ASCII, and `%` itself, as `%` and two
    /// hexadecimal digits in capitals. Nothing is lost, and the text has no space.
    public var percentEncoded: String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count * 3)
        for byte in bytes {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), Hexadecimal.upperDigit(byte >> 4), Hexadecimal.upperDigit(byte & 15)]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Reads what ``percentEncoded`` has written, and what a person may have copied from it in part; nil where a `%` has no
    /// two digits after it.
    public init?(percentEncoded text: String) {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let high = Hexadecimal.value(of: rest.removeFirst()),
                let low = Hexadecimal.value(of: rest.removeFirst())
            else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(bytes)
    }

    /// The path as records and programs have it: exact, and percent-encoded where its bytes are no UTF-8; `encoding` is then
    /// `percent`.
    public var encoded: (text: String, encoding: String?) {
        text.map { ($0, nil) } ?? (percentEncoded, "percent")
    }
}
