extension Settings {
    /// The text of `Config/wiredesk.yaml`: every key with its sentence, and its default in a comment.
    public static var documentedFile: String {
        var text = """
            # The configuration of wiredesk: every key with its default.
            #
            # To change a value, take the # away from its line. The environment (WIREDESK_SETTLE=1s) outranks this file,
            # and the command line outranks both. Durations are a number and ms, s, m, h or d, sizes a number and B, KiB,
            # MiB or GiB. `systemctl reload wiredesk` puts changes in force, but for keys that say that they take a restart.

            """
        let standard = Settings()
        for key in keys {
            text += "\n"
            let restart = key.isLive ? "" : " A change takes a restart."
            for line in wrapped(key.summary + restart, width: 110) { text += "# \(line)\n" }
            text += "#\(key.name): \(key.written(standard))\(key.note.map { "  # \($0)" } ?? "")\n"
        }
        return text
    }
}

/// The words of the text in lines of at most so many characters.
func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= width {
            lines[lines.count - 1] = last + " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines
}
