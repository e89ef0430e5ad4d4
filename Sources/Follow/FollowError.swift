public import Archive
public import LinuxIO

/// Why a stream of lines, or the cursor in it, cannot go on.
public enum FollowError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A file cannot be read.
    case system(SystemError)
    /// There is no archive, or no ledger, in this state directory.
    case noArchive(SegmentKind, Path)
    /// The line with this number is damaged, and so are those behind it up to the second number.
    case damaged(ArchivePosition, RecordFault, Int64, through: Int64)
    /// The place is behind a line (the first number) that the archive, which ends with the second, does not have yet.
    case beyondEnd(SegmentKind, Int64, last: Int64)
    /// The archive has another line of that number than the one that the place is behind, or has none there.
    case otherArchive(SegmentKind, Int64)
    /// Lines are missing, and nobody has accepted that.
    case missing(SequenceGap)
    /// The cursor's file holds something else.
    case noCursor(Path)
    /// The cursor is a place in what is named, which is not what is followed.
    case otherKind(Path, of: SegmentKind)
    /// The cursor is a place up to which a stream, the one that is named, has the archive.
    case otherStream(Path, of: String)
    /// The cursor's file, or its folder, cannot be written.
    case notKept(Path, SystemError)
    /// Another process follows with this cursor.
    case held(Path)

    public var description: String {
        switch self {
        case .system(let error): "\(error)"
        case .noArchive(let kind, let path):
            "there is no \(kind.name) in \(path.display); name the desk's folder with --state-directory"
        case .damaged(let position, let fault, let number, _):
            "\(position.segment.kind.lineName) \(number) is damaged in the \(position.segment.kind.name): "
                + "\(position): \(fault); `wiredesk verify` says more"
        case .beyondEnd(let kind, let sequence, let last):
            "\(kind.lineName) \(sequence) is beyond the end: the \(kind.name) "
                + (last == 0 ? "has no durable \(kind.lineName) yet" : "ends with \(kind.lineName) \(last)")
        case .otherArchive(let kind, let sequence):
            "\(kind.lineName) \(sequence) of this \(kind.name) is another one than was passed"
        case .missing(let gap):
            "the \(gap.kind.name) lacks \(gap); put back what is missing, or accept it with `wiredesk verify --repair`"
        case .noCursor(let path):
            "\(path.display) is not a cursor of `wiredesk follow`; name another file, or remove it and begin with a new one, "
                + "with --after NUMBER behind the last that was passed"
        case .otherKind(let path, .articles):
            "the cursor \(path.display) is a place in the archive; leave --deliveries out, or name another file"
        case .otherKind(let path, .deliveries):
            "the cursor \(path.display) is a place in the ledger; add --deliveries, or name another file"
        case .otherStream(let path, let stream):
            "the cursor \(path.display) is that of the stream \(stream.escapedForDisplay), which wiredesk-publish keeps; "
                + "name another file"
        case .notKept(let path, let error): "the cursor \(path.display) cannot be kept: \(error)"
        case .held(let path): "another process follows with the cursor \(path.display)"
        }
    }

    /// The message for whoever runs a program with this cursor, or without one: which file it is about, and how to go on.
    public func message(cursor: Path?) -> String {
        switch self {
        case .damaged(_, _, _, let number):
            let first = cursor.map { "remove the cursor \($0.display) and " } ?? ""
            return "\(self). To go past it, \(first)begin with --after \(number)"
        case .beyondEnd(let kind, _, _), .otherArchive(let kind, _):
            guard let cursor else { return "--after does not fit this \(kind.name): \(self)" }
            return
                "the cursor \(cursor.display) does not fit this \(kind.name): \(self); it belongs to another desk, or the "
                + "\(kind.name) was restored from a backup; remove it to start over, or to begin with --after NUMBER"
        case .missing: return cursor.map { "\(self); the cursor \($0.display) stays before it" } ?? "\(self)"
        default: return "\(self)"
        }
    }
}
