public import LinuxIO

/// Finds the end of an archive or of a ledger after whatever ended the last run, and makes it fit to be appended to.
///
/// <doc:Recovery> has the rules and why they are as they are.
public enum ArchiveRecovery {
    /// Recovers the archive.
    ///
    /// Lines before `mark` are taken as they are; a mark is what a catalogue has read up to. Without one, or with one
    /// that the archive does not reach, the whole newest segment is looked at.
    ///
    /// - Parameters:
    ///   - lines: what stands in it: records, or what became of deliveries.
    ///   - stateDirectory: its path; what is cut is kept beneath it.
    ///   - isAcknowledged: whether the file that a line tells of has certainly left the inbox, so that its batch was on the
    ///     disk as a whole and no crash can have torn it.
    /// - Throws: ``ArchiveError/outOfSpace(_:)`` when there was no room to keep a torn tail aside: nothing was cut.
    ///   ``ArchiveError/failed(_:)`` when the disk failed, ``ArchiveError/unknownVersion(_:)`` when the newest record is
    ///   none that this version knows.
    public static func recover<Line: SegmentLine>(
        _ archive: ArchiveDirectory,
        of lines: Line.Type,
        keepingIn stateDirectory: Path,
        from mark: ArchivePosition? = nil,
        isAcknowledged: @escaping (Line) -> Bool
    ) throws(ArchiveError) -> RecoveredArchive {
        var recovered = RecoveredArchive()
        guard var newest = try system({ () throws(SystemError) in try archive.newest() }) else {
            recovered.isMarkUnknown = mark != nil
            return recovered
        }
        try settle(newest.name, in: archive)
        newest = try system { () throws(SystemError) in try archive.segment(newest.name) }
        let start = try start(in: newest, mark, archive, stateDirectory, &recovered)

        var survey = TailSurvey(isAcknowledged: isAcknowledged)
        let length = try survey.read(archive, newest.name, from: start)
        newest.length = length
        // A packed segment was whole when it was packed: what is wrong with it, no crash has done.
        if newest.isPacked { survey.leaveAll(in: newest.name) }
        if let cut = survey.cut {
            let torn = TornTail(segment: newest.name, offset: cut.offset, length: length - cut.offset, fault: cut.fault)
            recovered.torn = try torn.keepAsideAndCut(archive, in: stateDirectory, isSealed: newest.isSealed)
            newest = try system { () throws(SystemError) in try archive.segment(newest.name) }
        }
        recovered.damage = survey.damage
        recovered.damagedLines = survey.damagedLines
        recovered.newest = newest
        recovered.nextSequence = try nextSequence(survey, newest.name, from: start, archive)
        try sealOlder(than: newest.name, in: archive)
        return recovered
    }

    /// Recovers an archive of records; as ``recover(_:of:keepingIn:from:isAcknowledged:)``.
    public static func recover(
        _ archive: ArchiveDirectory,
        keepingIn stateDirectory: Path,
        from mark: ArchivePosition? = nil,
        isAcknowledged: @escaping (Record) -> Bool = { _ in false }
    ) throws(ArchiveError) -> RecoveredArchive {
        try recover(
            archive,
            of: Record.self,
            keepingIn: stateDirectory,
            from: mark,
            isAcknowledged: isAcknowledged
        )
    }

    /// Brings page cache and disk together, so that what is read from here on is what the disk has.
    ///
    /// The sync makes durable what a killed process had written and not synced. Letting go of the cache then makes the
    /// kernel read again what an earlier, failed sync may have left in memory only (see ``CommitLog``).
    private static func settle(_ name: SegmentName, in archive: ArchiveDirectory) throws(ArchiveError) {
        let fileSystem = archive.fileSystem
        do throws(SystemError) {
            let file = try archive.open(name).file
            try fileSystem.synchronize(file.descriptor)
            let folder = try fileSystem.open(name.folder, in: archive.descriptor, .directory)
            try fileSystem.synchronize(folder)
            try fileSystem.synchronize(archive.descriptor)
            try fileSystem.discardCache(of: file.descriptor)
        } catch {
            throw .failed(error.about(name.path))
        }
    }

    /// Where in the newest segment the lines begin that are to be looked at.
    private static func start(
        in newest: ArchiveDirectory.Segment,
        _ mark: ArchivePosition?,
        _ archive: ArchiveDirectory,
        _ stateDirectory: Path,
        _ recovered: inout RecoveredArchive
    ) throws(ArchiveError) -> Int64 {
        do throws(SystemError) {
            var start: Int64 = 0
            if let mark {
                let isKnown = try archive.isLineStart(mark)
                recovered.isMarkUnknown = !isKnown
                if isKnown && mark.segment == newest.name { start = mark.offset }
            }
            if let cut = try TornTail.lastCut(of: newest.name, keptIn: stateDirectory, archive.fileSystem), cut > start,
                try archive.isLineStart(ArchivePosition(segment: newest.name, offset: cut))
            {
                start = cut
            }
            return start
        } catch {
            throw .failed(error)
        }
    }

    private static func nextSequence<Line: SegmentLine>(
        _ survey: TailSurvey<Line>,
        _ newest: SegmentName,
        from start: Int64,
        _ archive: ArchiveDirectory
    ) throws(ArchiveError) -> Int64 {
        if let last = survey.lastKept { return try last.sequence(in: newest) + 1 }
        var position = ArchivePosition(segment: newest, offset: start)
        var damaged: Int64 = 0
        while true {
            let (last, damagedHere) = try system { () throws(SystemError) in
                try archive.lastWholeLine(before: position)
            }
            damaged += damagedHere
            // A damaged line had a number too.
            if let last { return try last.sequence(in: position.segment) + damaged + 1 }
            let older = try system { () throws(SystemError) in
                try archive.name(before: position.segment).map { name throws(SystemError) in try archive.segment(name) }
            }
            guard let older else { return damaged + 1 }
            position = ArchivePosition(segment: older.name, offset: older.length)
        }
    }

    /// Seals what a crash between two segments has left open.
    private static func sealOlder(than newest: SegmentName, in archive: ArchiveDirectory) throws(ArchiveError) {
        do throws(SystemError) {
            var name = newest
            while let older = try archive.name(before: name) {
                if try archive.segment(older).isSealed { return }
                let file = try archive.open(older).file
                try CommitLog.seal(file.descriptor, archive.fileSystem)
                name = older
            }
        } catch {
            throw .failed(error)
        }
    }

    private static func system<Value>(_ call: () throws(SystemError) -> Value) throws(ArchiveError) -> Value {
        do throws(SystemError) { return try call() } catch { throw .failed(error) }
    }
}

/// Where an archive stands after recovery, and what was found.
public struct RecoveredArchive: Sendable, Equatable {
    /// The number that the next line gets.
    public var nextSequence: Int64 = 1
    /// The newest segment; nil in an archive without one.
    public var newest: ArchiveDirectory.Segment?
    /// What was cut, where the newest segment ended in a torn line.
    public var torn: TornTail?
    /// Damaged lines that were found and left where they are, the first thousand of them. `wiredesk verify` looks for
    /// more; recovery sees only what it has to read.
    public var damage: [ArchiveDamage] = []
    /// How many there are.
    public var damagedLines = 0
    /// Whether a mark was given that is no place in this archive: what keeps it has to be rebuilt.
    public var isMarkUnknown = false

    /// An archive without a segment.
    public init() {}

    /// Where the archive ends; nil in one without a segment.
    public var end: ArchivePosition? {
        newest.map { ArchivePosition(segment: $0.name, offset: $0.length) }
    }
}

/// A line of the archive or of the ledger that is not sound.
public struct ArchiveDamage: Sendable, Equatable, CustomStringConvertible {
    /// Where the line begins.
    public var position: ArchivePosition
    public var fault: RecordFault

    /// A fault of the line at `position`.
    public init(position: ArchivePosition, fault: RecordFault) {
        self.position = position
        self.fault = fault
    }

    public var description: String { "\(position): \(fault)" }
}
