public import Article

/// Makes a ``MarkupTree`` of what a reader reports.
struct MarkupTreeBuilder: ~Copyable {
    private var nodes: [MarkupTree.Node] = []
    private var names: [MarkupName] = []
    private var attributes: [MarkupTree.Attribute] = []
    private var text: [UInt8] = []
    /// The open elements, and the last thing that stands in each.
    private var open: [(node: Int32, last: Int32)] = []

    init(capacity: Int) {
        nodes.reserveCapacity(min(capacity / 32, 65_536) + 4)
        text.reserveCapacity(capacity)
    }

    /// The room in which text is put before it is made a node.
    var textCount: Int { text.count }

    mutating func withText(_ body: (inout [UInt8]) -> Void) { body(&text) }

    mutating func name(_ name: MarkupName) -> Int32 {
        names.append(name)
        return Int32(names.count - 1)
    }

    mutating func openElement(_ name: Int32) -> Bool {
        guard nodes.count < MarkupTree.maximumNodes else { return false }
        let start = Int32(attributes.count)
        let node = add(
            MarkupTree.Node(name: name, parent: open.last?.node ?? -1, start: start, end: start, isFinished: false)
        )
        open.append((node, -1))
        return true
    }

    /// Adds an attribute to the element that was opened last; its value is the text from `start` on.
    mutating func addAttribute(_ name: Int32, from start: Int) {
        guard let element = open.last else { return }
        attributes.append(MarkupTree.Attribute(name: name, start: Int32(start), end: Int32(text.count)))
        nodes[Int(element.node)].end = Int32(attributes.count)
    }

    /// Makes the text from `start` on a node, or a part of the text before it.
    mutating func addText(from start: Int) -> Bool {
        guard text.count > start, let parent = open.last else { return true }
        if parent.last >= 0, nodes[Int(parent.last)].name < 0, nodes[Int(parent.last)].end == Int32(start) {
            nodes[Int(parent.last)].end = Int32(text.count)
            return true
        }
        guard nodes.count < MarkupTree.maximumNodes else { return false }
        _ = add(
            MarkupTree.Node(name: -1, parent: parent.node, start: Int32(start), end: Int32(text.count))
        )
        return true
    }

    mutating func closeElement() {
        guard let element = open.popLast() else { return }
        nodes[Int(element.node)].isFinished = true
    }

    private mutating func add(_ node: MarkupTree.Node) -> Int32 {
        let number = Int32(nodes.count)
        if let parent = open.last {
            if parent.last >= 0 {
                nodes[Int(parent.last)].next = number
            } else {
                nodes[Int(parent.node)].first = number
            }
            open[open.count - 1].last = number
        }
        nodes.append(node)
        return number
    }

    /// The tree of what has been added; the builder is empty afterwards.
    mutating func take() -> MarkupTree {
        let tree = MarkupTree(nodes: nodes, names: names, attributes: attributes, text: text, damaged: 0, fault: nil)
        nodes = []
        text = []
        return tree
    }

    consuming func tree(damaged: Int, fault: MarkupFault?) -> MarkupTree {
        MarkupTree(nodes: nodes, names: names, attributes: attributes, text: text, damaged: damaged, fault: fault)
    }
}

extension MarkupTree {
    /// Reads XML in UTF-8.
    public convenience init(xml bytes: Span<UInt8>, limits: DocumentLimits = DocumentLimits()) {
        self.init(MarkupTree.read(bytes, limits))
    }

    private convenience init(_ other: MarkupTree) {
        self.init(
            nodes: other.nodes,
            names: other.names,
            attributes: other.attributes,
            text: other.text,
            damaged: other.damaged,
            fault: other.fault
        )
    }

    private static func read(_ bytes: Span<UInt8>, _ limits: DocumentLimits) -> MarkupTree {
        var reader = MarkupReader(bytes, limits: limits)
        var builder = MarkupTreeBuilder(capacity: bytes.count)
        var names = NameNumbers()
        while true {
            switch reader.next() {
            case .start:
                guard builder.openElement(names.number(reader.name, false, reader, &builder)) else {
                    return builder.tree(damaged: reader.damaged, fault: reader.fault(.tooLarge))
                }
                for attribute in reader.attributes where !reader.bindsPrefix(attribute) {
                    let start = builder.textCount
                    builder.withText { reader.appendValue(of: attribute, to: &$0) }
                    builder.addAttribute(names.number(attribute.name, true, reader, &builder), from: start)
                }
            case .text:
                let start = builder.textCount
                builder.withText { reader.appendText(to: &$0) }
                guard builder.addText(from: start) else {
                    return builder.tree(damaged: reader.damaged, fault: reader.fault(.tooLarge))
                }
            case .end: builder.closeElement()
            case .comment, .instruction: break
            case .finished: return builder.tree(damaged: reader.damaged, fault: reader.fault)
            }
        }
    }
}

/// The numbers that a tree gives to names, found by the bytes of a name as long as no prefix changes its meaning.
private struct NameNumbers {
    private struct Entry {
        var hash: UInt32 = 0
        var isAttribute = false
        var generation = -1
        var name = 0..<0
        var number: Int32 = -1
    }

    private var entries = [Entry](repeating: Entry(), count: 256)

    mutating func number(
        _ name: Range<Int>,
        _ isAttribute: Bool,
        _ reader: borrowing MarkupReader,
        _ builder: inout MarkupTreeBuilder
    ) -> Int32 {
        var hash: UInt32 = isAttribute ? 2_166_136_261 : 2_166_136_262
        for at in name { hash = (hash ^ UInt32(reader.bytes[at])) &* 16_777_619 }
        let slot = Int(hash & 255)
        let entry = entries[slot]
        if entry.hash == hash, entry.generation == reader.bindingGeneration, entry.isAttribute == isAttribute,
            reader.equal(entry.name, name)
        {
            return entry.number
        }
        let prefix = reader.prefix(name)
        // The default namespace is not that of attributes.
        let address = isAttribute && prefix.isEmpty ? "" : reader.namespace(name)
        let number = builder.name(
            MarkupName(
                local: reader.localName(name),
                prefix: prefix,
                namespace: Namespace(address: address, prefix: prefix)
            )
        )
        entries[slot] = Entry(
            hash: hash,
            isAttribute: isAttribute,
            generation: reader.bindingGeneration,
            name: name,
            number: number
        )
        return number
    }
}
