import Archive
import Catalogue
import LinuxIO

/// Tells by a look at the folders, and by nothing else, which files have been moved out of the inbox.
struct FilesAtRest {
    let stateDirectory: Path
    let fileSystem: any FileSystem

    /// Whether a file stands where an outcome at `time`, in nanoseconds since 1970, has moved it.
    func holds(_ file: UnmovedDelivery.File, movedBy outcome: Outcome, at time: Int64) -> Bool {
        let place = stateDirectory.appending(RestingPlace.folder(of: outcome, at: time))
        let path = FreeName.atRest(path: file.path)
        guard let folder = try? fileSystem.openRoot(place), let status = try? fileSystem.status(of: path, in: folder)
        else { return false }
        return status.kind == .file && status.size == file.bytes && status.modified == file.modified
    }
}
