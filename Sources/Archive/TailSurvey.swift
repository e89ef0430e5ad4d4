public import LinuxIO

/// Reads the end of the newest segment and tells what a crash has torn from what is damaged for another reason.
///
/// Each batch is written only after the one before it was synced, and all lines of a batch have the same time. So a crash
/// can have torn nothing that lies before a whole line of an earlier batch: damage with whole lines of two different times
/// behind it is not a torn tail, and stays where it is. And a file leaves the inbox only when its batch is on the disk: damage
/// before a whole line whose file is not in the inbox any more is none either.
struct TailSurvey<Line: SegmentLine> {
    struct Fault {
        var offset: Int64
        var fault: RecordFault
        /// The last whole line before it.
        var lastWhole: WholeLine?
    }

    /// Whether the file that a line tells of has left the inbox.
    let isAcknowledged: (Line) -> Bool
    /// The last whole line of all.
    private var last: WholeLine?
    private(set) var damage: [ArchiveDamage] = []
    private(set) var damagedLines = 0
    /// Damage before the last run of whole lines of one time, and damage behind all whole lines.
    private var beforeLastBatch: [Fault] = []
    private var behindAll: [Fault] = []

    init(isAcknowledged: @escaping (Line) -> Bool) {
        self.isAcknowledged = isAcknowledged
    }

    /// From where on the segment is torn: the first damage that a crash can have made.
    var cut: Fault? { beforeLastBatch.first ?? behindAll.first }

    /// The last whole line that is not cut.
    var lastKept: WholeLine? {
        guard let cut else { return last }
        return cut.lastWhole
    }

    /// Reads the lines from `start` on and returns the segment's length.
    mutating func read(
        _ archive: ArchiveDirectory,
        _ name: SegmentName,
        from start: Int64
    ) throws(ArchiveError) -> Int64 {
        do throws(SystemError) {
            var lines = SegmentLines(try archive.open(name), from: start)
            while try lines.advance() {
                take(lines.line, at: lines.offset, lines.fault, in: name)
            }
            let end = lines.end
            let unfinished = lines.unfinished
            if unfinished > 0 {
                suspect(end, RecordFault(reason: .unfinished, offset: unfinished))
            }
            return end + Int64(unfinished)
        } catch {
            throw .failed(error.about(name.path))
        }
    }

    private mutating func take(
        _ line: Span<UInt8>,
        at offset: Int64,
        _ fault: RecordFault?,
        in segment: SegmentName
    ) {
        do throws(RecordFault) {
            if let fault { throw fault }
            _ = try RecordLayout.checkedEnd(line)
        } catch {
            suspect(offset, error)
            return
        }
        let whole = WholeLine(offset: offset, head: LineHead(line, of: Line.kind))
        if !beforeLastBatch.isEmpty, whole.head?.committedAt != last?.head?.committedAt { leaveDamage(in: segment) }
        beforeLastBatch += behindAll
        behindAll = []
        last = whole
        if !beforeLastBatch.isEmpty, let read = try? Line(line: line), isAcknowledged(read) {
            leaveDamage(in: segment)
        }
    }

    /// Takes it that what was found so far was not torn by a crash.
    private mutating func leaveDamage(in segment: SegmentName) {
        for fault in beforeLastBatch {
            damagedLines += 1
            if damage.count < 1000 {
                let position = ArchivePosition(segment: segment, offset: fault.offset)
                damage.append(ArchiveDamage(position: position, fault: fault.fault))
            }
        }
        beforeLastBatch = []
    }

    /// Takes it that nothing of what was found was torn by a crash.
    mutating func leaveAll(in segment: SegmentName) {
        beforeLastBatch += behindAll
        behindAll = []
        leaveDamage(in: segment)
    }

    private mutating func suspect(_ offset: Int64, _ fault: RecordFault) {
        behindAll.append(Fault(offset: offset, fault: fault, lastWhole: last))
    }
}

/// A line whose checksum matches.
struct WholeLine {
    var offset: Int64
    /// What it says, as far as this version can read it.
    var head: LineHead?

    func sequence(in segment: SegmentName) throws(ArchiveError) -> Int64 {
        guard let head else { throw .unknownVersion(ArchivePosition(segment: segment, offset: offset)) }
        return head.sequence
    }
}

extension ArchiveDirectory {
    /// Whether a recovery has cut the end of a segment, and kept what it cut beneath the state directory.
    public func isCut(_ segment: SegmentName, keptIn stateDirectory: Path) throws(SystemError) -> Bool {
        try TornTail.lastCut(of: segment, keptIn: stateDirectory, fileSystem) != nil
    }

    /// Whether a line begins at this place, or the archive ends there.
    public func isLineStart(_ position: ArchivePosition) throws(SystemError) -> Bool {
        let file: SegmentFile
        do throws(SystemError) {
            file = try open(position.segment)
        } catch {
            if error.isMissing { return false }
            throw error
        }
        let length = try file.length
        if position.offset == 0 { return true }
        guard position.offset > 0, position.offset <= length else { return false }
        var byte: [UInt8] = [0]
        var span = byte.mutableSpan
        let count = try file.readFully(at: position.offset - 1, into: &span)
        return count == 1 && byte == [0x0A]
    }

    /// The last whole line of the segment before `position`, and how many damaged ones stand behind it.
    ///
    /// It reads backwards in growing steps, and so touches little where the last line is sound.
    func lastWholeLine(before position: ArchivePosition) throws(SystemError) -> (WholeLine?, Int64) {
        let file = try open(position.segment)
        var step: Int64 = 64 << 10
        while true {
            let start = max(0, position.offset - step)
            var lines = SegmentLines(file, from: start, room: Int(min(step, 256 << 10)))
            var last: WholeLine?
            var damaged: Int64 = 0
            // The first line of a window that begins anywhere is likely cut.
            var isCut = start > 0
            while lines.end < position.offset {
                if try !lines.advance() { break }
                if !isCut, lines.fault == nil, (try? RecordLayout.checkedEnd(lines.line)) != nil {
                    last = WholeLine(offset: lines.offset, head: LineHead(lines.line, of: kind))
                    damaged = 0
                } else {
                    damaged += 1
                }
                isCut = false
            }
            if last != nil || start == 0 { return (last, damaged) }
            step *= 16
        }
    }
}
