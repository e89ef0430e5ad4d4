/// The keys of a text that reads as JSON, and what they say it is.
///
/// The first ``reach`` bytes are read as RFC 8259 has them, with what real files forgive: control characters in strings, a
/// comma too many, an end that is missing. Keys are kept of the outermost object, and of the first object in an array.
struct JSONSurvey {
    /// The keys of the outermost object, or of the first object of an outermost array.
    private(set) var keys: Set<String> = []
    /// The keys of the first object in an array one level down: `{"stories": [{…}]}`.
    private(set) var inner: Set<String> = []
    /// The strings of the keys that say what a document is.
    private(set) var marks: [String: String] = [:]
    private(set) var isArray = false
    /// How many values follow one another, a line each, as far as they were read.
    private(set) var values = 0

    private static let reach = 65_536
    /// As deep as `json_depth` may be.
    private static let deepest = 512
    private static let marking: Set<String> = ["version", "@context", "@type", "type", "standard", "format", "$schema"]

    /// What the text is whose first bracket stands at an offset; nil where it does not read as JSON.
    static func kind(of text: Span<UInt8>, from first: Int) -> FileKind? {
        var survey = JSONSurvey()
        guard survey.read(text, from: first) else { return nil }
        if isRecord(survey.keys) { return .wiredeskRecord }
        let document = kind(keys: survey.keys, marks: survey.marks)
        if survey.values > 1 { return document == nil ? .unknownJSON : .jsonLines }
        if let document { return document }
        return kind(keys: survey.inner, marks: [:]) == nil ? .unknownJSON : .articleJSON
    }

    /// Whether the first object is a record of an archive, by the keys that it opens with, or has one with the name of its desk.
    private static func isRecord(_ keys: Set<String>) -> Bool {
        keys.isSuperset(of: ["v", "seq", "id", "ingested_at", "headline"]) || keys == ["desk", "record"]
    }

    /// What an object with such keys is; nil where it is no article.
    private static func kind(keys: Set<String>, marks: [String: String]) -> FileKind? {
        func has(_ key: String) -> Bool { keys.contains(key) }
        func hasAny(_ some: [String]) -> Bool { some.contains { keys.contains($0) } }
        if marks["version"]?.contains("jsonfeed.org") == true { return .jsonFeed }
        if marks["@context"]?.contains("schema.org") == true || has("@graph") && has("@context") { return .jsonLD }
        if has("@type"), hasAny(["articleBody", "headline"]) { return .jsonLD }
        if marks["format"]?.hasPrefix("digitalwires") == true { return .digitalwires }
        if has("content_elements"), hasAny(["headlines", "type", "_id"]) { return .ans }
        if marks["type"] == "story", hasAny(["headlines", "credits", "taxonomy", "canonical_url"]) { return .ans }
        if has("uri") || has("standard"),
            has("standard") || keys.contains(where: { $0.hasPrefix("body_") || $0.hasPrefix("description_") })
                || hasAny(["headline", "headlines", "bodies", "versioncreated", "versionCreated", "pubstatus", "title"])
        {
            return .ninjs
        }
        if hasAny(["articleBody", "body_text", "body_html", "body_xhtml", "content_html", "content_text"]) {
            return .articleJSON
        }
        if hasAny(["headline", "title", "hl1", "heading"]),
            hasAny(["text", "body", "content", "story", "paragraphs", "article", "fulltext", "full_text", "html"])
        {
            return .articleJSON
        }
        return nil
    }

    /// Where the reading stands: in an object that waits for a key, a value and so on.
    private enum Level { case object, array }

    private mutating func read(_ text: Span<UInt8>, from first: Int) -> Bool {
        let limit = min(text.count, first + JSONSurvey.reach)
        var at = first
        while at < limit {
            while at < limit, text[at] <= 0x20 || text[at] == 0x2C && values > 0 { at += 1 }
            if at >= limit { break }
            // Record separators (RFC 7464) part values as line feeds do.
            guard text[at] == 0x7B || text[at] == 0x5B else { return false }
            let start = at
            guard let end = readValue(text, from: at, before: limit, isCut: limit < text.count) else {
                // Among values that stand a line each, a broken line costs its item and no other.
                guard let next = JSONSurvey.nextObject(text, afterLineAt: start, before: limit) else {
                    return values > 0
                }
                if values == 0 { self = JSONSurvey() }
                at = next
                continue
            }
            values += 1
            guard end > start, values <= 64 else { break }
            at = end
        }
        return values > 0
    }

    /// The line after one that begins with `{"`, where it begins so too.
    private static func nextObject(_ text: Span<UInt8>, afterLineAt start: Int, before limit: Int) -> Int? {
        func opensObject(_ start: Int) -> Bool {
            guard start < limit, text[start] == 0x7B else { return false }
            var at = start + 1
            while at < limit, text[at] == 0x20 { at += 1 }
            return at < limit && text[at] == 0x22
        }
        guard opensObject(start) else { return nil }
        var at = text.next(0x0A, from: start, before: limit)
        while at < limit, text[at] <= 0x20 { at += 1 }
        return opensObject(at) ? at : nil
    }

    /// Reads one object or array: where it ends, or nil where it is none. What ends with the text is one that was cut.
    private mutating func readValue(_ text: Span<UInt8>, from start: Int, before limit: Int, isCut: Bool) -> Int? {
        var levels: [Level] = []
        var at = start
        var expectsKey = false
        var expectsValue = true
        var key = ""
        var tokens = 0
        if values == 0, text[at] == 0x5B { isArray = true }
        while at < limit {
            let byte = text[at]
            switch byte {
            case 0...0x20: at += 1
            case 0x7B, 0x5B:
                guard expectsValue, levels.count < JSONSurvey.deepest else { return nil }
                levels.append(byte == 0x7B ? .object : .array)
                expectsKey = byte == 0x7B
                expectsValue = byte == 0x5B
                at += 1
            case 0x7D, 0x5D:
                guard let level = levels.popLast(), (level == .object) == (byte == 0x7D) else { return nil }
                at += 1
                if levels.isEmpty { return tokens > 0 || at - start > 1 ? at : nil }
                expectsKey = false
                expectsValue = false
            case 0x2C:
                guard let level = levels.last else { return nil }
                expectsKey = level == .object
                expectsValue = level == .array
                at += 1
            case 0x3A:
                guard levels.last == .object, !key.isEmpty || tokens > 0 else { return nil }
                expectsValue = true
                at += 1
            case 0x22:
                guard let end = JSONSurvey.stringEnd(text, from: at + 1, before: limit) else {
                    // A string that the end of the file cuts short; nothing whole before it makes no JSON.
                    return tokens > 0 ? limit : nil
                }
                if expectsKey {
                    key = String(decoding: (at + 1..<end).prefix(64).map { text[$0] }, as: UTF8.self)
                    note(key, in: levels)
                    expectsKey = false
                    // Only a colon can follow.
                    var next = end + 1
                    while next < limit, text[next] <= 0x20 { next += 1 }
                    guard next >= limit || text[next] == 0x3A else { return nil }
                } else {
                    guard expectsValue else { return nil }
                    expectsValue = false
                    if levels.count <= 2, JSONSurvey.marking.contains(key), marks[key] == nil {
                        marks[key] = String(decoding: (at + 1..<end).prefix(128).map { text[$0] }, as: UTF8.self)
                    }
                }
                tokens += 1
                at = end + 1
            default:
                guard expectsValue, let end = JSONSurvey.literalEnd(text, from: at, before: limit) else { return nil }
                expectsValue = false
                tokens += 1
                at = end
            }
        }
        return limit
    }

    private mutating func note(_ key: String, in levels: [Level]) {
        guard values == 0 else { return }
        switch levels.count {
        case 1: keys.insert(key)
        case 2 where isArray: keys.insert(key)
        case 3 where levels[1] == .array && !isArray: inner.insert(key)
        default: break
        }
    }

    private static func stringEnd(_ text: Span<UInt8>, from start: Int, before limit: Int) -> Int? {
        var at = start
        while at < limit {
            if text[at] == 0x22 { return at }
            at += text[at] == 0x5C ? 2 : 1
        }
        return nil
    }

    /// The end of a number, `true`, `false` or `null`.
    private static func literalEnd(_ text: Span<UInt8>, from start: Int, before limit: Int) -> Int? {
        for word in ["true", "false", "null", "NaN"] where text.matches(word, at: start, before: limit) {
            return start + word.utf8.count
        }
        guard text[start].isASCIIDigit || text[start] == 0x2D else { return nil }
        var at = start + 1
        while at < limit, text[at].isASCIIDigit || [0x2E, 0x2B, 0x2D, 0x45, 0x65].contains(text[at]) { at += 1 }
        if at < limit, text[at] > 0x20, ![0x2C, 0x5D, 0x7D].contains(text[at]) { return nil }
        return at
    }
}
