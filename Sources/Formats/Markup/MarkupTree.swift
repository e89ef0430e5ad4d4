/// A document as a tree: its elements in document order, their attributes, and the text between them.
///
/// It is made in one pass and never changed. What could not be read ends it: ``fault`` says why, and the elements that
/// were open then are marked as unfinished.
public final class MarkupTree: Sendable {
    /// The most elements and stretches of text that a tree holds.
    public static let maximumNodes = 2_000_000

    struct Node: Sendable {
        /// The number of an element's name; -1 for text.
        var name: Int32
        var parent: Int32
        var next: Int32 = -1
        var first: Int32 = -1
        /// Where its text stands in ``MarkupTree/text``, or its attributes in ``MarkupTree/attributes``.
        var start: Int32
        var end: Int32
        var isFinished = true
    }

    struct Attribute: Sendable {
        var name: Int32
        var start: Int32
        var end: Int32
    }

    let nodes: [Node]
    let names: [MarkupName]
    let attributes: [Attribute]
    let text: [UInt8]
    /// How many characters or marks had to be dropped or guessed.
    public let damaged: Int
    /// What ended the reading before the end of the document.
    public let fault: MarkupFault?

    init(
        nodes: [Node],
        names: [MarkupName],
        attributes: [Attribute],
        text: [UInt8],
        damaged: Int,
        fault: MarkupFault?
    ) {
        self.nodes = nodes
        self.names = names
        self.attributes = attributes
        self.text = text
        self.damaged = damaged
        self.fault = fault
    }

    /// The outermost element; nil where the text has none.
    public var root: MarkupElement? { nodes.isEmpty ? nil : MarkupElement(tree: self, index: 0) }
}

/// A name in markup, and the vocabulary it is from.
public struct MarkupName: Sendable, Equatable {
    /// The part after the prefix, in small letters in HTML and as written in XML.
    public var local: String
    public var prefix: String
    public var namespace: Namespace
    /// ``local`` in small letters, for vocabularies that writers don't agree with on capitals.
    public var lowercased: String

    init(local: String, prefix: String, namespace: Namespace) {
        self.local = local
        self.prefix = prefix
        self.namespace = namespace
        lowercased = local.lowercased()
    }
}

/// An element of a ``MarkupTree``.
public struct MarkupElement: Sendable {
    let tree: MarkupTree
    let index: Int

    /// What stands directly in an element: elements, and text between them.
    public enum Content: Sendable {
        case element(MarkupElement)
        case text(ArraySlice<UInt8>)
    }

    public var name: MarkupName { tree.names[Int(tree.nodes[index].name)] }
    public var local: String { name.local }

    /// Whether its end tag was read. False for what a fault left open.
    public var isFinished: Bool { tree.nodes[index].isFinished }

    public var parent: MarkupElement? {
        let parent = tree.nodes[index].parent
        return parent < 0 ? nil : MarkupElement(tree: tree, index: Int(parent))
    }

    /// The elements directly in this one.
    public var children: Children { Children(tree: tree, following: tree.nodes[index].first) }

    /// What stands directly in this element, in order.
    public var content: Contents { Contents(tree: tree, following: tree.nodes[index].first) }

    /// The first child with a local name.
    public func child(_ local: String) -> MarkupElement? {
        for child in children where child.local == local { return child }
        return nil
    }

    /// The first child with a local name in a vocabulary.
    public func child(_ local: String, _ namespace: Namespace) -> MarkupElement? {
        for child in children where child.local == local && child.name.namespace == namespace { return child }
        return nil
    }

    /// All children with a local name.
    public func children(_ local: String) -> [MarkupElement] { children.filter { $0.local == local } }

    /// The first element below this one that stands at the end of a path of local names.
    public func descend(_ path: String...) -> MarkupElement? {
        var element = self
        for step in path {
            guard let child = element.child(step) else { return nil }
            element = child
        }
        return element
    }

    /// The elements below this one, in document order, that `isWanted`; what is below those is not looked at.
    public func outermost(where isWanted: (MarkupElement) -> Bool) -> [MarkupElement] {
        var found: [MarkupElement] = []
        var stack = [children]
        while var iterator = stack.popLast() {
            guard let element = iterator.next() else { continue }
            stack.append(iterator)
            if isWanted(element) { found.append(element) } else { stack.append(element.children) }
        }
        return found
    }

    /// The elements below this one with a local name, in document order.
    public func descendants(_ local: String) -> [MarkupElement] {
        var found: [MarkupElement] = []
        var at = index + 1
        while at < tree.nodes.count, isAncestor(of: at) {
            if tree.nodes[at].name >= 0, tree.names[Int(tree.nodes[at].name)].local == local {
                found.append(MarkupElement(tree: tree, index: at))
            }
            at += 1
        }
        return found
    }

    /// Nodes stand in document order: what is below this element ends where its next sibling, or that of the nearest
    /// ancestor that has one, begins.
    private func isAncestor(of other: Int) -> Bool { other < endIndex }

    private var endIndex: Int {
        var at = index
        while true {
            let next = tree.nodes[at].next
            if next >= 0 { return Int(next) }
            let parent = tree.nodes[at].parent
            if parent < 0 { return tree.nodes.count }
            at = Int(parent)
        }
    }

    /// The value of the attribute with a local name, whatever its prefix.
    public func attribute(_ local: String) -> String? {
        for attribute in attributes where attribute.name.local == local { return attribute.value }
        return nil
    }

    /// The value of the attribute with a local name in a vocabulary; ``Namespace/none`` for one without prefix.
    public func attribute(_ local: String, _ namespace: Namespace) -> String? {
        for attribute in attributes where attribute.name.local == local && attribute.name.namespace == namespace {
            return attribute.value
        }
        return nil
    }

    /// All attributes, but for the declarations of namespaces.
    public var attributes: [(name: MarkupName, value: String)] {
        let node = tree.nodes[index]
        return tree.attributes[Int(node.start)..<Int(node.end)].map { attribute in
            let value = tree.text[Int(attribute.start)..<Int(attribute.end)]
            return (tree.names[Int(attribute.name)], String(decoding: value, as: UTF8.self))
        }
    }

    /// All text in the element and below it, as it stands.
    public var text: String { String(decoding: textBytes, as: UTF8.self) }

    /// The text in the element and below it, a space for each break of a line.
    public var lineText: String {
        var bytes: [UInt8] = []
        for at in index..<endIndex {
            if tree.nodes[at].name < 0 {
                bytes.append(contentsOf: tree.text[Int(tree.nodes[at].start)..<Int(tree.nodes[at].end)])
            } else if MarkupElement(tree: tree, index: at).local.lowercased() == "br" {
                bytes.append(0x20)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// All text in the element and below it as UTF-8, as it stands.
    public var textBytes: [UInt8] {
        var bytes: [UInt8] = []
        for at in index..<endIndex where tree.nodes[at].name < 0 {
            bytes.append(contentsOf: tree.text[Int(tree.nodes[at].start)..<Int(tree.nodes[at].end)])
        }
        return bytes
    }

    /// The elements directly in an element.
    public struct Children: Sequence, IteratorProtocol, Sendable {
        let tree: MarkupTree
        var following: Int32

        public mutating func next() -> MarkupElement? {
            while following >= 0 {
                let at = Int(following)
                following = tree.nodes[at].next
                if tree.nodes[at].name >= 0 { return MarkupElement(tree: tree, index: at) }
            }
            return nil
        }
    }

    /// Elements and text directly in an element.
    public struct Contents: Sequence, IteratorProtocol, Sendable {
        let tree: MarkupTree
        var following: Int32

        public mutating func next() -> Content? {
            guard following >= 0 else { return nil }
            let at = Int(following)
            let node = tree.nodes[at]
            following = node.next
            if node.name >= 0 { return .element(MarkupElement(tree: tree, index: at)) }
            return .text(tree.text[Int(node.start)..<Int(node.end)])
        }
    }
}
