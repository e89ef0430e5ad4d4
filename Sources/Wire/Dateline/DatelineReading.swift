import Text
import Article

/// The marks between two elements of a dateline, or between the last and the text.
struct DatelineMarks: OptionSet {
    let rawValue: UInt8

    static let dash = DatelineMarks(rawValue: 1)
    /// A dash of two hyphens, or an em dash, or one with a space on either side.
    static let wideDash = DatelineMarks(rawValue: 2)
    static let colon = DatelineMarks(rawValue: 4)
    static let stop = DatelineMarks(rawValue: 8)
    static let comma = DatelineMarks(rawValue: 16)
    /// A slash with space around it.
    static let slash = DatelineMarks(rawValue: 32)
    /// The end of the bracket around the dateline.
    static let frame = DatelineMarks(rawValue: 64)

    /// The most marks that stand together.
    private static let most = 5

    /// Reads the marks at a token; returns the token after them.
    static func read(_ tokens: Tokens, at index: Int) -> (marks: DatelineMarks, end: Int) {
        var marks = DatelineMarks()
        var at = index
        while let token = tokens[at], token.kind == .mark, at - index < most {
            let next = tokens[at + 1]
            let spaceFollows = next?.afterSpace ?? true
            if token.isDash {
                let isFree = next.map { $0.afterSpace || $0.kind == .mark } == true || marks.contains(.dash)
                // A lone hyphen that sticks to the next word is part of it.
                if !isFree, next != nil, token.isMark("-"), !token.afterSpace, at == index,
                    !closesBracket(tokens[at - 1])
                {
                    break
                }
                let isLong = token.character == 0x2014 || token.character == 0x2015
                if isLong || marks.contains(.dash) || isFree && next != nil && token.afterSpace {
                    marks.insert(.wideDash)
                }
                marks.insert(.dash)
            } else if token.isMark("_"), token.afterSpace, spaceFollows {
                // The dash of wires that had none.
                marks.formUnion([.dash, .wideDash])
            } else if token.isMark(of: ":=") || token.isMark(";") && at == index && closesBracket(tokens[at - 1]) {
                marks.insert(.colon)
            } else if token.isMark(".") {
                marks.insert(.stop)
            } else if token.isMark(",") {
                marks.insert(.comma)
            } else if token.isMark("/"), token.afterSpace, spaceFollows {
                marks.insert(.slash)
            } else {
                break
            }
            at += 1
        }
        return (marks, at)
    }

    private static func closesBracket(_ token: Token?) -> Bool { token?.isMark(of: ")/]") == true }
}

/// What has been read of a dateline so far.
struct DatelineReading {
    /// The sign that says that a dispatch was wired.
    enum Wire {
        /// 电, 讯
        case sign
        /// 消息, 报道: sentences hold them as well.
        case report
    }

    var place: DatelinePlace?
    var date: PrintedDate?
    var source: DatelineSource?
    var wire: Wire?
    /// A correspondent whom no agency stands beside.
    var correspondent: TextRange?
    /// Whether a bracket stands around all of it.
    var isFramed = false
    /// Whether a bracket stands around the place.
    var isPlaceBracketed = false
    /// Whether the paper says that it has it from the agency.
    var isCited = false
    /// Whether the source was the last that was read.
    var endsInSource = false
    /// The token after the last element and its marks.
    var at = 0
    /// The marks after the last element.
    var marks = DatelineMarks()
}
