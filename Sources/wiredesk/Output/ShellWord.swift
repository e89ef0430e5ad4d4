import ArgumentParser

/// A word as the completion of a shell takes it, and as a person has begun it there.
enum ShellWord {
    /// The word as it is printed for a shell; for none that is known, as it is.
    ///
    /// A shell goes on to read what it is offered. bash expands it (`compgen -W`, bash(1)): a name from outside must not be
    /// a command to it. In zsh a colon ends the word, and a backslash takes that meaning away (`_describe`,
    /// zshcompsys(1)). Each quotes by itself what it then puts on the command line.
    static func offered(_ word: String, to shell: CompletionShell?) -> String {
        switch shell {
        case .bash?: "'" + word.replacing("'", with: #"'\''"#) + "'"
        case .zsh?: word.replacing(#"\"#, with: #"\\"#).replacing(":", with: #"\:"#)
        default: word
        }
    }

    /// Whether a shell puts what it is offered in the place of what was begun. bash's readline sets a name that does not begin
    /// with what was typed behind it, and quotes nothing then: after a backslash, and where `$` or a backtick stands
    /// outside of quotation marks, a name from outside would be run with the next return.
    static func isReplaced(_ text: String, in shell: CompletionShell?) -> Bool {
        guard case .bash? = shell else { return true }
        if text.hasPrefix("'") || text.hasPrefix("\"") { return true }
        return !text.contains { $0 == "\\" || $0 == "$" || $0 == "`" }
    }

    /// What a person has begun, without the quotation marks and backslashes that a shell takes off.
    static func begun(_ text: String, in shell: CompletionShell?) -> String {
        if shell == nil { return text }
        var word = ""
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else {
                word.append(character)
            }
        }
        return word
    }
}
