/// Text whose lines flow (RFC 3676): a line that ends in a space goes on in the next.
enum FlowedText {
    /// The text with a blank line between its paragraphs, each of which is one line; the text as it is where no line
    /// flows, because its sender says that it does and then breaks it by hand.
    static func undo(_ text: String, deletesSpaces: Bool) -> String {
        let lines = text.lines
        var flowing = 0
        for (index, line) in lines.enumerated() where index + 1 < lines.count {
            let next = lines[index + 1]
            if line.utf8.last == 0x20, !isSignatureMark(line), !next.allSatisfy({ $0 == " " }) { flowing += 1 }
        }
        if flowing == 0 { return text }
        var output = ""
        var paragraph = ""
        var depth = 0
        var isOpen = false
        func close() {
            if isOpen { output += String(repeating: ">", count: depth) + (depth > 0 ? " " : "") + paragraph + "\n" }
            paragraph = ""
            isOpen = false
        }
        for line in lines {
            var rest = line
            var lineDepth = 0
            while rest.utf8.first == 0x3E {
                lineDepth += 1
                rest = rest.dropFirst()
            }
            // A space that was added so that the line does not look like another thing.
            if rest.utf8.first == 0x20 { rest = rest.dropFirst() }
            if isOpen, lineDepth != depth || isSignatureMark(rest) { close() }
            if isSignatureMark(rest) {
                output += "\n" + rest + "\n"
                continue
            }
            depth = lineDepth
            isOpen = true
            let flows = rest.utf8.last == 0x20
            paragraph += flows && deletesSpaces ? rest.dropLast() : rest
            if flows { continue }
            close()
            // A line that ends a paragraph stands by itself.
            if lineDepth == 0 { output += "\n" }
        }
        close()
        return output
    }

    /// The line before a signature, whose space means nothing (RFC 3676, section 4.3).
    private static func isSignatureMark(_ line: Substring) -> Bool { line == "-- " }
}
