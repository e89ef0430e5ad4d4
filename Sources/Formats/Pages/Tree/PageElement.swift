/// An element of a page that text can stand in: all that is kept of the tree is who contains whom.
struct PageElement {
    var tag: HTMLTag
    /// The element around it, by number; -1 for the root. Always smaller than the element's own number.
    var parent: Int32
    /// How many elements are around it.
    var depth: Int32
    /// What its attributes say of its content.
    var marks: ClassMarks
    /// The hash of its tag and class: alike for elements that a page's template makes alike.
    var likeness: UInt64
}

/// A stretch of text that no block element and no blank line cuts in two.
struct PageBlock {
    /// Where its text stands in the page's text: white space folded, a line feed for `<br>`.
    var range: ByteRange
    /// Its length in characters.
    var characters: Int
    /// How many of them stand in links.
    var linkCharacters: Int
    /// The innermost block element around it.
    var element: Int
    /// The innermost element around all of it, which may be an inline one.
    var inner: Int

    /// The share of its characters that stand in links.
    var linkDensity: Float {
        Float(min(linkCharacters, characters)) / Float(max(1, characters))
    }
}

/// A picture, by ranges of the page's bytes.
struct PageImage {
    var source: ByteRange
    /// Where a picture that is loaded late really is.
    var lateSource: ByteRange
    var alternative: ByteRange
    var element: Int
    /// The number of the block that follows it.
    var block: Int
    /// Width and height as declared, 0 where they are not.
    var width: Int
    var height: Int
}

/// A link, with the text it is made of.
struct PageLink {
    /// The address, as a range of the page's bytes.
    var target: ByteRange
    /// The text, as a range of the page's text; it may reach over several blocks.
    var text: ByteRange
    var element: Int
    /// The block that the link begins in.
    var block: Int
    var namesAuthor: Bool
    /// Whether its text is a word that its page is filed under (microformats' `rel=tag`).
    var isTag: Bool
    /// The same of a category, which WordPress marks beside it.
    var isCategory: Bool
}

/// A `meta` element, or an element with an `itemprop` that carries its value in an attribute, by ranges of the bytes.
struct PageProperty {
    /// The value of `property`, `name`, `itemprop` or `http-equiv`.
    var name: ByteRange
    var content: ByteRange
    var isItemProperty: Bool
}

/// A `time` element.
struct PageTime {
    /// The value of `datetime`; empty where there is none.
    var value: ByteRange
    var text: ByteRange
    /// What it is the time of, as `itemprop` says.
    var property: ByteRange
    var element: Int
    var block: Int
}

/// What is kept of a page: its text in blocks, the elements around them, and where the declarations stand.
struct Page {
    /// The text of all blocks in UTF-8.
    var text: [UInt8] = []
    var elements: [PageElement] = []
    var blocks: [PageBlock] = []
    /// Whether the page has more blocks than are kept, and was read no further.
    var isOverfull = false
    var images: [PageImage] = []
    var links: [PageLink] = []
    var properties: [PageProperty] = []
    var times: [PageTime] = []
    /// JSON-LD, as ranges of the bytes.
    var linkedData: [ByteRange] = []
    var title = ByteRange(0, 0)
    var canonicalAddress = ByteRange(0, 0)
    var baseAddress = ByteRange(0, 0)
    /// Where the page was saved from, as the browser or the tool that saved it notes in a comment.
    var savedFrom = ByteRange(0, 0)
    /// `lang` of the root or the body.
    var language = ByteRange(0, 0)
    /// What is shown where scripts do not run.
    var withoutScripts: [ByteRange] = []
    /// The bytes of scripts.
    var scriptBytes = 0
    /// Whether a field for a password is on the page.
    var asksForPassword = false

    /// The elements around an element, itself first.
    func ancestors(of element: Int) -> AncestorSequence {
        AncestorSequence(elements: elements, number: element)
    }

    /// Whether an element is, or stands in, one that fulfils a condition.
    func isInside(_ element: Int, _ condition: (PageElement) -> Bool) -> Bool {
        var index = element
        while index >= 0 {
            if condition(elements[index]) { return true }
            index = Int(elements[index].parent)
        }
        return false
    }

    /// A block's text.
    func string(_ range: ByteRange) -> String {
        String(decoding: text[range.start..<max(range.start, range.end)], as: UTF8.self)
    }
}

/// The numbers of an element and the elements around it, from the inside out.
struct AncestorSequence: Sequence, IteratorProtocol {
    let elements: [PageElement]
    var number: Int

    mutating func next() -> Int? {
        guard number >= 0 else { return nil }
        defer { number = Int(elements[number].parent) }
        return number
    }
}
