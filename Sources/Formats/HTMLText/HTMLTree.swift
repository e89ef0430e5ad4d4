extension MarkupTree {
    /// Reads a piece of HTML in UTF-8, as feeds and JSON carry it. Nothing in it is a fault: elements that are not closed
    /// end where HTML has them end, end tags that close nothing are gone over, and elements deeper than ``htmlDepth`` are
    /// flattened. The root is an element `html` around all of it.
    public static func html(_ bytes: Span<UInt8>) -> MarkupTree {
        var builder = HTMLTreeBuilder(bytes.count)
        return builder.read(bytes)
    }

    /// How deep HTML elements are kept apart.
    static let htmlDepth = 200
}

/// Makes a tree of HTML's tokens.
private struct HTMLTreeBuilder: ~Copyable {
    private var builder: MarkupTreeBuilder
    private var open = OpenElements()
    private var names: [HTMLName: Int32] = [:]
    private var attributeNames: [HTMLName: Int32] = [:]

    init(_ capacity: Int) {
        builder = MarkupTreeBuilder(capacity: capacity)
    }

    mutating func read(_ bytes: Span<UInt8>) -> MarkupTree {
        let root = builder.name(MarkupName(local: "html", prefix: "", namespace: .xhtml))
        _ = builder.openElement(root)
        open.push(OpenElements.Entry(tag: .html, name: HTMLName("html"), element: 0))
        var tokens = HTMLTokenizer()
        var isFull = false
        while !isFull, tokens.next(bytes) {
            switch tokens.kind {
            case .text: isFull = !add(bytes, tokens)
            case .startTag: isFull = !start(bytes, tokens)
            case .endTag:
                if let depth = open.depth(afterEnd: tokens.tag, tokens.nameHash) { close(to: depth) }
            case .comment: isFull = !addSection(bytes, tokens)
            case .doctype: break
            }
        }
        close(to: 0)
        return builder.take()
    }

    private mutating func add(_ bytes: Span<UInt8>, _ tokens: borrowing HTMLTokenizer) -> Bool {
        let start = builder.textCount
        let range = tokens.range
        if tokens.hasReferences {
            let text = HTMLReference.decode(bytes, range, inAttribute: false)
            builder.withText { $0.append(contentsOf: text) }
        } else {
            builder.withText { $0.append(copying: bytes, range.start..<range.end) }
        }
        return builder.addText(from: start)
    }

    /// A section of XML, which HTML takes for a comment, is text in the pages that have it.
    private mutating func addSection(_ bytes: Span<UInt8>, _ tokens: borrowing HTMLTokenizer) -> Bool {
        let range = tokens.range
        guard bytes.matches("[CDATA[", at: range.start), range.end - range.start >= 9 else { return true }
        let start = builder.textCount
        let end = bytes.matches("]]", at: range.end - 2) ? range.end - 2 : range.end
        builder.withText { $0.append(copying: bytes, range.start + 7..<max(range.start + 7, end)) }
        return builder.addText(from: start)
    }

    private mutating func start(_ bytes: Span<UInt8>, _ tokens: borrowing HTMLTokenizer) -> Bool {
        let tag = tokens.tag
        let traits = tag.traits
        if tag == .html || tag == .body || tag == .head { return true }
        close(to: max(1, open.depth(afterImpliedBy: tag, traits)))
        guard open.count < MarkupTree.htmlDepth else { return true }
        guard builder.openElement(name(bytes, tokens)) else { return false }
        for attribute in tokens.attributes {
            let start = builder.textCount
            let value = HTMLReference.decode(bytes, attribute.value, inAttribute: true)
            builder.withText { $0.append(contentsOf: value) }
            builder.addAttribute(attributeName(bytes, attribute), from: start)
        }
        // Feeds write frames as XML does, and go on behind them.
        if traits.contains(.void) || tokens.isSelfClosing && (tag.isForeign || tag == .iframe) {
            builder.closeElement()
        } else {
            open.push(OpenElements.Entry(tag: tag, name: tokens.nameHash, element: 0))
        }
        return true
    }

    private mutating func close(to depth: Int) {
        while open.count > depth {
            _ = open.pop()
            builder.closeElement()
        }
    }

    private mutating func name(_ bytes: Span<UInt8>, _ tokens: borrowing HTMLTokenizer) -> Int32 {
        if let number = names[tokens.nameHash] { return number }
        let number = builder.name(HTMLTreeBuilder.name(bytes, tokens.range))
        names[tokens.nameHash] = number
        return number
    }

    private mutating func attributeName(_ bytes: Span<UInt8>, _ attribute: HTMLAttribute) -> Int32 {
        if let number = attributeNames[attribute.name] { return number }
        var name = HTMLTreeBuilder.name(bytes, attribute.nameRange)
        if name.prefix.isEmpty { name.namespace = .none }
        let number = builder.name(name)
        attributeNames[attribute.name] = number
        return number
    }

    private static func name(_ bytes: Span<UInt8>, _ range: ByteRange) -> MarkupName {
        var text: [UInt8] = []
        text.append(copying: bytes, range.start..<range.end)
        let name = String(decoding: text, as: UTF8.self).lowercased()
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return MarkupName(local: name, prefix: "", namespace: .xhtml) }
        return MarkupName(local: parts[1], prefix: parts[0], namespace: Namespace(address: nil, prefix: parts[0]))
    }
}
