public import Archive
public import Catalogue
public import LinuxIO

/// Finds the file of a delivery where its outcome has put it.
public struct RestingPlace {
    private let stateDirectory: Path
    private let inbox: Path
    private let fileSystem: any FileSystem

    /// How many names that others had already taken are looked at.
    private static let names = 1_000
    /// How many names in a row that nobody has are passed over: of several files of one name the first may have left.
    private static let gap = 8

    /// Finds files of this desk.
    public init(stateDirectory: Path, inbox: Path, fileSystem: any FileSystem) {
        self.stateDirectory = stateDirectory
        self.inbox = inbox
        self.fileSystem = fileSystem
    }

    /// The folder beneath the state directory to which an outcome at `time`, in nanoseconds since 1970, moves files, each
    /// with its folders in the inbox.
    static func folder(of outcome: Outcome, at time: Int64) -> Path {
        switch outcome {
        case .archived, .ignored: StateDirectory.processed.appending(UTC.day(time))
        case .duplicate: StateDirectory.duplicates.appending(UTC.day(time))
        // The others move no file anywhere; what they tell of had been quarantined, most of it.
        case .quarantined, .discarded, .putBack, .removed: StateDirectory.quarantine
        }
    }

    /// The absolute path of the file; nil where none of this size and time of modification stands where it was put.
    public func path(of file: UnmovedDelivery.File, outcome: Outcome, time: Int64) -> Path? {
        guard outcome.isAnswer else { return nil }
        // By its name an ignored file is left where it is; one that holds no news is moved.
        if outcome == .ignored, let path = find(file, in: inbox, trying: 1, reserving: 0) { return path }
        let nanoseconds = time.multipliedReportingOverflow(by: 1_000_000).partialValue
        let place = stateDirectory.appending(RestingPlace.folder(of: outcome, at: nanoseconds))
        let reserved = outcome == .quarantined ? QuarantinePage.suffix.utf8.count : 0
        // What a crash has kept from being moved is still where it arrived.
        return find(file, in: place, trying: Self.names, reserving: reserved)
            ?? find(file, in: inbox, trying: 1, reserving: 0)
    }

    /// The path beneath the state directory of the file, where it stands where its outcome has put it and not in the inbox.
    func placeAtRest(of file: UnmovedDelivery.File, outcome: Outcome, time: Int64) -> Path? {
        let nanoseconds = time.multipliedReportingOverflow(by: 1_000_000).partialValue
        let folder = RestingPlace.folder(of: outcome, at: nanoseconds)
        guard let path = find(file, in: stateDirectory.appending(folder), trying: Self.names, reserving: 0) else {
            return nil
        }
        return path.components.dropFirst(stateDirectory.components.count).reduce("") { $0.appending($1) }
    }

    /// The status of what has a path beneath the inbox; nil where nothing has it.
    public func statusInInbox(of path: Path) -> FileStatus? {
        guard let root = try? fileSystem.openRoot(inbox) else { return nil }
        return try? fileSystem.status(of: path, in: root)
    }

    private func find(_ file: UnmovedDelivery.File, in place: Path, trying count: Int, reserving: Int) -> Path? {
        if place == inbox {
            return find(
                file,
                named: FreeName(name: file.path.name),
                in: place.appending(file.path.folder),
                count,
                reserving
            )
        }
        let free = FreeName.atRest(file.path.name)
        for folder in FoldersAtRest(of: file.path.folder, beneath: place, on: fileSystem) {
            if let path = find(file, named: free, in: place.appending(folder), count, reserving) { return path }
        }
        return nil
    }

    private func find(
        _ file: UnmovedDelivery.File,
        named free: FreeName,
        in path: Path,
        _ count: Int,
        _ reserving: Int
    ) -> Path? {
        guard let folder = try? fileSystem.openRoot(path) else { return nil }
        var missed = 0
        for number in 1...count {
            let name = free.attempt(number, reserving: reserving)
            guard let status = try? fileSystem.status(of: name, in: folder) else {
                missed += 1
                if missed > Self.gap { return nil }
                continue
            }
            missed = 0
            if status.kind == .file, status.size == file.bytes, status.modified == file.modified {
                return path.appending(name)
            }
        }
        return nil
    }
}
