import Article

/// The values of a text: one, or one a line.
struct JSONValues {
    private(set) var values: [JSONValue] = []
    private(set) var isLines = false
    /// What ended the reading before the end of the text.
    private(set) var fault: JSONFault?
    private(set) var damaged = 0
    /// The lines that hold no value, of a text that has one a line.
    private(set) var broken: [BrokenLine] = []

    struct BrokenLine {
        /// How many values stand before it.
        var position: Int
        /// Counted from 1.
        var number: Int
        var fault: JSONFault
        var bytes: [UInt8]
    }

    init(_ text: Span<UInt8>, _ limits: DocumentLimits) {
        var reader = JSONReader(text, limits: limits)
        let first = reader.value()
        let isWhole = reader.fault == nil
        damaged = reader.damaged
        if isWhole, reader.isAtEnd() {
            values = first.map { [$0] } ?? []
            return
        }
        if JSONValues.holdsLines(text, limits) {
            damaged = 0
            readLines(text, limits)
        } else if isWhole {
            readRow(text, limits)
        } else {
            values = first.map { [$0] } ?? []
            fault = reader.fault
        }
    }

    /// Reads a value a line. A broken line costs its item and no other.
    private mutating func readLines(_ text: Span<UInt8>, _ limits: DocumentLimits) {
        isLines = true
        var start = 0
        var number = 0
        while start < text.count {
            let end = JSONValues.lineEnd(text, from: start)
            number += 1
            var reader = JSONReader(text.extracting(start..<end), limits: limits)
            if !reader.isAtEnd() {
                let value = reader.value()
                if let value, reader.fault == nil {
                    damaged += reader.damaged
                    values.append(value)
                } else if let fault = reader.fault {
                    broken.append(
                        BrokenLine(
                            position: values.count,
                            number: number,
                            fault: fault,
                            bytes: Array(span: text.extracting(start..<end))
                        )
                    )
                }
            }
            start = end + 1
        }
    }

    /// Reads values that follow one another, each over several lines.
    private mutating func readRow(_ text: Span<UInt8>, _ limits: DocumentLimits) {
        isLines = true
        damaged = 0
        var start = 0
        while true {
            // Commas and record separators (RFC 7464) may part values.
            while start < text.count, text[start] <= 0x20 || text[start] == UInt8(ascii: ",") { start += 1 }
            guard start < text.count else { return }
            var reader = JSONReader(text.extracting(start..<text.count), limits: limits)
            guard let value = reader.value(), reader.fault == nil else {
                fault = reader.fault
                return
            }
            values.append(value)
            damaged += reader.damaged
            start += reader.index
        }
    }

    /// Whether the text has a value a line: one of the first lines is an object, and those before it begin as objects.
    private static func holdsLines(_ text: Span<UInt8>, _ limits: DocumentLimits) -> Bool {
        var start = 0
        for _ in 0..<8 where start < text.count {
            let end = lineEnd(text, from: start)
            let line = text.extracting(start..<end)
            if isValue(line, limits) { return true }
            guard line.isEmpty || line[0] == UInt8(ascii: "{") && line.count > 1 else { return false }
            start = end + 1
        }
        return false
    }

    private static func isValue(_ text: Span<UInt8>, _ limits: DocumentLimits) -> Bool {
        var reader = JSONReader(text, limits: limits)
        return reader.value()?.isObject == true && reader.fault == nil && reader.isAtEnd()
    }

    private static func lineEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] != 0x0A { index += 1 }
        return index
    }
}
