import Text
import Wire
import Article

/// The attributes of a tag that the reading of a page asks for, as ranges of the page's bytes.
struct PageAttributes {
    private static let empty = ByteRange(0, 0)

    /// Those that say what an element is for: `class`, `id`, `role` and their like.
    private(set) var purposes: InlineArray<8, ByteRange> = .init(repeating: PageAttributes.empty)
    private(set) var purposeCount = 0
    private(set) var itemProperty = PageAttributes.empty
    private(set) var content = PageAttributes.empty
    private var property = PageAttributes.empty
    private var name = PageAttributes.empty
    /// `href`.
    private(set) var target = PageAttributes.empty
    private(set) var rel = PageAttributes.empty
    private(set) var source = PageAttributes.empty
    private(set) var lateSource = PageAttributes.empty
    private(set) var alternative = PageAttributes.empty
    private(set) var dateTime = PageAttributes.empty
    private(set) var language = PageAttributes.empty
    private(set) var type = PageAttributes.empty
    private(set) var width = PageAttributes.empty
    private(set) var height = PageAttributes.empty
    private(set) var style = PageAttributes.empty
    private(set) var isHidden = false
    private(set) var isHiddenFromReaders = false

    /// Whether they say anything of what the element's text is.
    var areTelling: Bool { purposeCount > 0 || isHidden || isHiddenFromReaders || !style.isEmpty }

    init(_ bytes: Span<UInt8>, _ attributes: [HTMLAttribute]) {
        guard !attributes.isEmpty else { return }
        let table = PageAttributeName.table
        for attribute in attributes { take(bytes, table[attribute.name], attribute.value) }
        if !style.isEmpty, PageAttributes.hides(bytes, style) { isHidden = true }
    }

    /// Takes a value; of two attributes with one name the first counts.
    private mutating func take(_ bytes: Span<UInt8>, _ name: PageAttributeName, _ value: ByteRange) {
        switch name {
        case .other: break
        case .purpose: addPurpose(value)
        case .itemprop:
            addPurpose(value)
            if itemProperty.isEmpty { itemProperty = value }
        case .property: property = value
        case .name: if self.name.isEmpty { self.name = value }
        case .content: if content.isEmpty { content = value }
        case .href: if target.isEmpty { target = value }
        case .rel: if rel.isEmpty { rel = value }
        case .src: if source.isEmpty { source = value }
        case .lateSource: if lateSource.isEmpty { lateSource = value }
        case .alt: if alternative.isEmpty { alternative = value }
        case .datetime: if dateTime.isEmpty { dateTime = value }
        case .lang: if language.isEmpty { language = value }
        case .type: if type.isEmpty { type = value }
        case .width: if width.isEmpty { width = value }
        case .height: if height.isEmpty { height = value }
        case .style: if style.isEmpty { style = value }
        case .hidden: isHidden = HTMLName(bytes, value.start, value.end) != .untilFound
        case .ariaHidden: isHiddenFromReaders = HTMLName(bytes, value.start, value.end) == .true
        }
    }

    private mutating func addPurpose(_ value: ByteRange) {
        guard !value.isEmpty, purposeCount < 8 else { return }
        purposes[purposeCount] = value
        purposeCount += 1
    }

    /// Whether a style hides the element: `display: none` or `visibility: hidden`.
    private static func hides(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        var word = HTMLName.empty
        var last = HTMLName.empty
        var index = range.start
        while index <= range.end {
            let byte = index < range.end ? bytes[index] : 0x3B
            if ASCII.isLetter(byte) || byte == 0x2D {
                word.add(byte)
            } else if word != .empty {
                if last == .display && word == .none || last == .visibility && word == .hidden { return true }
                last = word
                word = .empty
            }
            index += 1
        }
        return false
    }

    // MARK: What they say

    /// The name of what a `meta` element declares: a property outranks a name, and that an item's property.
    var metaName: ByteRange { !property.isEmpty ? property : !name.isEmpty ? name : itemProperty }
    var metaNameIsItemProperty: Bool { property.isEmpty && name.isEmpty }

    /// What class, id, role and style say of the element's text.
    func marks(_ bytes: Span<UInt8>, _ words: PhraseMatcher) -> ClassMarks {
        var marks: ClassMarks = []
        if purposeCount > 0 {
            var scan = words.begin()
            for index in 0..<purposeCount { scan.add(bytes, purposes[index], limit: 400) }
            marks = ClassMarks(rawValue: scan.finish())
        }
        if isHidden { marks.insert(.hiddenByStyle) }
        if isHiddenFromReaders { marks.insert(.hiddenFromReaders) }
        return marks
    }

    func likeness(_ bytes: Span<UInt8>, of tag: HTMLTag) -> UInt64 {
        var hash = HTMLName.empty
        hash.add(tag.rawValue)
        if purposeCount > 0 { hash.add(bytes, purposes[0].start, min(purposes[0].end, purposes[0].start + 40)) }
        return hash.hash
    }

    /// Whether `rel` has a word.
    func relation(_ bytes: Span<UInt8>, has word: StaticString) -> Bool {
        guard !rel.isEmpty else { return false }
        let wanted = HTMLName(word)
        var found = HTMLName.empty
        var index = rel.start
        while index < rel.end {
            if ASCII.isSpace(bytes[index]) {
                if found == wanted { return true }
                found = .empty
            } else {
                found.add(bytes[index])
            }
            index += 1
        }
        return found == wanted
    }

    func declaresLinkedData(_ bytes: Span<UInt8>) -> Bool {
        // `application/ld+json`, with or without parameters.
        guard type.count >= 19 else { return false }
        return HTMLName(bytes, type.start, type.start + 19) == .linkedData
    }

    func isPasswordField(_ bytes: Span<UInt8>) -> Bool {
        HTMLName(bytes, type.start, type.end) == .password
    }

    func number(_ bytes: Span<UInt8>, _ range: ByteRange) -> Int {
        var value = 0
        var index = range.start
        while index < range.end, ASCII.isDigit(bytes[index]), value < 100_000 {
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return value
    }
}

/// The attributes that are asked for, those alike under one case.
enum PageAttributeName: Sendable {
    case other, purpose, itemprop, property, name, content, href, rel, src, lateSource, alt, datetime, lang, type
    case width, height, style, hidden, ariaHidden

    static let table = HTMLNameTable<PageAttributeName>(
        [
            ("class", .purpose), ("id", .purpose), ("role", .purpose), ("data-component", .purpose),
            ("data-testid", .purpose), ("data-module", .purpose), ("itemprop", .itemprop), ("property", .property),
            ("name", .name), ("http-equiv", .name), ("content", .content), ("href", .href), ("rel", .rel),
            ("src", .src), ("srcset", .lateSource), ("data-src", .lateSource), ("data-srcset", .lateSource),
            ("data-original", .lateSource), ("data-lazy-src", .lateSource), ("alt", .alt), ("datetime", .datetime),
            ("lang", .lang), ("type", .type), ("width", .width), ("height", .height), ("style", .style),
            ("hidden", .hidden), ("aria-hidden", .ariaHidden),
        ],
        other: .other
    )
}

extension HTMLName {
    static let untilFound = HTMLName("until-found")
    static let `true` = HTMLName("true")
    static let display = HTMLName("display")
    static let none = HTMLName("none")
    static let visibility = HTMLName("visibility")
    static let hidden = HTMLName("hidden")
    static let linkedData = HTMLName("application/ld+json")
    static let password = HTMLName("password")
}
