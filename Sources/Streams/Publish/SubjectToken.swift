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

    /// Whether a text is a token as it stands, or several with dots between.
    static func isSubject(_ text: String) -> Bool {
        !text.isEmpty
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { token in
                !token.isEmpty
                    && token.utf8.allSatisfy {
                        $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: ">")
                    }
            }
    }
}
