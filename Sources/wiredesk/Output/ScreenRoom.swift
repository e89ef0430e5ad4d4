import LinuxIO

/// Whether a text still fits on a terminal, with a line left for what comes next.
struct ScreenRoom {
    private let columns: Int
    private let rows: Int
    private var used = 0
    private var line: [UInt8] = []

    init(columns: Int, rows: Int) {
        self.columns = max(1, columns)
        self.rows = rows
    }

    /// Whether there is more than the terminal shows.
    var isFull: Bool { used >= rows || line.count > columns * rows * 16 }

    /// Takes what is written next.
    mutating func take(_ bytes: [UInt8]) {
        for byte in bytes {
            if isFull { return }
            if byte != 0x0A {
                line.append(byte)
                continue
            }
            let width = String(decoding: line, as: UTF8.self).withoutStyle.displayWidth
            used += max(1, (width + columns - 1) / columns)
            line.removeAll(keepingCapacity: true)
        }
    }
}

extension String {
    /// The text without what sets it off (``Style``).
    fileprivate var withoutStyle: String {
        guard contains("\u{1B}") else { return self }
        var kept = ""
        var isSequence = false
        for scalar in unicodeScalars {
            if scalar == "\u{1B}" {
                isSequence = true
            } else if !isSequence {
                kept.unicodeScalars.append(scalar)
            } else if scalar.properties.isAlphabetic {
                isSequence = false
            }
        }
        return kept
    }
}
