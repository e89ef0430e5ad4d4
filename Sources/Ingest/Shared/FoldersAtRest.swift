import LinuxIO

/// The folders, beneath the place of an outcome, in which files of one folder of the inbox may rest: the one of its name,
/// and those with a number beside it, as a folder gets one where a file had the name (`night.tar~2`, for members of
/// `night.tar` that are put back).
///
/// What has a number is looked for only when somebody asks for more than the first.
struct FoldersAtRest: Sequence, IteratorProtocol {
    private let folder: Path
    private let place: Path
    private let fileSystem: any FileSystem
    private var isFirst = true
    private var others: [Path] = []
    private var isListed = false

    /// How many names that were taken are looked at for each folder, how many in a row that nobody has are passed over, and how
    /// many folders are found at most.
    private static let (names, gap, most) = (1_000, 8, 256)

    /// Those of a folder of the inbox, beneath a place such as the quarantine.
    init(of folder: Path, beneath place: Path, on fileSystem: any FileSystem) {
        self.folder = folder
        self.place = place
        self.fileSystem = fileSystem
    }

    mutating func next() -> Path? {
        let nominal = FreeName.atRest(path: folder)
        if isFirst {
            isFirst = false
            return nominal
        }
        if !isListed {
            isListed = true
            others = list().filter { $0 != nominal }.reversed()
        }
        return others.popLast()
    }

    private func list() -> [Path] {
        var found: [Path] = [""]
        for component in folder.components {
            let free = FreeName.atRest(component)
            var inner: [Path] = []
            for outer in found {
                guard let opened = try? fileSystem.openRoot(place.appending(outer)) else { continue }
                var missed = 0
                for number in 1...Self.names where missed <= Self.gap && inner.count < Self.most {
                    let name = free.attempt(number)
                    guard let status = try? fileSystem.status(of: name, in: opened) else {
                        missed += 1
                        continue
                    }
                    missed = 0
                    if status.kind == .directory { inner.append(outer.appending(name)) }
                }
            }
            found = inner
        }
        return found
    }
}
