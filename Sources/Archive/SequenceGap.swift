/// Numbers of lines that no line has, sound or damaged: what had them was taken away.
public struct SequenceGap: Sendable, Hashable, CustomStringConvertible {
    public var kind: SegmentKind
    public var numbers: ClosedRange<Int64>
    /// The segments that the lines before and behind it stand in; nil where there is none.
    public var after: SegmentName?
    public var before: SegmentName?

    /// Numbers that are missing between the lines of two segments.
    public init(of kind: SegmentKind, _ numbers: ClosedRange<Int64>, after: SegmentName?, before: SegmentName?) {
        self.kind = kind
        self.numbers = numbers
        self.after = after
        self.before = before
    }

    /// `records 5 to 9, between A and B`.
    public var description: String {
        let noun = kind.lineName
        let (first, last) = (numbers.lowerBound, numbers.upperBound)
        let what = first == last ? "\(noun) \(first)" : "\(noun)s \(first) to \(last)"
        return switch (after, before) {
        case (let after?, let before?):
            after == before ? "\(what), in \(after)" : "\(what), between \(after) and \(before)"
        case (nil, let before?): "\(what), before \(before)"
        case (let after?, nil): "\(what), behind \(after)"
        case (nil, nil): what
        }
    }
}
