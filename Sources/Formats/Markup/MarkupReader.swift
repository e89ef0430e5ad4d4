public import Article
import Text

/// Reads XML as a series of events, over bytes that lie elsewhere.
///
/// On a well-formed document it reports what a conforming processor without validation reports (XML 1.0, fifth edition),
/// but that it reads no external entity and no DTD that is not in the document, and expands internal entities as plain text.
/// What is often wrong in feeds is tolerated, and counted in ``damaged`` where something had to be guessed: junk before
/// the first tag, a bare `&`, control characters, attributes without a space between. HTML's named characters are
/// known, and prefixes need not be bound. Anything else ends the reading with a ``fault``; what came before it stands.
///
/// ```swift
/// var reader = MarkupReader(bytes.span)
/// while true {
///     switch reader.next() {
///     case .start where reader.isNamed("title"): inTitle = true
///     case .text where inTitle: reader.appendText(to: &title)
///     case .end: inTitle = false
///     case .finished: return reader.fault
///     default: break
///     }
/// }
/// ```
///
/// The bytes are UTF-8; ``MarkupEncoding`` makes it of others. Time is linear in them.
public struct MarkupReader: ~Escapable {
    public enum Event: Sendable, Equatable {
        /// A start tag, or an empty element's tag, after which ``end`` comes: see ``name`` and ``attributes``.
        case start
        /// An end tag: see ``name``.
        case end
        /// Character data or a CDATA section: see ``appendText(to:)``. One run may come in several events.
        case text
        /// A comment: see ``content``.
        case comment
        /// A processing instruction: see ``name`` and ``content``.
        case instruction
        /// Nothing is left, or ``fault`` says why not.
        case finished
    }

    /// An attribute of the element that an event opened.
    public struct Attribute: Sendable {
        /// Where its name stands in the text.
        public var name: Range<Int>
        /// Where its value stands: in the text, or in the reader's own room where references had to be resolved.
        var value: Range<Int>
        var isResolved: Bool
    }

    private struct OpenElement {
        var name: Range<Int>
        var bindings: Int
    }

    let bytes: Span<UInt8>
    let limits: DocumentLimits
    var index = 0
    /// Where the qualified name of the element or instruction stands in the text.
    public private(set) var name = 0..<0
    /// Where the content of a comment, an instruction or a stretch of text stands, as it was written.
    public private(set) var content = 0..<0
    public private(set) var attributes: [Attribute] = []
    /// How many characters or marks had to be dropped or guessed.
    public internal(set) var damaged = 0
    /// What ended the reading before the end of the document.
    public private(set) var fault: MarkupFault?
    private var open: [OpenElement] = []
    private var bindings = PrefixBindings()
    private var endsAtOnce = false
    private var hadRoot = false
    private var textIsResolved = false
    private var resolvedText: [UInt8] = []
    private var resolvedValues: [UInt8] = []
    var entities = MarkupEntities()
    private var defaults = AttributeDefaults()

    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, limits: DocumentLimits = DocumentLimits()) {
        self.bytes = bytes
        self.limits = limits
        skipJunk()
    }

    /// How many elements are open.
    public var depth: Int { open.count }

    /// Rises whenever a prefix is bound or unbound: as long as it stays, a qualified name means the same.
    public var bindingGeneration: Int { bindings.generation }

    /// Reads on to what comes next.
    public mutating func next() -> Event {
        if fault != nil { return .finished }
        if endsAtOnce {
            endsAtOnce = false
            closeElement()
            return .end
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                guard depth > 0 else {
                    if hadRoot, !skipSpace() {
                        damaged += 1
                        return .finished
                    }
                    if !hadRoot { index += 1 }
                    continue
                }
                readText()
                return .text
            }
            guard index + 1 < bytes.count else { return fail(.endsEarly) }
            switch bytes[index + 1] {
            case UInt8(ascii: "/"): return readEndTag()
            case UInt8(ascii: "!"):
                if let event = readDeclaration() { return event }
            case UInt8(ascii: "?"):
                if let event = readInstruction() { return event }
            case let byte where MarkupBytes.opensName(byte):
                if hadRoot, depth == 0 {
                    damaged += 1
                    return .finished
                }
                return readStartTag()
            default:
                // A bare `<` can only be meant as text.
                guard depth > 0, MarkupBytes.isSpace(bytes[index + 1]) || bytes[index + 1] < 0x40 else {
                    return fail(.malformedTag)
                }
                damaged += 1
                content = index..<index + 1
                textIsResolved = false
                index += 1
                return .text
            }
        }
        if depth > 0 { return fail(.endsEarly) }
        return hadRoot ? .finished : fail(.noElement)
    }

    // MARK: What an event holds

    /// Whether the local name of the element is `local`.
    public func isNamed(_ local: String) -> Bool {
        let start = localStart(name)
        guard name.upperBound - start == local.utf8.count else { return false }
        return matches(local, at: start)
    }

    /// The local part of a qualified name.
    public func localName(_ name: Range<Int>) -> String { string(localStart(name)..<name.upperBound) }

    /// The prefix of a qualified name; empty without one.
    public func prefix(_ name: Range<Int>) -> String {
        let start = localStart(name)
        return start == name.lowerBound ? "" : string(name.lowerBound..<start - 1)
    }

    /// What the prefix of an element's name is bound to: empty for no namespace, nil for a prefix that nothing binds.
    public func namespace(_ name: Range<Int>) -> String? {
        let start = localStart(name)
        return bindings.namespace(start == name.lowerBound ? start..<start : name.lowerBound..<start - 1, in: bytes)
    }

    /// The value of the first attribute with a qualified name.
    public func value(_ qualified: String) -> String? {
        for attribute in attributes
        where attribute.name.count == qualified.utf8.count && matches(qualified, at: attribute.name.lowerBound) {
            return value(of: attribute)
        }
        return nil
    }

    /// The value of an attribute, references resolved and white space normalized (XML 1.0, section 3.3.3).
    public func value(of attribute: Attribute) -> String {
        var value: [UInt8] = []
        appendValue(of: attribute, to: &value)
        return String(decoding: value, as: UTF8.self)
    }

    func appendValue(of attribute: Attribute, to target: inout [UInt8]) {
        if attribute.isResolved {
            target.append(contentsOf: resolvedValues[attribute.value])
        } else {
            target.append(copying: bytes, attribute.value)
        }
    }

    /// Appends the text of a ``Event/text`` event, references resolved and line ends as one line feed.
    public func appendText(to target: inout [UInt8]) {
        if textIsResolved {
            target.append(contentsOf: resolvedText)
        } else {
            target.append(copying: bytes, content)
        }
    }

    /// The text at a place, as it was written.
    public func string(_ range: Range<Int>) -> String {
        var text: [UInt8] = []
        text.append(copying: bytes, range)
        return String(decoding: text, as: UTF8.self)
    }

    private func localStart(_ name: Range<Int>) -> Int {
        for at in name where bytes[at] == UInt8(ascii: ":") {
            return at > name.lowerBound && at + 1 < name.upperBound ? at + 1 : name.lowerBound
        }
        return name.lowerBound
    }

    func equal(_ one: Range<Int>, _ other: Range<Int>) -> Bool { bytes.areEqual(one, other) }

    // MARK: Tags

    private mutating func readStartTag() -> Event {
        guard depth < limits.xmlDepth else { return fail(.tooDeep(limits.xmlDepth)) }
        index += 1
        guard let name = readName() else { return fail(.malformedTag) }
        self.name = name
        attributes.removeAll(keepingCapacity: true)
        resolvedValues.removeAll(keepingCapacity: true)
        let bound = bindings.count
        while true {
            let spaced = skipSpace()
            guard index < bytes.count else { return fail(.endsEarly) }
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                index += 1
                break
            }
            if byte == UInt8(ascii: "/") {
                guard index + 1 < bytes.count else { return fail(.endsEarly) }
                guard bytes[index + 1] == UInt8(ascii: ">") else { return fail(.malformedTag) }
                index += 2
                endsAtOnce = true
                break
            }
            guard MarkupBytes.opensName(byte) else { return fail(.malformedTag) }
            if !spaced { damaged += 1 }
            if let reason = readAttribute() { return fail(reason) }
        }
        hadRoot = true
        if !defaults.isEmpty, let reason = addDefaults() { return fail(reason) }
        open.append(OpenElement(name: name, bindings: bound))
        return .start
    }

    private mutating func readAttribute() -> MarkupFault.Reason? {
        guard let name = readName() else { return .malformedTag }
        _ = skipSpace()
        guard index < bytes.count else { return .endsEarly }
        guard bytes[index] == UInt8(ascii: "=") else { return .malformedTag }
        index += 1
        _ = skipSpace()
        guard index < bytes.count else { return .endsEarly }
        let quote = bytes[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .malformedTag }
        index += 1
        let start = index
        var isPlain = true
        while true {
            guard index < bytes.count else { return .endsEarly }
            let byte = bytes[index]
            if byte == quote { break }
            if byte < 0x20 || byte == UInt8(ascii: "&") { isPlain = false }
            if byte == UInt8(ascii: "<") { damaged += 1 }
            index += 1
        }
        var attribute = Attribute(name: name, value: start..<index, isResolved: false)
        index += 1
        if !isPlain {
            let from = resolvedValues.count
            var room: [UInt8] = []
            swap(&room, &resolvedValues)
            resolve(attribute.value, asValue: true, into: &room)
            swap(&room, &resolvedValues)
            attribute.value = from..<resolvedValues.count
            attribute.isResolved = true
        }
        for other in attributes where equal(other.name, name) {
            damaged += 1
            return nil
        }
        return add(attribute)
    }

    private mutating func add(_ attribute: Attribute) -> MarkupFault.Reason? {
        guard attributes.count < limits.xmlAttributes else { return .tooManyAttributes(limits.xmlAttributes) }
        attributes.append(attribute)
        if bindsPrefix(attribute) {
            let name = attribute.name
            let prefix = min(name.lowerBound + 6, name.upperBound)..<name.upperBound
            guard bindings.bind(prefix, to: value(of: attribute)) else {
                return .tooManyAttributes(PrefixBindings.most)
            }
        }
        return nil
    }

    /// Adds what the document type says of attributes that the element leaves out (XML 1.0, section 3.3.2).
    private mutating func addDefaults() -> MarkupFault.Reason? {
        for known in defaults.of(name, in: bytes)
        where !attributes.contains(where: { equal($0.name, known.name) }) {
            guard defaults.take(known.value.count, of: limits.xmlEntities) else {
                damaged += 1
                return nil
            }
            let from = resolvedValues.count
            var room: [UInt8] = []
            swap(&room, &resolvedValues)
            resolve(known.value, asValue: true, into: &room)
            swap(&room, &resolvedValues)
            let value = from..<resolvedValues.count
            if let reason = add(Attribute(name: known.name, value: value, isResolved: true)) { return reason }
        }
        return nil
    }

    private mutating func readEndTag() -> Event {
        index += 2
        guard let name = readName() else { return fail(index < bytes.count ? .malformedTag : .endsEarly) }
        _ = skipSpace()
        guard index < bytes.count else { return fail(.endsEarly) }
        guard bytes[index] == UInt8(ascii: ">") else { return fail(.malformedTag) }
        guard let last = open.last, equal(last.name, name) else { return fail(.mismatchedEndTag) }
        index += 1
        closeElement()
        return .end
    }

    private mutating func closeElement() {
        guard let last = open.popLast() else { return }
        name = last.name
        attributes.removeAll(keepingCapacity: true)
        bindings.unbind(downTo: last.bindings)
    }

    private mutating func readName() -> Range<Int>? {
        let start = index
        guard index < bytes.count, MarkupBytes.opensName(bytes[index]) else { return nil }
        index += 1
        while index < bytes.count, MarkupBytes.continuesName(bytes[index]) { index += 1 }
        return start..<index
    }

    // MARK: Text, comments, instructions

    private mutating func readText() {
        let start = index
        var isPlain = true
        while index < bytes.count {
            let byte = bytes[index]
            if byte > 0x3C {
                index += 1
                continue
            }
            if byte == UInt8(ascii: "<") { break }
            if byte == UInt8(ascii: "&") || byte < 0x20 && byte != 0x0A && byte != 0x09 { isPlain = false }
            index += 1
        }
        content = start..<index
        textIsResolved = !isPlain
        if !isPlain {
            var room: [UInt8] = []
            swap(&room, &resolvedText)
            room.removeAll(keepingCapacity: true)
            resolve(content, asValue: false, into: &room)
            swap(&room, &resolvedText)
        }
    }

    /// A comment, a CDATA section or a document type; nil where there is nothing to report.
    private mutating func readDeclaration() -> Event? {
        if follows("<!--") {
            guard let end = find("-->", from: index + 4) else { return fail(.endsEarly) }
            content = index + 4..<end
            index = end + 3
            return .comment
        }
        if follows("<![CDATA[") {
            guard depth > 0 else { return fail(.malformedTag) }
            let start = index + 9
            guard let end = find("]]>", from: start) else { return fail(.endsEarly) }
            content = start..<end
            index = end + 3
            readVerbatim()
            return .text
        }
        guard depth == 0, !hadRoot else { return fail(.malformedTag) }
        guard let end = entities.readDocumentType(bytes, from: index, defaults: &defaults) else {
            return fail(.endsEarly)
        }
        index = end
        return nil
    }

    /// The content of a CDATA section, which is text as it stands but for line ends and control characters.
    private mutating func readVerbatim() {
        var plain = content.lowerBound
        while plain < content.upperBound {
            let byte = bytes[plain]
            guard byte >= 0x20 || byte == 0x0A || byte == 0x09 else { break }
            plain += 1
            if byte < 0x80 { plain = AsciiRun.settledEnd(bytes, plain, content.upperBound) }
        }
        let isPlain = plain == content.upperBound
        textIsResolved = !isPlain
        guard !isPlain else { return }
        var room: [UInt8] = []
        swap(&room, &resolvedText)
        room.removeAll(keepingCapacity: true)
        var at = content.lowerBound
        while at < content.upperBound { at = appendCharacter(at, content.upperBound, asValue: false, &room) }
        swap(&room, &resolvedText)
    }

    private mutating func readInstruction() -> Event? {
        let start = index
        index += 2
        guard let target = readName() else { return fail(.malformedTag) }
        guard let end = find("?>", from: index) else { return fail(.endsEarly) }
        _ = skipSpace()
        name = target
        content = min(index, end)..<end
        index = end + 2
        // The XML declaration is none, wherever a feed has it.
        if target.count == 3, matches("xml", at: start + 2) { return nil }
        return .instruction
    }

    // MARK: Small steps

    private mutating func fail(_ reason: MarkupFault.Reason) -> Event {
        fault = fault(reason)
        return .finished
    }

    /// A fault at the place that has been reached.
    func fault(_ reason: MarkupFault.Reason) -> MarkupFault {
        let offset = min(index, bytes.count)
        var line = 1
        for at in 0..<offset where bytes[at] == 0x0A { line += 1 }
        return MarkupFault(reason: reason, offset: offset, line: line)
    }

    /// Whether an attribute declares a namespace.
    func bindsPrefix(_ attribute: Attribute) -> Bool {
        let name = attribute.name
        return name.count >= 5 && matches("xmlns", at: name.lowerBound)
            && (name.count == 5 || bytes[name.lowerBound + 5] == UInt8(ascii: ":"))
    }

    /// Goes over a byte-order mark and what stands before the first tag.
    private mutating func skipJunk() {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
        var isJunk = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<"), index + 1 < bytes.count {
                let next = bytes[index + 1]
                if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || MarkupBytes.opensName(next) { break }
            }
            if !MarkupBytes.isSpace(byte) { isJunk = true }
            index += 1
        }
        if isJunk { damaged += 1 }
    }

    private mutating func skipSpace() -> Bool {
        let start = index
        while index < bytes.count, MarkupBytes.isSpace(bytes[index]) { index += 1 }
        return index > start
    }

    private func follows(_ text: String) -> Bool {
        bytes.count - index >= text.utf8.count && matches(text, at: index)
    }

    private func matches(_ text: String, at start: Int) -> Bool {
        bytes.matches(text, at: start)
    }

    private func find(_ text: String, from start: Int) -> Int? {
        bytes.firstIndex(of: text, from: start)
    }
}
