/// A mailbox of a header (RFC 5322, sections 3.4 and 4.4): a name, an address, or both.
struct MailAddress: Equatable {
    /// The name, decoded; nil where there is none.
    var name: String?
    /// `press@ministry.example`; nil where the field has a name alone.
    var address: String?

    /// The domain of the address in lower case.
    var domain: String? {
        guard let address, let at = address.lastIndex(of: "@") else { return nil }
        let domain = address[address.index(after: at)...].lowercased().trimmingSpaces()
        return domain.isEmpty ? nil : domain
    }

    private static let listLimit = 50

    /// The mailboxes of a list; names of groups are passed over.
    static func list(_ value: [UInt8]) -> [MailAddress] {
        var list: [MailAddress] = []
        var phrase: [UInt8] = []
        var address: [UInt8]?
        var comment: [UInt8] = []
        var index = 0
        func finish() {
            if let mailbox = mailbox(phrase, address, comment), list.count < listLimit { list.append(mailbox) }
            phrase = []
            address = nil
            comment = []
        }
        while index < value.count {
            let byte = value[index]
            switch byte {
            case 0x22:
                index = quoted(value, index + 1, into: &phrase)
                continue
            case 0x28:
                index = parenthesis(value, index + 1, into: &comment)
                continue
            case 0x3C:
                let end = value[index...].firstIndex(of: 0x3E) ?? value.count
                address = Array(value[index + 1..<end])
                index = end + 1
                continue
            case 0x2C, 0x3B: finish()
            case 0x3A where address == nil && !phrase.contains(0x40): phrase = []
            default: phrase.append(byte)
            }
            index += 1
        }
        finish()
        return list
    }

    /// The mailboxes of a field as mail programs print it in a text: `*Anna Holm* [mailto:anna@desk.example]`.
    static func printed(_ line: Substring) -> [MailAddress] {
        var text = line.replacing("[mailto:", with: "<").replacing("<mailto:", with: "<")
        text.removeAll { $0 == "*" }
        return list(Array(text.replacing("]", with: ">").utf8)).compactMap { mailbox in
            // `<anna@desk.example<anna@desk.example>>`
            let parts = mailbox.address?.split(separator: "<")
            let address = parts?.first.map(String.init)
            let name = mailbox.name.map { String($0.split(separator: "<").first ?? "").trimmingSpaces() }
            guard address?.contains("@") == true || name?.contains(where: \.isLetter) == true else { return nil }
            return MailAddress(name: name == address || name == "" ? nil : name, address: address)
        }
    }

    /// What stands between quotation marks, where a backslash takes the next byte as it is.
    private static func quoted(_ value: [UInt8], _ start: Int, into text: inout [UInt8]) -> Int {
        var index = start
        while index < value.count, value[index] != 0x22 {
            if value[index] == 0x5C, index + 1 < value.count { index += 1 }
            text.append(value[index])
            index += 1
        }
        return index + 1
    }

    private static func parenthesis(_ value: [UInt8], _ start: Int, into text: inout [UInt8]) -> Int {
        var index = start
        var depth = 1
        while index < value.count {
            if value[index] == 0x28 { depth += 1 }
            if value[index] == 0x29 { depth -= 1 }
            if depth == 0 { return index + 1 }
            if value[index] == 0x5C, index + 1 < value.count { index += 1 }
            text.append(value[index])
            index += 1
        }
        return index
    }

    private static func mailbox(_ phrase: [UInt8], _ address: [UInt8]?, _ comment: [UInt8]) -> MailAddress? {
        let text = cleaned(phrase)
        if let address {
            let plain = cleaned(address).filter { $0 != " " }
            // A route before the address has gone out of use (section 4.4).
            let mailbox = plain.hasPrefix("@") ? plain.split(separator: ":").last.map(String.init) ?? plain : plain
            let name = text.isEmpty ? nil : text
            if name == nil, mailbox.isEmpty { return nil }
            return MailAddress(name: name == mailbox ? nil : name, address: mailbox.isEmpty ? nil : mailbox)
        }
        guard !text.isEmpty else { return nil }
        // `press@ministry.example (Press Office)`
        let note = cleaned(comment)
        if text.contains("@"), !text.contains(" ") {
            return MailAddress(name: note.isEmpty ? nil : note, address: text)
        }
        return MailAddress(name: text, address: nil)
    }

    private static func cleaned(_ bytes: [UInt8]) -> String {
        let text = FieldBound.cut(EncodedWord.decode(bytes))
        return text.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }.joined(separator: " ")
            .trimmingMarks()
    }
}

extension String {
    /// Without quotation marks around the whole.
    fileprivate func trimmingMarks() -> String {
        var text = self[...]
        for mark in ["\"", "'"] where text.count > 1 && text.hasPrefix(mark) && text.hasSuffix(mark) {
            text = text.dropFirst().dropLast()
        }
        return String(text)
    }
}
