import Archive
import Catalogue
import LinuxIO
import Logging

/// Brings the archive and the catalogue to where they were, at the start and after the catalogue has failed.
struct DeskStore {
    let settings: IngestSettings
    let fileSystem: any FileSystem
    let log: Logger

    var cataloguePath: Path { settings.stateDirectory.appending("catalogue.sqlite") }

    /// Opens the archive's folder, and makes it where it is missing.
    func openArchive() throws(DeskError) -> ArchiveDirectory {
        do {
            let path = settings.stateDirectory.appending("archive")
            let archive = ArchiveDirectory(try fileSystem.openOrMakeRoot(path), fileSystem: fileSystem)
            // A start that was killed right after it had made a folder may not have synced the folder's name.
            try fileSystem.synchronize(try fileSystem.openRoot(settings.stateDirectory))
            return archive
        } catch {
            throw .directory(error)
        }
    }

    /// Cuts what a crash has left behind the last whole record, and finds the end.
    ///
    /// - Parameter mark: up to where the records are known to be whole.
    func recover(_ archive: ArchiveDirectory, from mark: ArchivePosition?) throws(DeskError) -> RecoveredArchive {
        do {
            let recovered = try ArchiveRecovery.recover(archive, from: mark)
            if let torn = recovered.torn {
                log.warning(
                    "an unfinished record was cut off the archive and kept beside it",
                    metadata: ["wiredesk.event": "recovered", "torn": "\(torn)"]
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

    /// Opens the catalogue; one that cannot be used is put away with its reason, and a new one begun.
    func openCatalogue() throws(DeskError) -> Catalogue {
        do {
            do {
                return try Catalogue(at: cataloguePath)
            } catch {
                log.warning(
                    "the catalogue cannot be used and is made anew from the archive",
                    metadata: ["error": "\(error)"]
                )
                return try makeCatalogue()
            }
        } catch {
            throw .catalogue("\(error)")
        }
    }

    /// Makes a new catalogue in the place of the one that is there.
    func makeCatalogue() throws(CatalogueError) -> Catalogue {
        do {
            try Catalogue.remove(at: cataloguePath)
        } catch {
            throw CatalogueError(task: "remove", path: cataloguePath, reason: error.description)
        }
        return try Catalogue(at: cataloguePath)
    }

    /// Brings the catalogue up to the archive; one that does not belong to this archive is made anew.
    func catchUp(
        _ catalogue: Catalogue,
        with archive: ArchiveDirectory,
        recovered: RecoveredArchive,
        progress: (Int, ArchivePosition) -> Void
    ) throws -> Catalogue {
        var catalogue = catalogue
        if try !belongs(catalogue, to: recovered) {
            log.warning("the catalogue is ahead of the archive and is made anew from it")
            catalogue = try makeCatalogue()
        }
        do {
            try catalogue.catchUp(with: archive, progress: progress)
        } catch Catalogue.CatchUpError.catalogue(let error) {
            log.warning("the catalogue has failed and is made anew", metadata: ["error": "\(error)"])
            catalogue = try makeCatalogue()
            try catalogue.catchUp(with: archive, progress: progress)
        }
        return catalogue
    }

    /// Whether the archive reaches at least as far as the catalogue has read.
    private func belongs(_ catalogue: Catalogue, to recovered: RecoveredArchive) throws -> Bool {
        guard let mark = try catalogue.mark() else { return true }
        guard let end = recovered.end, !recovered.isMarkUnknown else { return false }
        return mark.position <= end && mark.sequence < recovered.nextSequence
    }
}
