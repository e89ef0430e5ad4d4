import Article

/// Why markup could be read no further, and where.
public struct MarkupFault: Error, Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        /// There is no element in the text.
        case noElement
        /// The text ends inside an element, a tag, a comment or a section.
        case endsEarly
        /// A tag breaks the grammar of XML: a name that is none, an attribute without a value, a stray mark.
        case malformedTag
        /// An end tag names another element than the one that is open.
        case mismatchedEndTag
        /// Elements stand inside each other deeper than this.
        case tooDeep(Int)
        /// An element has more attributes, or more prefixes hold at one place, than this.
        case tooManyAttributes(Int)
        /// There are more elements and stretches of text than ``MarkupTree/maximumNodes``.
        case tooLarge
    }

    public var reason: Reason
    /// The byte of the UTF-8 text at which reading stopped.
    public var offset: Int
    /// The line that this byte is in, from 1.
    public var line: Int

    /// The setting of the limit that it is beyond; nil for any other fault.
    var setting: LimitSetting? {
        switch reason {
        case .tooDeep: .xmlDepth
        case .tooManyAttributes: .xmlAttributes
        case .noElement, .endsEarly, .malformedTag, .mismatchedEndTag, .tooLarge: nil
        }
    }

    /// What is the matter, as the end of a sentence about the document.
    public var explanation: String {
        switch reason {
        case .noElement: "has no element"
        case .endsEarly: "ends early, in line \(line)"
        case .malformedTag: "has a malformed tag in line \(line)"
        case .mismatchedEndTag: "has an end tag in line \(line) that closes no open element"
        case .tooDeep(let limit): "nests elements more than \(limit) deep, in line \(line)"
        case .tooManyAttributes(let limit): "has an element with more than \(limit) attributes, in line \(line)"
        case .tooLarge: "has more than \(MarkupTree.maximumNodes) elements and stretches of text"
        }
    }
}
