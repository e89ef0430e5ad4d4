import LinuxIO

extension String {
    /// The text for reading on a terminal: as it is, but for what could act on the terminal or deceive the reader.
    ///
    /// Unlike ``Swift/String/escapedForDisplay``, which is for names, it keeps backslashes and the joiners that Persian,
    /// Indic scripts and emoji are written with, and drops soft hyphens.
    var readable: String {
        var shown = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\u{AD}": continue
            case "\u{200C}", "\u{200D}", "\\": shown.unicodeScalars.append(scalar)
            case "\t": shown += "    "
            default: shown += String(scalar).escapedForDisplay
            }
        }
        return shown
    }

    /// The lines of the text, each at most `width` columns wide, broken between words, and within one only where it is
    /// wider than a line or written without spaces.
    func wrapped(to width: Int, indent: String = "") -> [String] {
        let room = max(width - indent.displayWidth, 10)
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in split(separator: " ") {
            let wide = String(word).displayWidth
            if used > 0, used + 1 + wide <= room {
                line += " " + word
                used += 1 + wide
                continue
            }
            // A wide word in a script without spaces goes on in the same line.
            let goesOn = used > 0 && wide > room
            if used > 0, !goesOn {
                lines.append(indent + line)
                line = ""
                used = 0
            } else if goesOn {
                line += " "
                used += 1
            }
            for character in word {
                let columns = character.displayWidth
                if used + columns > room {
                    lines.append(indent + line)
                    line = ""
                    used = 0
                }
                line.append(character)
                used += columns
            }
        }
        if !line.isEmpty { lines.append(indent + line) }
        return lines
    }

    /// How many columns of a terminal the text takes.
    var displayWidth: Int {
        reduce(0) { $0 + $1.displayWidth }
    }

    /// The text, cut with an ellipsis where it is wider than `width` columns.
    func cut(to width: Int) -> String {
        if displayWidth <= width { return self }
        var kept = ""
        var used = 1
        for character in self {
            used += character.displayWidth
            if used > width { break }
            kept.append(character)
        }
        return kept + "…"
    }
}

extension Character {
    /// Two columns for what East Asian scripts and emoji take as wide (UAX #11, wide and fullwidth), else one.
    var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }
}
