import Archive
import Base
import Catalogue
import LinuxIO
import Operations

/// Carries out a ``QuarantineNotice``: what becomes of each file is in the ledger, durably, before the file goes.
///
/// Whatever ends the process on the way, the notice is still there, and the next round goes on: the lines of the ledger that
/// have the notice's time tell which files have been told of, and the folders what was done.
struct QuarantineRound {
    let settings: Settings
    let fileSystem: any FileSystem
    /// Called before each file, and before each slice of one that is copied.
    let slice: FileCopy.Slice

    /// What is to be done with one file.
    private enum Step {
        /// It is over, with nothing to tell.
        case end(QuarantineAnswer.Result)
        /// The ledger is to tell of it.
        case tell(Quarantine.File)
        /// The ledger tells of it; the file where it is still there.
        case told(Quarantine.File?)
    }

    /// What came of the notice; nil where the ledger cannot tell of it now. Throws what a new start must mend.
    func carryOut(_ notice: QuarantineNotice, _ commits: inout CommitRounds) throws -> QuarantineAnswer? {
        let quarantine: Quarantine
        let inbox: InboxFolder?
        do throws(SystemError) {
            guard
                let opened = try Quarantine(
                    stateDirectory: settings.stateDirectory,
                    fileSystem: fileSystem,
                    slice: slice
                )
            else { return QuarantineAnswer(notice.items.map { _ in .gone }) }
            quarantine = opened
            inbox = notice.kind == .putBack ? try InboxFolder(settings.inbox, on: fileSystem) : nil
        } catch {
            return QuarantineAnswer(notice.items.map { _ in .failed("\(error)") })
        }
        guard let told = try? told(of: notice) else { return nil }
        let steps = notice.items.map { step($0, isTold: told.contains(Self.place($0)), quarantine, inbox) }
        let departures = steps.compactMap { step in
            if case .tell(let file) = step { entry(file, of: notice) } else { nil }
        }
        guard try commits.tell(departures) else { return nil }
        var results: [QuarantineAnswer.Result] = []
        for (item, step) in zip(notice.items, steps) {
            switch step {
            case .end(let result): results.append(result)
            case .tell(let file), .told(let file?): results.append(finish(file, quarantine, inbox))
            case .told(nil):
                // An earlier round has done it, or was cut off in the midst of it.
                do throws(SystemError) {
                    try quarantine.clear(item.name, pageInode: item.pageInode, ifIt: item.isStill)
                    results.append(.done(nil))
                } catch {
                    results.append(.delayed("\(error)"))
                }
            }
        }
        do throws(SystemError) { try quarantine.finish() } catch {
            results = results.map { $0.isDone ? .delayed("\(error)") : $0 }
        }
        return QuarantineAnswer(results)
    }

    /// Where a file stands, beneath the state directory.
    private static func place(_ item: QuarantineNotice.Item) -> Path {
        StateDirectory.quarantine.appending(item.name)
    }

    /// The places of the files that the ledger tells of for this notice.
    private func told(of notice: QuarantineNotice) throws -> Set<Path> {
        let path = settings.stateDirectory.appending(StateDirectory.catalogue)
        return Set(try CatalogueReader(at: path).departures(askedAt: notice.time).map(\.from))
    }

    private func step(
        _ item: QuarantineNotice.Item,
        isTold: Bool,
        _ quarantine: Quarantine,
        _ inbox: InboxFolder?
    ) -> Step {
        if let result = item.result { return .end(result) }
        do throws(SystemError) {
            let found = try quarantine.file(named: item.name).flatMap { item.isStill($0.status) ? $0 : nil }
            if isTold { return .told(found) }
            guard let file = found else { return .end(.gone) }
            guard let inbox else { return .tell(file) }
            guard let target = file.returnPath(settings) else { return .end(.failed(Self.allIgnored)) }
            if let obstacle = try quarantine.obstacle(to: target, in: inbox) { return .end(.taken(obstacle)) }
            return .tell(file)
        } catch {
            return .end(isTold ? .delayed("\(error)") : .failed("\(error)"))
        }
    }

    private func entry(_ file: Quarantine.File, of notice: QuarantineNotice) -> DeliveryEntry {
        let who = notice.person.name.map { "\($0) (uid \(notice.person.user))" } ?? "uid \(notice.person.user)"
        let (outcome, what): (Outcome, String) =
            switch notice.kind {
            case .discard: (.discarded, "Thrown away by \(who).")
            case .putBack: (.putBack, "Put back into the inbox\(renaming(file)) by \(who).")
            }
        return DeliveryEntry(
            time: notice.time,
            path: file.inboxPath,
            bytes: file.status.size,
            modified: file.status.modified,
            digest: file.page?.digest.flatMap { SHA256Digest(hexadecimal: $0) },
            outcome: outcome,
            reason: file.page?.reason,
            explanation: what,
            departure: Departure(
                from: StateDirectory.quarantine.appending(file.name),
                askedAt: notice.time,
                person: notice.person
            )
        )
    }

    /// How a file is put back under another path than the one that it came under; empty where it is the same.
    private func renaming(_ file: Quarantine.File) -> String {
        guard let target = file.returnPath(settings), target != file.inboxPath else { return "" }
        return " as \(target.display), because the desk leaves the path that it came under alone,"
    }

    private static let allIgnored = "the patterns of `ignore` leave every name alone that it could have in the inbox"

    /// Does with a file what the ledger tells of it.
    private func finish(
        _ file: Quarantine.File,
        _ quarantine: Quarantine,
        _ inbox: InboxFolder?
    ) -> QuarantineAnswer.Result {
        do throws(SystemError) {
            try slice()
            guard let inbox else {
                return try quarantine.discard(file) ? .done(nil) : .gone
            }
            guard let target = file.returnPath(settings) else { return .delayed(Self.allIgnored) }
            switch try quarantine.putBack(file, into: inbox, at: target) {
            case .done: return .done(target)
            case .taken(let path): return .delayed(QuarantineAnswer.inboxHas(path, inPlaceOf: target))
            case .gone: return .gone
            }
        } catch {
            return .delayed("\(error)")
        }
    }
}
