/// A token of a NATS subject that is made of any text.
///
/// Letters and digits stay, in lower case; whatever stands between them becomes one `-`. So `Agence France-Presse` is
/// `agence-france-presse`, and no token has a dot, a star, an angle bracket or a space, which mean something to NATS.
enum SubjectToken {
    /// The most characters of a token.
    private static let longest = 48

    /// The token of a text; `absent` where nothing of it is left.
    static func make(_ text: String?, absent: String) -> String {
        var token = ""
        var isDue = false
        for character in (text ?? "").lowercased() {
            guard character.isLetter || character.isNumber else {
                isDue = !token.isEmpty
                continue
            }
            if token.count + (isDue ? 2 : 1) > longest { break }
            if isDue { token.append("-") }
            isDue = false
            token.append(character)
        }
        return token.isEmpty ? absent : token
    }

    /// Whether a pattern matches every subject that another one does: `*` stands for one token, a final `>` for the rest.
    static func pattern(_ pattern: String, takesIn subjects: String) -> Bool {
        let (pattern, subjects) = (tokens(pattern), tokens(subjects))
        for (place, token) in pattern.enumerated() {
            guard place < subjects.count else { return false }
            if token == ">" { return true }
            if subjects[place] == ">" || token != "*" && token != subjects[place] { return false }
        }
        return pattern.count == subjects.count
    }

    /// Whether a text is a subject, or a pattern of subjects.
    static func isPattern(_ text: String) -> Bool {
        let tokens = tokens(text)
        return tokens.enumerated().allSatisfy { place, token in
            token == "*" || token == ">" && place == tokens.count - 1 || isSubject(String(token))
        }
    }

    private static func tokens(_ text: String) -> [Substring] {
        text.split(separator: ".", omittingEmptySubsequences: false)
    }

    /// Whether a text is a token as it stands, or several with dots between.
    static func isSubject(_ text: String) -> Bool {
        !text.isEmpty
            && tokens(text).allSatisfy { token in
                !token.isEmpty
                    && token.utf8.allSatisfy {
                        $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: ">")
                    }
            }
    }
}
