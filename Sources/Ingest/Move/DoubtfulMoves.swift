import Archive
import Base
import Catalogue
import LinuxIO

/// Looks, after a kill, at the files that were moved last, and puts those back into the inbox that no delivery has read.
///
/// A name may have been given to another file in the moment before its move, and a writer may have gone on writing after it.
/// A run looks at each file right after its move and once more some seconds later (``SecondLooks``); where it was killed
/// before, the next start does.
struct DoubtfulMoves {
    let catalogue: CatalogueReader
    let stateDirectory: Path
    let inbox: InboxFolder
    let fileSystem: any FileSystem

    /// How many rows are looked at, the latest ones: more than a run leaves unseen. Of a catalogue that was made again every
    /// row is in doubt, and `wiredesk verify` looks at them all.
    static let limit: Int64 = 16_384

    /// How many names that were taken are looked at for each path, and how many in a row that nobody has are passed over.
    private static let names = 1_000
    private static let gap = 8

    /// Where deliveries of one path rest: each under the name of the path, or one beside it.
    private struct Place: Hashable {
        /// The place of files with this outcome, beneath the state directory.
        var rest: Path
        /// Beneath the inbox.
        var path: Path
        /// Milliseconds since 1970 of the day that the folder is named after; nil for one that holds all days.
        var day: Int64?

        /// Nil for what stays where it arrived.
        init?(_ delivery: CatalogueReader.Entry) {
            if delivery.outcome == .ignored, delivery.file.digest == nil { return nil }
            let nanoseconds = delivery.time.multipliedReportingOverflow(by: 1_000_000).partialValue
            rest = RestingPlace.folder(of: delivery.outcome, at: nanoseconds)
            path = delivery.file.path
            day =
                delivery.outcome == .quarantined
                ? nil : delivery.time - (delivery.time % Place.dayLength + Place.dayLength) % Place.dayLength
        }

        private static let dayLength: Int64 = 86_400_000
    }

    /// A file that is not the one of the delivery in doubt.
    private struct Stranger {
        var place: Place
        /// Beneath the state directory.
        var folder: Path
        var name: Path
        var status: FileStatus
    }

    /// Looks at what lies where the files of these rows were moved to.
    func putBack(_ rows: Range<Int64>) throws(CatalogueError) -> [SecondLooks.Change] {
        guard let last = rows.last else { return [] }
        let latest = max(rows.lowerBound, last - DoubtfulMoves.limit + 1)...last
        var strangers: [Stranger] = []
        try catalogue.forEachDelivery(in: latest, matching: .init(), newestFirst: false) { delivery in
            guard let place = Place(delivery) else { return true }
            strangers += self.strangers(to: delivery, at: place)
            return true
        }
        guard !strangers.isEmpty else { return [] }
        let known = try deliveries(at: Set(strangers.map(\.place)), upTo: last)
        var changes: [SecondLooks.Change] = []
        var seen: Set<Path> = []
        for stranger in strangers {
            let path = stranger.folder.appending(stranger.name)
            guard seen.insert(path).inserted, !isRead(stranger, by: known[stranger.place] ?? []),
                !isOnPage(stranger)
            else { continue }
            changes.append(putBack(stranger, at: path))
        }
        return changes
    }

    /// What has the name of a delivery where it rests, or one beside it, and is not as it was read.
    private func strangers(to delivery: CatalogueReader.Entry, at place: Place) -> [Stranger] {
        let rest = stateDirectory.appending(place.rest)
        return FoldersAtRest(of: place.path.folder, beneath: rest, on: fileSystem).flatMap { folder in
            strangers(to: delivery, at: place, in: place.rest.appending(folder))
        }
    }

    private func strangers(to delivery: CatalogueReader.Entry, at place: Place, in path: Path) -> [Stranger] {
        guard let folder = try? fileSystem.openRoot(stateDirectory.appending(path)) else { return [] }
        let free = FreeName.atRest(place.path.name)
        let reserved = delivery.outcome == .quarantined ? QuarantinePage.suffix.utf8.count : 0
        var strangers: [Stranger] = []
        var missed = 0
        for number in 1...DoubtfulMoves.names {
            let name = free.attempt(number, reserving: reserved)
            guard let status = try? fileSystem.status(of: name, in: folder) else {
                missed += 1
                if missed > DoubtfulMoves.gap { break }
                continue
            }
            missed = 0
            let isRead = status.size == delivery.file.bytes && status.modified == delivery.file.modified
            if status.kind == .file, !isRead {
                strangers.append(Stranger(place: place, folder: path, name: name, status: status))
            }
        }
        return strangers
    }

    /// The files of all deliveries that rest at these places.
    private func deliveries(
        at places: Set<Place>,
        upTo last: Int64
    ) throws(CatalogueError) -> [Place: [UnmovedDelivery.File]] {
        var filters: [CatalogueReader.DeliveryFilter] = []
        if let day = places.compactMap(\.day).min() {
            var filter = CatalogueReader.DeliveryFilter()
            filter.since = day
            filter.outcomes = [.archived, .duplicate, .ignored]
            filters.append(filter)
        }
        if places.contains(where: { $0.day == nil }) {
            var filter = CatalogueReader.DeliveryFilter()
            filter.outcomes = [.quarantined]
            filters.append(filter)
        }
        var known: [Place: [UnmovedDelivery.File]] = [:]
        for filter in filters {
            try catalogue.forEachDelivery(in: 1...last, matching: filter, newestFirst: true) { delivery in
                if let place = Place(delivery), places.contains(place) {
                    known[place, default: []].append(delivery.file)
                }
                return true
            }
        }
        return known
    }

    /// Whether a delivery has read the file as it is now. Other times alone change nothing.
    private func isRead(_ stranger: Stranger, by deliveries: [UnmovedDelivery.File]) -> Bool {
        let ofSize = deliveries.filter { $0.bytes == stranger.status.size }
        if ofSize.contains(where: { $0.modified == stranger.status.modified || $0.digest == nil }) { return true }
        if ofSize.isEmpty { return false }
        // What cannot be read stays where it is.
        guard let digest = digest(of: stranger) else { return true }
        return ofSize.contains { $0.digest == digest }
    }

    /// Whether the page beside a file in quarantine tells of it as it is now. No delivery of its own has a member that was
    /// set aside.
    private func isOnPage(_ stranger: Stranger) -> Bool {
        guard stranger.place.rest == StateDirectory.quarantine,
            let folder = try? fileSystem.openRoot(stateDirectory.appending(stranger.folder)),
            let found = try? QuarantinePage.read(beside: stranger.name, in: folder, on: fileSystem),
            let known = found.page?.digest
        else { return false }
        return digest(of: stranger).map { $0.hexadecimal == known } ?? true
    }

    private func digest(of stranger: Stranger) -> SHA256Digest? {
        guard let folder = try? fileSystem.openRoot(stateDirectory.appending(stranger.folder)),
            let file = try? fileSystem.open(stranger.name, in: folder, .read)
        else { return nil }
        return try? SHA256Digest(of: file, size: stranger.status.size, on: fileSystem)
    }

    private func putBack(_ stranger: Stranger, at path: Path) -> SecondLooks.Change {
        let file = ClaimedFile(inbox: inbox, path: stranger.place.path, descriptor: nil, status: stranger.status)
        do {
            let folder = OpenFolder(try fileSystem.openRoot(stateDirectory.appending(stranger.folder)))
            let returned = try ReturnToInbox(fileSystem: fileSystem).move(file, at: path, from: folder)
            return .putBack(from: path, to: returned)
        } catch {
            return .stays(path, error)
        }
    }
}
