import Text
import Wire
import Article

/// Reads a page's tokens into blocks, by a reduced tree.
///
/// Reduced means: void elements, implied end tags and raw text as in the HTML standard, but no foster parenting and no
/// reopening of formatting elements, which move no text from one block to another on pages that people write. Depth and
/// number of what is kept are bounded, so that time and memory are linear in the page.
struct PageBuilder {
    /// Elements beyond it are flattened, as those are that stand too deep.
    static let elementLimit = 200_000
    /// Of images, links, properties and times each.
    static let listLimit = 5_000

    private(set) var page = Page()
    private let limits: DocumentLimits
    private var folder: TextFolder
    private var open = OpenElements()
    /// How many start tags were flattened and may still be closed.
    private var flattened = 0
    /// The depth of the stack at which an element was opened whose text does not count; 0 for none.
    private var skippedFrom = 0
    /// The element whose raw text comes next.
    private var rawTag = HTMLTag.unknown
    private var holdsLinkedData = false
    private var linkCharacters = 0
    private var openLinks = 0
    private var openPreformatted = 0
    /// The innermost element around the block's text so far, -1 before there is any.
    private var inner = -1
    private let words = ClassWords.shared

    private init(byteCount: Int, _ limits: DocumentLimits) {
        self.limits = limits
        folder = TextFolder(capacity: min(byteCount, byteCount / 4 + 1_024))
        page.elements.reserveCapacity(min(4_096, byteCount / 64 + 16))
        page.elements.append(
            PageElement(tag: .html, parent: -1, depth: 0, marks: [], likeness: HTMLName.empty.hash)
        )
        open.push(OpenElements.Entry(tag: .html, name: .empty, element: 0))
    }

    /// Reads a page that is in UTF-8.
    static func read(
        _ bytes: Span<UInt8>,
        from start: Int = 0,
        limits: DocumentLimits = DocumentLimits()
    ) -> Page {
        var builder = PageBuilder(byteCount: bytes.count, limits)
        var tokens = HTMLTokenizer(startingAt: start)
        while !builder.page.isOverfull, tokens.next(bytes) {
            switch tokens.kind {
            case .text: builder.addText(bytes, tokens)
            case .startTag: builder.start(bytes, tokens)
            case .endTag: builder.end(tokens.tag, tokens.nameHash)
            case .comment: builder.takeComment(bytes, tokens.range)
            case .doctype: break
            }
        }
        builder.finish()
        return builder.page
    }

    private mutating func finish() {
        end(downTo: 1)
        cutBlock()
        page.text = folder.text
    }

    // MARK: Text

    private mutating func addText(_ bytes: Span<UInt8>, _ tokens: borrowing HTMLTokenizer) {
        let range = tokens.range
        if rawTag != .unknown {
            takeRawText(bytes, range)
            return
        }
        guard skippedFrom == 0 else { return }
        if openPreformatted > 0 {
            addPreformatted(bytes, range, hasReferences: tokens.hasReferences)
        } else {
            add(bytes, range, hasReferences: tokens.hasReferences)
        }
    }

    private mutating func add(_ bytes: Span<UInt8>, _ range: ByteRange, hasReferences: Bool) {
        let count = folder.add(bytes, range, hasReferences: hasReferences)
        guard count > 0 else { return }
        if openLinks > 0 { linkCharacters += count }
        noteElement()
    }

    /// Text whose line ends count: a blank line parts paragraphs.
    private mutating func addPreformatted(_ bytes: Span<UInt8>, _ range: ByteRange, hasReferences: Bool) {
        var start = range.start
        while start < range.end {
            var end = start
            var isBlank = true
            while end < range.end, bytes[end] != 0x0A {
                if !ASCII.isSpace(bytes[end]) { isBlank = false }
                end += 1
            }
            if isBlank, start > range.start {
                cutBlock()
            } else {
                add(bytes, ByteRange(start, min(range.end, end + 1)), hasReferences: hasReferences)
            }
            start = end + 1
        }
    }

    private mutating func takeRawText(_ bytes: Span<UInt8>, _ range: ByteRange) {
        switch rawTag {
        case .title where page.title.isEmpty && skippedFrom == 0: page.title = range
        case .script:
            page.scriptBytes += range.count
            if holdsLinkedData, page.linkedData.count < 100 { page.linkedData.append(range) }
        case .noscript where page.withoutScripts.count < 20: page.withoutScripts.append(range)
        default: break
        }
    }

    /// Notes that text of the block stands in the element that is open.
    @inline(__always)
    private mutating func noteElement() {
        let top = Int(open.top.element)
        if inner < 0 {
            inner = top
        } else if inner != top {
            inner = commonElement(inner, top)
        }
    }

    private func commonElement(_ one: Int, _ other: Int) -> Int {
        var one = one
        var other = other
        while one != other {
            // Numbers grow from the outside in.
            if one > other { one = Int(page.elements[one].parent) } else { other = Int(page.elements[other].parent) }
        }
        return one
    }

    /// Ends the block.
    private mutating func cutBlock() {
        let characters = folder.characters
        let range = folder.cut()
        defer {
            linkCharacters = 0
            inner = -1
        }
        guard !range.isEmpty, inner >= 0 else { return }
        guard page.blocks.count < limits.htmlBlocks else {
            page.isOverfull = true
            return
        }
        var element = inner
        while element > 0, !page.elements[element].tag.traits.contains(.block) {
            element = Int(page.elements[element].parent)
        }
        page.blocks.append(
            PageBlock(
                range: range,
                characters: characters,
                linkCharacters: min(linkCharacters, characters),
                element: element,
                inner: inner
            )
        )
    }

    // MARK: Start tags

    private mutating func start(_ bytes: Span<UInt8>, _ tokens: borrowing HTMLTokenizer) {
        let tag = tokens.tag
        let traits = tag.traits
        rawTag = tokens.content == .data ? .unknown : tag
        switch tag {
        case .html, .body: return openRoot(bytes, tokens)
        case .head: return
        case .script, .style, .noscript, .iframe, .noembed, .noframes, .title, .textarea:
            holdsLinkedData = tag == .script && PageAttributes(bytes, tokens.attributes).declaresLinkedData(bytes)
            return
        case .meta, .link, .base: return takeDeclaration(bytes, tokens)
        case .br:
            if skippedFrom == 0 {
                folder.addBreak()
                if folder.breaks >= 2 { cutBlock() }
            }
            return
        case .input:
            if PageAttributes(bytes, tokens.attributes).isPasswordField(bytes) { page.asksForPassword = true }
            return
        case .wbr, .col, .area, .param, .source, .track, .embed, .frame, .basefont, .bgsound, .keygen: return
        default: break
        }
        if skippedFrom == 0 { end(downTo: open.depth(afterImpliedBy: tag, traits)) }
        if traits.contains(.block) { cutBlock() }
        let attributes = PageAttributes(bytes, tokens.attributes)
        if tag == .img {
            takeImage(bytes, attributes)
            return
        }
        if tag == .hr { return }
        guard open.count < limits.htmlDepth else {
            flattened += 1
            return
        }
        // Foreign elements may close themselves.
        if tokens.isSelfClosing, tag == .svg || tag == .math { return }
        push(bytes, tag, tokens.nameHash, traits, attributes)
    }

    private mutating func push(
        _ bytes: Span<UInt8>,
        _ tag: HTMLTag,
        _ name: HTMLName,
        _ traits: HTMLTag.Traits,
        _ attributes: PageAttributes
    ) {
        var entry = OpenElements.Entry(tag: tag, name: name, element: open.top.element)
        if traits.contains(.skipped) {
            if skippedFrom == 0 { skippedFrom = open.count }
        } else if skippedFrom == 0, traits.contains(.block) || attributes.areTelling {
            entry.element = keep(bytes, tag, attributes, parent: entry.element)
        }
        if skippedFrom == 0 {
            if tag == .a {
                entry.link = takeLink(bytes, attributes, element: Int(entry.element))
                openLinks += 1
            } else if tag == .time {
                takeTime(bytes, attributes, element: Int(entry.element))
            }
            if !attributes.itemProperty.isEmpty, !attributes.content.isEmpty,
                page.properties.count < PageBuilder.listLimit
            {
                page.properties.append(
                    PageProperty(name: attributes.itemProperty, content: attributes.content, isItemProperty: true)
                )
            }
            if tag == .pre { openPreformatted += 1 }
            if tag == .td || tag == .th { folder.addSpace() }
        }
        open.push(entry)
    }

    /// Adds an element; returns its number, or its parent's where there are too many.
    private mutating func keep(
        _ bytes: Span<UInt8>,
        _ tag: HTMLTag,
        _ attributes: PageAttributes,
        parent: Int32
    ) -> Int32 {
        guard page.elements.count < PageBuilder.elementLimit else { return parent }
        page.elements.append(
            PageElement(
                tag: tag,
                parent: parent,
                depth: page.elements[Int(parent)].depth + 1,
                marks: attributes.marks(bytes, words),
                likeness: attributes.likeness(bytes, of: tag)
            )
        )
        return Int32(page.elements.count - 1)
    }

    private mutating func openRoot(_ bytes: Span<UInt8>, _ tokens: borrowing HTMLTokenizer) {
        let attributes = PageAttributes(bytes, tokens.attributes)
        if page.language.isEmpty { page.language = attributes.language }
        guard tokens.tag == .body, !open.isOpen(.body), open.count == 1 else { return }
        cutBlock()
        push(bytes, .body, tokens.nameHash, HTMLTag.body.traits, attributes)
    }

    // MARK: End tags

    private mutating func end(_ tag: HTMLTag, _ name: HTMLName) {
        if rawTag != .unknown {
            rawTag = .unknown
            return
        }
        if flattened > 0 {
            flattened -= 1
            if skippedFrom == 0, tag.traits.contains(.block) { cutBlock() }
            return
        }
        if let depth = open.depth(afterEnd: tag, name) {
            end(downTo: depth)
        } else if skippedFrom == 0, tag.traits.contains(.block) {
            cutBlock()
        }
    }

    private mutating func end(downTo depth: Int) {
        while open.count > depth {
            let entry = open.pop()
            if skippedFrom >= open.count { skippedFrom = 0 }
            guard skippedFrom == 0 else { continue }
            if entry.tag.traits.contains(.block) {
                if entry.tag == .pre { openPreformatted -= 1 }
                cutBlock()
            } else if entry.tag == .a {
                openLinks -= 1
                if entry.link >= 0 { page.links[Int(entry.link)].text = ByteRange(linkStart(entry), folder.text.count) }
            } else if entry.tag == .time, let last = page.times.indices.last, page.times[last].text.isEmpty {
                page.times[last].text = ByteRange(page.times[last].text.start, folder.text.count)
            }
        }
    }

    private func linkStart(_ entry: OpenElements.Entry) -> Int {
        page.links[Int(entry.link)].text.start
    }

    // MARK: What is noted beside the text

    private mutating func takeImage(_ bytes: Span<UInt8>, _ attributes: PageAttributes) {
        guard skippedFrom == 0, page.images.count < PageBuilder.listLimit else { return }
        page.images.append(
            PageImage(
                source: attributes.source,
                lateSource: attributes.lateSource,
                alternative: attributes.alternative,
                element: Int(open.top.element),
                block: page.blocks.count + (folder.isEmpty ? 0 : 1),
                width: attributes.number(bytes, attributes.width),
                height: attributes.number(bytes, attributes.height)
            )
        )
    }

    private mutating func takeLink(_ bytes: Span<UInt8>, _ attributes: PageAttributes, element: Int) -> Int32 {
        guard !attributes.target.isEmpty, page.links.count < PageBuilder.listLimit else { return -1 }
        page.links.append(
            PageLink(
                target: attributes.target,
                text: ByteRange(folder.text.count, folder.text.count),
                element: element,
                block: page.blocks.count,
                namesAuthor: attributes.relation(bytes, has: "author"),
                isTag: attributes.relation(bytes, has: "tag"),
                isCategory: attributes.relation(bytes, has: "category")
            )
        )
        return Int32(page.links.count - 1)
    }

    private mutating func takeTime(_ bytes: Span<UInt8>, _ attributes: PageAttributes, element: Int) {
        guard page.times.count < PageBuilder.listLimit else { return }
        page.times.append(
            PageTime(
                value: attributes.dateTime,
                text: ByteRange(folder.text.count, folder.text.count),
                property: attributes.itemProperty,
                element: element,
                block: page.blocks.count
            )
        )
    }

    private mutating func takeComment(_ bytes: Span<UInt8>, _ range: ByteRange) {
        guard page.savedFrom.isEmpty, page.blocks.isEmpty, let address = SavedPageNote.address(bytes, range) else {
            return
        }
        page.savedFrom = address
    }

    private mutating func takeDeclaration(_ bytes: Span<UInt8>, _ tokens: borrowing HTMLTokenizer) {
        let attributes = PageAttributes(bytes, tokens.attributes)
        switch tokens.tag {
        case .base: if page.baseAddress.isEmpty { page.baseAddress = attributes.target }
        case .link:
            if page.canonicalAddress.isEmpty, attributes.relation(bytes, has: "canonical") {
                page.canonicalAddress = attributes.target
            }
        default:
            guard !attributes.metaName.isEmpty, page.properties.count < PageBuilder.listLimit else { return }
            page.properties.append(
                PageProperty(
                    name: attributes.metaName,
                    content: attributes.content,
                    isItemProperty: attributes.metaNameIsItemProperty
                )
            )
        }
    }
}
