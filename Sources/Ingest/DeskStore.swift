import Archive
import Catalogue
import LinuxIO
import Logging

/// Brings the archive and the catalogue to where they were: at the start, after the catalogue has failed, and for
/// ``StoreRepair``.
struct DeskStore {
    let stateDirectory: Path
    let fileSystem: any FileSystem
    let log: Logger
    /// Whether an archive that ends before what the catalogue knows is taken as it is.
    var acceptsShortArchive = false
    /// Whether what takes long is to be left; it then throws ``DeskError/stopped``.
    var isStopped: @Sendable () -> Bool = { false }

    var cataloguePath: Path { stateDirectory.appending(Catalogue.fileName) }

    /// Bytes of the largest catalogue that is read through at a start, which takes a fraction of a second. Damage in a
    /// larger one shows when it is come upon, so that a start takes no longer as the years go by.
    static let largestChecked: Int64 = 64 << 20

    /// Archive and catalogue after a start.
    struct Restored {
        var archive: ArchiveDirectory
        var recovered: RecoveredArchive
        /// The catalogue, brought up to the archive's end, or what keeps it from being used.
        var catalogue: Result<OpenCatalogue, CatalogueError>
    }

    /// A catalogue and what had to be done to it.
    struct OpenCatalogue {
        var catalogue: Catalogue
        /// Why it was made anew; nil where it was not.
        var anewBecause: String?
        /// Records that were entered in it.
        var records = 0
    }

    /// Where the archive ends and which number comes next there: what a catalogue of it may know at most.
    struct ArchiveEnd {
        var position: ArchivePosition?
        var nextSequence: Int64
    }

    /// Recovers the archive and brings the catalogue up to it: all that a start does before its first commit.
    ///
    /// The archive needs no catalogue for that; a catalogue that cannot be used comes back as its error.
    func restore(progress: (Int, ArchivePosition) -> Void) throws(DeskError) -> Restored {
        let archive = try openArchive()
        let opened = Result { () throws(CatalogueError) in try openCatalogue() }
        let mark = (try? opened.get())?.mark
        if isStopped() { throw .stopped }
        let recovered = try recover(archive, from: mark?.position)
        let missing = (mark?.sequence ?? 0) - (recovered.nextSequence - 1)
        if missing > 0, let mark {
            guard let opened = try? opened.get(), acceptsShortArchive else {
                throw .shortArchive(last: recovered.nextSequence - 1, known: mark.sequence)
            }
            return Restored(
                archive: archive,
                recovered: recovered,
                catalogue: try replace(opened.catalogue, lacking: missing, archive, progress)
            )
        }
        let end = ArchiveEnd(position: recovered.end, nextSequence: recovered.nextSequence)
        switch opened {
        case .failure:
            return Restored(archive: archive, recovered: recovered, catalogue: opened)
        case .success(let catalogue):
            let caughtUp = try bringUp(catalogue, with: archive, end: end, progress: progress)
            return Restored(archive: archive, recovered: recovered, catalogue: caughtUp)
        }
    }

    /// Opens the archive's folder, and makes it where it is missing.
    private func openArchive() throws(DeskError) -> ArchiveDirectory {
        do {
            let path = stateDirectory.appending("archive")
            let archive = ArchiveDirectory(try fileSystem.openOrMakeRoot(path), at: path, fileSystem: fileSystem)
            // A start that was killed right after it had made a folder may not have synced the folder's name.
            try fileSystem.synchronize(try fileSystem.openRoot(stateDirectory))
            return archive
        } catch {
            throw .directory(error)
        }
    }

    /// Cuts what a crash has left behind the last whole record, and finds the end.
    ///
    /// - Parameter mark: up to where the records are known to be whole.
    private func recover(_ archive: ArchiveDirectory, from mark: ArchivePosition?) throws(DeskError) -> RecoveredArchive
    {
        do {
            let recovered = try ArchiveRecovery.recover(archive, from: mark, isAcknowledged: isMoved)
            if let torn = recovered.torn {
                log.warning(
                    "an unfinished record was cut off the archive and kept beside it",
                    metadata: [
                        "wiredesk.event": "recovered", "torn": "\(torn)",
                        "path": "\(torn.keptIn.map { Path("archive").appending($0).display } ?? "")",
                    ]
                )
            }
            for damage in recovered.damage {
                log.error(
                    "the archive is damaged; `wiredesk verify` has the details",
                    metadata: ["damage": "\(damage)"]
                )
            }
            return recovered
        } catch {
            throw .archive(error)
        }
    }

    /// Whether the file of a record stands where it was moved, which it was not before its batch was on the disk.
    private func isMoved(_ record: Record) -> Bool {
        let place = stateDirectory.appending("processed").appending(UTC.day(record.ingestedAt))
        return fileSystem.hasFile(UnmovedDelivery.File(record.delivery.identity), in: place)
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
            return OpenCatalogue(catalogue: catalogue, anewBecause: isThere ? nil : "there was none")
        } catch {
            guard error.kind == .damaged else { throw error }
            return try makeCatalogue(because: error.reason)
        }
    }

    /// Makes a new catalogue in the place of the one that is there.
    func makeCatalogue(because reason: String) throws(CatalogueError) -> OpenCatalogue {
        log.warning(
            "the catalogue cannot be used and is made anew from the archive",
            metadata: ["reason": "\(reason)"]
        )
        do {
            try Catalogue.remove(at: cataloguePath)
        } catch {
            throw CatalogueError(task: "remove", path: cataloguePath, reason: error.description)
        }
        return OpenCatalogue(catalogue: try Catalogue(at: cataloguePath), anewBecause: reason)
    }

    /// Brings the catalogue up to the archive; one that is damaged, or does not belong to this archive, is made anew.
    func bringUp(
        _ opened: OpenCatalogue,
        with archive: ArchiveDirectory,
        end: ArchiveEnd,
        progress: (Int, ArchivePosition) -> Void
    ) throws(DeskError) -> Result<OpenCatalogue, CatalogueError> {
        let first: Result<OpenCatalogue, CatalogueError>
        switch Result(catching: { () throws(CatalogueError) in
            try disagreement(opened.catalogue, with: archive, end: end)
        }) {
        case .success(nil):
            first = try catchUp(opened, with: archive, progress: progress)
        case .success(let reason?):
            first = .failure(CatalogueError(task: "go on", path: cataloguePath, reason: reason, kind: .damaged))
        case .failure(let error):
            first = .failure(error)
        }
        guard case .failure(let error) = first else { return first }
        try? opened.catalogue.close()
        guard error.kind == .damaged else { return first }
        switch Result(catching: { () throws(CatalogueError) in try makeCatalogue(because: error.reason) }) {
        case .success(let new): return try catchUp(new, with: archive, progress: progress)
        case .failure(let error): return .failure(error)
        }
    }

    /// Makes a catalogue of an archive that has lost records, and keeps the one that knows of them.
    private func replace(
        _ catalogue: Catalogue,
        lacking missing: Int64,
        _ archive: ArchiveDirectory,
        _ progress: (Int, ArchivePosition) -> Void
    ) throws(DeskError) -> Result<OpenCatalogue, CatalogueError> {
        let kept = Path("catalogue.sqlite.kept-\(Clock.now / 1_000_000_000)")
        do {
            try catalogue.checkpoint()
            try catalogue.close()
            let folder = try fileSystem.openRoot(stateDirectory)
            try fileSystem.move(Catalogue.fileName, in: folder, to: kept, in: folder)
        } catch let error as SystemError {
            throw .directory(error)
        } catch {
            throw .catalogue("\(error)")
        }
        let reason = "records that it knows are not in the archive any more (\(missing)); it is kept as \(kept.display)"
        switch Result(catching: { () throws(CatalogueError) in try makeCatalogue(because: reason) }) {
        case .success(let new): return try catchUp(new, with: archive, progress: progress)
        case .failure(let error): return .failure(error)
        }
    }

    private func catchUp(
        _ opened: OpenCatalogue,
        with archive: ArchiveDirectory,
        progress: (Int, ArchivePosition) -> Void
    ) throws(DeskError) -> Result<OpenCatalogue, CatalogueError> {
        var opened = opened
        do throws(Catalogue.CatchUpError) {
            let caughtUp = try opened.catalogue.catchUp(with: archive, isStopped: isStopped, progress: progress)
            opened.records = caughtUp.records
        } catch {
            switch error {
            case .stopped(let count):
                log.info(
                    "stopped while the catalogue was brought up to the archive; the next start goes on from there",
                    metadata: ["records": "\(count)"]
                )
                throw .stopped
            case .catalogue(let error): return .failure(error)
            case .archive(let error): throw .archive(.failed(error))
            }
        }
        if opened.anewBecause != nil, opened.records > 0 {
            log.notice(
                "the catalogue has been made anew from the archive",
                metadata: ["wiredesk.event": "rebuilt", "records": "\(opened.records)"]
            )
        }
        return .success(opened)
    }

    /// What shows that the catalogue is of another archive, or of this one at a later time; nil where nothing does.
    private func disagreement(
        _ catalogue: Catalogue,
        with archive: ArchiveDirectory,
        end: ArchiveEnd
    ) throws(CatalogueError) -> String? {
        guard let mark = try catalogue.mark() else { return nil }
        let isKnown = (try? archive.isLineStart(mark.position)) ?? false
        guard let position = end.position, mark.position <= position, mark.sequence < end.nextSequence, isKnown else {
            return "it has read further than the archive goes"
        }
        guard let last = try catalogue.last() else { return nil }
        // A line that cannot be read says nothing: it may have been damaged since.
        guard let record = try? ArchiveReader(archive).record(at: last.position, length: last.length) else {
            return nil
        }
        return record.sequence == last.sequence && record.id == last.contentID ? nil : "it is of another archive"
    }
}

extension DeskStore.OpenCatalogue {
    /// Up to where it has read the archive; nil for a new one, and where that cannot be told.
    fileprivate var mark: (position: ArchivePosition, sequence: Int64)? {
        (try? catalogue.mark()) ?? nil
    }
}
