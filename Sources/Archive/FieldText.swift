import Article

extension JSONOutput {
    /// Writes a value.
    mutating func append(_ value: FieldValue, as form: FieldForm) {
        switch value {
        case .text(let text): appendString(text)
        case .texts(let texts): appendList(texts) { $0.appendString($1) }
        case .places(let places): appendList(places) { $0.appendNumber(Int64($1)) }
        case .contentID(let id): appendString("\(id)")
        case .sequence(let number): appendNumber(number)
        case .share(let thousandths):
            append(thousandths == 1_000 ? "1." : "0.")
            appendPadded(thousandths % 1_000, width: 3)
        case .object(let members):
            if case .object(let forms) = form { append(members, forms) }
        case .objects(let objects):
            if case .objects(let forms) = form { appendList(objects) { $0.append($1, forms) } }
        }
    }

    private mutating func appendList<Element>(_ list: [Element], _ write: (inout JSONOutput, Element) -> Void) {
        append(UInt8(ascii: "["))
        for (index, element) in list.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            write(&self, element)
        }
        append(UInt8(ascii: "]"))
    }

    private mutating func append(_ members: [FieldValue?], _ forms: [FieldMember]) {
        append(UInt8(ascii: "{"))
        var isFirst = true
        for (value, member) in zip(members, forms) {
            guard let value else { continue }
            if !isFirst { append(UInt8(ascii: ",")) }
            isFirst = false
            append("\"\(member.name)\":")
            append(value, as: member.form)
        }
        append(UInt8(ascii: "}"))
    }
}

extension JSONInput {
    /// Reads a value of a form.
    mutating func value(_ form: FieldForm) throws(RecordFault) -> FieldValue {
        switch form {
        case .text: return .text(JSONText.string(bytes, try text()))
        case .texts:
            let list = try strings()
            if list.count == 0 { throw fault(.emptyList) }
            return .texts(JSONText.strings(bytes, list))
        case .word(let words):
            let before = index
            let word = JSONText.string(bytes, try text())
            guard words.contains(word) else { throw RecordFault(reason: .unknownWord, offset: before) }
            return .text(word)
        case .moment:
            let before = index
            let text = JSONText.string(bytes, try text())
            guard OffsetTime(rfc3339: text)?.description == text else {
                throw RecordFault(reason: .badTime, offset: before)
            }
            return .text(text)
        case .places:
            var places: [Int] = []
            try expect(.openBracket, or: .notAnArray)
            repeat {
                let least = Int64((places.last ?? -1) + 1)
                places.append(Int(try number(in: least...Int64(Int32.max))))
            } while skip(.comma)
            try expect(.closeBracket, or: .notAnArray)
            return .places(places)
        case .contentID:
            try expect(.contentIDStart, or: .badID)
            return .contentID(try contentID())
        case .sequence: return .sequence(try number(in: 1...Int64.max))
        case .share:
            let before = index
            let isWhole = skip(.one)
            if !isWhole { try expect(.zero, or: .notANumber) }
            var thousandths = 0
            for _ in 0..<3 {
                guard !isAtEnd, (0x30...0x39).contains(bytes[index]) else { throw fault(.notANumber) }
                thousandths = thousandths * 10 + Int(bytes[index] - 0x30)
                advance(1)
            }
            guard !isWhole || thousandths == 0 else { throw RecordFault(reason: .numberOutOfRange, offset: before) }
            return .share(isWhole ? 1_000 : thousandths)
        case .object(let forms): return .object(try members(forms))
        case .objects(let forms):
            var objects: [[FieldValue?]] = []
            try expect(.openBracket, or: .notAnArray)
            repeat { objects.append(try members(forms)) } while skip(.comma)
            try expect(.closeBracket, or: .notAnArray)
            return .objects(objects)
        }
    }

    /// Reads an object: its known members in their order, at least one, and others in between that are passed over.
    private mutating func members(_ forms: [FieldMember]) throws(RecordFault) -> [FieldValue?] {
        var values = [FieldValue?](repeating: nil, count: forms.count)
        try expect(.openBrace, or: .notAnObject)
        var next = 0
        repeat {
            let before = index
            let name = JSONText.string(bytes, try string())
            try expect(.colon, or: .unexpected)
            guard let place = forms.firstIndex(where: { $0.name == name }) else {
                try skipUnknownValue()
                continue
            }
            guard place >= next else { throw RecordFault(reason: .unexpected, offset: before) }
            if forms[next..<place].contains(where: \.isRequired) {
                throw RecordFault(reason: .missingKey, offset: before)
            }
            values[place] = try value(forms[place].form)
            next = place + 1
        } while skip(.comma)
        if forms[next...].contains(where: \.isRequired) { throw fault(.missingKey) }
        try expect(.closeBrace, or: .unexpected)
        return values
    }

    /// Goes over a value that a later version of the format has, whatever it is.
    mutating func skipUnknownValue(depth: Int = 0) throws(RecordFault) {
        guard !isAtEnd, depth < 32 else { throw fault(.unexpected) }
        passedOver += depth == 0 ? 1 : 0
        switch bytes[index] {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let isObject = bytes[index] == UInt8(ascii: "{")
            advance(1)
            if skip(isObject ? .closeBrace : .closeBracket) { return }
            repeat {
                if isObject {
                    _ = try string()
                    try expect(.colon, or: .unexpected)
                }
                try skipUnknownValue(depth: depth + 1)
            } while skip(.comma)
            try expect(isObject ? .closeBrace : .closeBracket, or: .unexpected)
        default:
            for literal in [StaticText.true, .false, .null] where skip(literal) { return }
            let start = index
            while !isAtEnd, "+-.0123456789eE".utf8.contains(bytes[index]) { advance(1) }
            if index == start { throw fault(.unexpected) }
        }
    }

    /// Goes over one or more members of an object that this version does not know; false where `key` stands next, a known
    /// name, or no further member.
    mutating func passUnknown(
        before key: StaticText,
        unless isKnown: (String) -> Bool = { _ in false }
    ) throws(RecordFault) -> Bool {
        var hasPassed = false
        while !isAtEnd, bytes[index] == UInt8(ascii: ","), !isNext(key) {
            var ahead = self
            ahead.advance(1)
            let name = JSONText.string(bytes, try ahead.string())
            if isKnown(name) { break }
            try ahead.expect(.colon, or: .unexpected)
            try ahead.skipUnknownValue()
            self = ahead
            hasPassed = true
        }
        return hasPassed
    }
}

extension StaticText {
    static let openBrace = StaticText("{")
    static let colon = StaticText(":")
    static let contentIDStart = StaticText("\"sha256:")
    static let one = StaticText("1.")
    static let zero = StaticText("0.")
    static let `true` = StaticText("true")
    static let `false` = StaticText("false")
    static let null = StaticText("null")
}
