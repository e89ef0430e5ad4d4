import Archive
import Catalogue
import LinuxIO
import Logging

/// Brings the archive, the ledger and the catalogue to where they were: at the start, after the catalogue has failed, and
/// for ``StoreRepair``.
struct DeskStore {
    let stateDirectory: Path
    let inbox: Path
    let fileSystem: any FileSystem
    let log: Logger
    /// Whether an archive or a ledger that has lost lines is taken as it is: one that ends before what the catalogue knows,
    /// and one whose numbers have gaps.
    var acceptsShortArchive = false
    /// Whether what takes long is to be left; it then throws ``DeskError/stopped``.
    var isStopped: @Sendable () -> Bool = { false }

    var cataloguePath: Path { stateDirectory.appending(StateDirectory.catalogue) }

    /// Bytes of the largest catalogue that is read through at a start, which takes a fraction of a second. Damage in a
    /// larger one shows when it is come upon, so that a start takes no longer as the years go by.
    static let largestChecked: Int64 = 64 << 20

    /// Archive, ledger and catalogue after a start.
    struct Restored {
        var archive: ArchiveDirectory
        var recovered: RecoveredArchive
        var ledger: ArchiveDirectory
        var recoveredLedger: RecoveredArchive
        /// What both lack, and nobody has accepted, where a catalogue knows what it was.
        var gaps: [SequenceGap] = []
        /// The catalogue, brought up to the end of both, or what keeps it from being used.
        var catalogue: Result<OpenCatalogue, CatalogueError>
    }

    /// A catalogue and what had to be done to it.
    struct OpenCatalogue {
        var catalogue: Catalogue
        /// Why it was rebuilt; nil where it was not.
        var rebuiltBecause: String?
        /// Records that were entered in it.
        var records = 0
        /// Lines of the ledger that were entered in it.
        var ledgerLines = 0
    }

    /// Where archive and ledger end and which numbers come next there: what a catalogue of them may know at most.
    struct End {
        var archive: ArchivePosition?
        var nextSequence: Int64
        var ledger: ArchivePosition?
        var nextLine: Int64
    }

    /// Recovers archive and ledger and brings the catalogue up to them: all that a start does before its first commit.
    ///
    /// Neither needs a catalogue for that; a catalogue that cannot be used comes back as its error.
    func restore(progress: (Catalogue.CatchUp) -> Void) throws(DeskError) -> Restored {
        let archive = try openLog(StateDirectory.archive, of: .articles)
        let ledger = try openLog(StateDirectory.deliveries, of: .deliveries)
        let older = OlderCatalogue(at: cataloguePath)
        var opened = Result<OpenCatalogue, CatalogueError>.failure(
            CatalogueError(task: "open", path: cataloguePath, reason: "it was made by an earlier version of wiredesk")
        )
        if older == nil { opened = Result { () throws(CatalogueError) in try openCatalogue() } }
        let known = (try? opened.get())?.mark
        if isStopped() { throw .stopped }
        try checkDisplaced(archive, isKnown: known != nil)
        try checkDisplaced(ledger, isKnown: known != nil)
        let acknowledgement = Acknowledgement(stateDirectory: stateDirectory, inbox: inbox, fileSystem: fileSystem)
        let recovered = try recover(archive, from: known?.mark.archive) { (record: Record) in
            acknowledgement.isGiven(record)
        }
        var recoveredLedger = try recover(ledger, from: known?.mark.ledger) { (entry: LedgerEntry) in
            acknowledgement.isGiven(entry)
        }
        if let older {
            recoveredLedger = try adopt(older, into: ledger, recoveredLedger)
            opened = Result { () throws(CatalogueError) in
                try makeCatalogue(because: "it was made by an earlier version of wiredesk")
            }
        }
        let end = End(
            archive: recovered.end,
            nextSequence: recovered.nextSequence,
            ledger: recoveredLedger.end,
            nextLine: recoveredLedger.nextSequence
        )
        var restored = Restored(
            archive: archive,
            recovered: recovered,
            ledger: ledger,
            recoveredLedger: recoveredLedger,
            catalogue: opened
        )
        guard case .success(let catalogue) = opened else { return restored }
        // Where no catalogue knows what is missing, nothing is begun (``catchUp(_:with:_:progress:)``).
        if known != nil { restored.gaps = try tellGaps(in: archive) + tellGaps(in: ledger) }
        if let known, known.sequence >= end.nextSequence || known.mark.line >= end.nextLine {
            guard acceptsShortArchive else {
                throw known.sequence >= end.nextSequence
                    ? .shortArchive(last: end.nextSequence - 1, known: known.sequence)
                    : .shortLedger(last: end.nextLine - 1, known: known.mark.line)
            }
            let missing = max(0, known.sequence - (end.nextSequence - 1))
            let lines = max(0, known.mark.line - (end.nextLine - 1))
            restored.catalogue = try replace(catalogue.catalogue, lacking: missing, lines, (archive, ledger), progress)
        } else {
            restored.catalogue = try bringUp(catalogue, with: archive, ledger, end: end, progress: progress)
        }
        return restored
    }

    /// Opens the folder of the archive or of the ledger, and makes it where it is missing.
    private func openLog(_ name: Path, of kind: SegmentKind) throws(DeskError) -> ArchiveDirectory {
        do {
            let path = stateDirectory.appending(name)
            let log = ArchiveDirectory(
                try fileSystem.openOrMakeRoot(path),
                at: path,
                of: kind,
                fileSystem: fileSystem
            )
            // A start that was killed right after it had made a folder may not have synced the folder's name.
            try fileSystem.synchronize(try fileSystem.openRoot(stateDirectory))
            return log
        } catch {
            throw .directory(error)
        }
    }

    /// Cuts what a crash has left behind the last whole line, and finds the end.
    ///
    /// - Parameter mark: up to where the lines are known to be whole.
    private func recover<Line: SegmentLine>(
        _ archive: ArchiveDirectory,
        from mark: ArchivePosition?,
        _ isAcknowledged: @escaping (Line) -> Bool
    ) throws(DeskError) -> RecoveredArchive {
        let (what, line) = (archive.kind.name, archive.kind.lineName)
        do {
            let recovered = try ArchiveRecovery.recover(
                archive,
                of: Line.self,
                keepingIn: stateDirectory,
                from: mark,
                isAcknowledged: isAcknowledged
            )
            if let torn = recovered.torn {
                log.warning(
                    "an unfinished \(line) was cut off the \(what) and kept aside",
                    metadata: [
                        "wiredesk.event": "recovered", "torn": "\(torn)",
                        "path": "\(torn.keptIn?.display ?? "")",
                    ]
                )
            }
            for damage in recovered.damage {
                log.error(
                    "the \(what) is damaged; `wiredesk verify` has the details",
                    metadata: ["damage": "\(damage)"]
                )
            }
            return recovered
        } catch {
            throw .archive(error)
        }
    }

    /// Writes to the ledger what only a catalogue of the time before it knows, and returns where the ledger ends then.
    ///
    /// Where an earlier start was cut off in the midst of it, it goes on with the next delivery: until the catalogue has
    /// gone, nothing else is written there.
    private func adopt(
        _ older: OlderCatalogue,
        into ledger: ArchiveDirectory,
        _ recovered: RecoveredArchive
    ) throws(DeskError) -> RecoveredArchive {
        do throws(ArchiveError) {
            let writer = try LedgerWriter(ledger, recovered: recovered)
            var last = try lastNumber(of: ledger)
            while true {
                let read = Result { () throws(CatalogueError) in try older.entries(after: last, limit: 1_000) }
                guard case .success(let batch) = read else { break }
                if batch.isEmpty { return try recoverAdopted(ledger) }
                // One time for all lines of a batch.
                var start = 0
                while start < batch.count {
                    let end = batch[start...].firstIndex { $0.time != batch[start].time } ?? batch.count
                    try writer.append(batch[start..<end].map(\.entry), at: batch[start].time)
                    start = end
                }
                last = batch[batch.count - 1].entry.number
            }
            log.warning("the catalogue of an earlier version is damaged: what only it knows ends with delivery \(last)")
            return try recoverAdopted(ledger)
        } catch {
            throw .archive(error)
        }
    }

    private func recoverAdopted(_ ledger: ArchiveDirectory) throws(ArchiveError) -> RecoveredArchive {
        try ArchiveRecovery.recover(
            ledger,
            of: LedgerEntry.self,
            keepingIn: stateDirectory,
            isAcknowledged: { _ in true }
        )
    }

    private func lastNumber(of ledger: ArchiveDirectory) throws(ArchiveError) -> Int64 {
        do {
            guard let line = try ArchiveReader(ledger).lastLine() else { return 0 }
            return (try? LedgerEntry(line: line.span))?.number ?? 0
        } catch ArchiveReadError.system(let error) {
            throw .failed(error)
        } catch {
            return 0
        }
    }

    /// Opens the catalogue; one that is damaged is put away, and a new one begun.
    ///
    /// - Parameter limit: bytes of the largest one that is read through before it is trusted; nil for any.
    func openCatalogue(checkedUpTo limit: Int64? = largestChecked) throws(CatalogueError) -> OpenCatalogue {
        let isThere = CatalogueReader.isThere(at: cataloguePath)
        do throws(CatalogueError) {
            let catalogue = try Catalogue(at: cataloguePath)
            do throws(CatalogueError) {
                try catalogue.check(upTo: limit)
                _ = try catalogue.mark()
            } catch {
                try? catalogue.close()
                throw error
            }
            return OpenCatalogue(catalogue: catalogue, rebuiltBecause: isThere ? nil : "there was none")
        } catch {
            guard error.kind == .damaged else { throw error }
            return try makeCatalogue(because: error.reason)
        }
    }

    /// Makes a new catalogue in the place of the one that is there.
    func makeCatalogue(because reason: String) throws(CatalogueError) -> OpenCatalogue {
        log.warning(
            "the catalogue cannot be used and is rebuilt from the archive",
            metadata: ["reason": "\(reason)"]
        )
        do {
            try Catalogue.remove(at: cataloguePath)
        } catch {
            throw CatalogueError(task: "remove", path: cataloguePath, reason: error.description)
        }
        return OpenCatalogue(catalogue: try Catalogue(at: cataloguePath), rebuiltBecause: reason)
    }

    /// Brings the catalogue up to archive and ledger; one that is damaged, or does not belong to them, is rebuilt.
    func bringUp(
        _ opened: OpenCatalogue,
        with archive: ArchiveDirectory,
        _ ledger: ArchiveDirectory,
        end: End,
        progress: (Catalogue.CatchUp) -> Void
    ) throws(DeskError) -> Result<OpenCatalogue, CatalogueError> {
        let first: Result<OpenCatalogue, CatalogueError>
        switch Result(catching: { () throws(CatalogueError) in
            try disagreement(opened.catalogue, with: archive, ledger, end: end)
        }) {
        case .success(nil):
            first = try catchUp(opened, with: archive, ledger, progress: progress)
        case .success(let reason?):
            first = .failure(CatalogueError(task: "go on", path: cataloguePath, reason: reason, kind: .damaged))
        case .failure(let error):
            first = .failure(error)
        }
        guard case .failure(let error) = first else { return first }
        try? opened.catalogue.close()
        guard error.kind == .damaged else { return first }
        switch Result(catching: { () throws(CatalogueError) in try makeCatalogue(because: error.reason) }) {
        case .success(let new): return try catchUp(new, with: archive, ledger, progress: progress)
        case .failure(let error): return .failure(error)
        }
    }

    /// Makes a catalogue of an archive and a ledger that have lost lines, and keeps the one that knows of them.
    private func replace(
        _ catalogue: Catalogue,
        lacking missing: Int64,
        _ lines: Int64,
        _ logs: (archive: ArchiveDirectory, ledger: ArchiveDirectory),
        _ progress: (Catalogue.CatchUp) -> Void
    ) throws(DeskError) -> Result<OpenCatalogue, CatalogueError> {
        let kept = Path("catalogue.sqlite.kept-\(Clock.now / 1_000_000_000)")
        do {
            try catalogue.checkpoint()
            try catalogue.close()
            let folder = try fileSystem.openRoot(stateDirectory)
            try fileSystem.move(StateDirectory.catalogue, in: folder, to: kept, in: folder)
        } catch let error as SystemError {
            throw .directory(error)
        } catch {
            throw .catalogue("\(error)")
        }
        let what =
            missing > 0
            ? "records that it knows are not in the archive any more (\(missing))"
            : "lines that it knows are not in the ledger any more (\(lines))"
        let reason = "\(what); it is kept as \(kept.display)"
        switch Result(catching: { () throws(CatalogueError) in try makeCatalogue(because: reason) }) {
        case .success(let new): return try catchUp(new, with: logs.archive, logs.ledger, progress: progress)
        case .failure(let error): return .failure(error)
        }
    }

    /// Whether a gap at the end is where a recovery has cut the archive, which has been told: what the ledger names there is
    /// beside the segment.
    private func isCut(_ gap: SequenceGap, _ archive: ArchiveDirectory) -> Bool {
        guard gap.kind == .articles, gap.before == nil, let segment = gap.after else { return false }
        return (try? archive.isCut(segment, keptIn: stateDirectory)) ?? false
    }

    private func catchUp(
        _ opened: OpenCatalogue,
        with archive: ArchiveDirectory,
        _ ledger: ArchiveDirectory,
        progress: (Catalogue.CatchUp) -> Void
    ) throws(DeskError) -> Result<OpenCatalogue, CatalogueError> {
        var opened = opened
        var accepted: AcceptedGaps
        do { accepted = try AcceptedGaps(in: stateDirectory, on: fileSystem) } catch { throw .directory(error) }
        do throws(Catalogue.CatchUpError) {
            let caughtUp = try opened.catalogue.catchUp(
                with: archive,
                ledger,
                accepts: { gap in
                    acceptsShortArchive || accepted.contains(gap) || isCut(gap, archive)
                },
                isStopped: isStopped,
                progress: progress
            )
            opened.records = caughtUp.records
            opened.ledgerLines = caughtUp.ledgerLines
            for gap in caughtUp.gaps {
                log.warning("lines are missing, which is known", metadata: ["gap": "\(gap)"])
            }
            if acceptsShortArchive {
                do { try accepted.accept(caughtUp.gaps) } catch { throw .archive(error) }
            }
        } catch {
            switch error {
            case .stopped(let count):
                log.info(
                    "stopped while the catalogue was brought up to the archive; the next start goes on from there",
                    metadata: ["records": "\(count)"]
                )
                throw .stopped
            case .gaps(let gaps): throw .gaps(gaps)
            case .catalogue(let error): return .failure(error)
            case .archive(let error): throw .archive(.failed(error))
            }
        }
        if opened.rebuiltBecause != nil, opened.records + opened.ledgerLines > 0 {
            log.notice(
                "the catalogue has been rebuilt from the archive",
                metadata: ["wiredesk.event": "rebuilt", "records": "\(opened.records)"]
            )
        }
        return .success(opened)
    }

    /// What shows that the catalogue is of another archive or ledger, or of these at a later time; nil where nothing does.
    private func disagreement(
        _ catalogue: Catalogue,
        with archive: ArchiveDirectory,
        _ ledger: ArchiveDirectory,
        end: End
    ) throws(CatalogueError) -> String? {
        guard let known = try catalogue.mark() else { return nil }
        guard DeskStore.reaches(archive, end.archive, to: known.mark.archive), known.sequence < end.nextSequence else {
            return "it has read further than the archive goes"
        }
        guard DeskStore.reaches(ledger, end.ledger, to: known.mark.ledger), known.mark.line < end.nextLine else {
            return "it has read further than the ledger goes"
        }
        if let mark = known.mark.ledger, let entry = try? ArchiveReader(ledger).entry(before: mark) {
            let row = try catalogue.delivery(entry.number)
            if row.map({ $0.file.path != entry.path || $0.file.bytes != entry.bytes }) ?? true {
                return "it is of another ledger"
            }
        }
        guard let last = try catalogue.last() else { return nil }
        // A line that cannot be read says nothing: it may have been damaged since.
        guard let record = try? ArchiveReader(archive).record(at: last.position, length: last.length) else {
            return nil
        }
        return record.sequence == last.sequence && record.id == last.contentID ? nil : "it is of another archive"
    }

    /// Whether a mark is a place in what ends there.
    private static func reaches(_ log: ArchiveDirectory, _ end: ArchivePosition?, to mark: ArchivePosition?) -> Bool {
        guard let mark else { return true }
        return end.map { mark <= $0 } ?? false && (try? log.isLineStart(mark)) ?? false
    }
}

extension DeskStore.OpenCatalogue {
    /// Up to where it has read archive and ledger; nil for a new one, and where that cannot be told.
    fileprivate var mark: (mark: CatalogueMark, sequence: Int64)? {
        (try? catalogue.mark()) ?? nil
    }
}
