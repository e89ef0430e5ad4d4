import LinuxIO

/// Reads all segments of a kind, line by line, and holds each to the rules that hold for all kinds: it is sound, the
/// numbers have no gap, and none is of a later day than its segment.
struct SegmentPassage<Content: SegmentLine> {
    typealias Finding = ArchiveVerifier.Finding
    typealias Progress = ArchiveVerifier.Progress

    /// A sound line.
    struct Line {
        var content: Content
        var position: ArchivePosition
        /// Bytes of it, with its newline.
        var length: Int
    }

    private let archive: ArchiveDirectory
    /// Whether a daemon may be appending: what stands behind the last newline is then no finding.
    private let isBeingWritten: Bool

    init(_ archive: ArchiveDirectory, isBeingWritten: Bool) {
        self.archive = archive
        self.isBeingWritten = isBeingWritten
    }

    /// Goes through the segments.
    ///
    /// - Parameters:
    ///   - progress: is told every mebibyte or so how far it is.
    ///   - finding: is given each finding, in the order of the segments.
    ///   - body: is given each sound line, and returns what else is wrong with it.
    func run(
        _ segments: [ArchiveDirectory.Segment],
        progress: (Progress) -> Void,
        finding: (Finding) -> Void,
        _ body: (Line) -> Finding.Problem?
    ) -> Progress {
        var state = Progress()
        state.totalBytes = segments.reduce(0) { $0 + $1.length }
        var expected: Int64? = 1
        var last: Int64 = 0
        for segment in segments {
            let isLast = segment.name == segments.last?.name
            readLines(
                of: segment.name,
                isLast: isLast,
                unreadable: {
                    finding($0)
                    state.findings += 1
                }
            ) { position, number, length, reading in
                if state.bytes >> 20 != (state.bytes + Int64(length)) >> 20 { progress(state) }
                state.bytes += Int64(length)
                func report(_ problem: Finding.Problem) {
                    finding(Finding(position: position, line: number, problem: problem))
                    state.findings += 1
                }
                switch reading {
                case .failure(let fault):
                    report(.damaged(fault))
                    expected = nil
                case .success(let read):
                    state.records += 1
                    // Behind a damaged line, which may hide any number of lines, any later number will do.
                    if let expected, read.sequence != expected {
                        report(.sequence(expected: expected, found: read.sequence))
                    } else if expected == nil, read.sequence <= last {
                        report(.sequence(expected: last + 1, found: read.sequence))
                    }
                    last = read.sequence
                    expected = read.sequence + 1
                    if let day = Timestamp.day(of: read.committedAt), day > segment.name.day { report(.day) }
                    if let problem = body(Line(content: read, position: position, length: length)) { report(problem) }
                }
            }
            state.segments += 1
            progress(state)
        }
        return state
    }

    private func readLines(
        of name: SegmentName,
        isLast: Bool,
        unreadable: (Finding) -> Void,
        _ body: (ArchivePosition, _ number: Int, _ length: Int, Result<Content, RecordFault>) -> Void
    ) {
        var number = 0
        var offset: Int64 = 0
        do throws(SystemError) {
            var lines = SegmentLines(try archive.open(name), from: 0)
            while true {
                let isWhole = try lines.advance()
                if !isWhole {
                    if isLast && isBeingWritten { return }
                    if !lines.takeUnfinished() { return }
                }
                number += 1
                offset = lines.offset
                let position = ArchivePosition(segment: name, offset: offset)
                body(position, number, lines.length, Self.read(lines.line, lines.fault))
                offset = lines.end
            }
        } catch {
            let position = ArchivePosition(segment: name, offset: offset)
            unreadable(Finding(position: position, line: number + 1, problem: .unreadable(error.about(name.path))))
        }
    }

    private static func read(_ line: Span<UInt8>, _ fault: RecordFault?) -> Result<Content, RecordFault> {
        do throws(RecordFault) {
            if let fault { throw fault }
            return .success(try Content(line: line))
        } catch {
            return .failure(error)
        }
    }
}
