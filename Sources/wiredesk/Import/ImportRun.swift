import ArgumentParser
import Catalogue
import Commands
import Ingest
import LinuxIO
import Operations

/// One import from its beginning to its end: whose desk takes the files, what is told meanwhile, and when it ends.
final class ImportRun {
    private let settings: Settings
    private let fileSystem = LinuxFileSystem()
    private let bar: ProgressBar
    private var importer: Importer?
    private var own: OwnDesk?
    private var told: [String: Int] = [:]
    /// The first files that went to quarantine as a whole or in part, told together at the end: they come in no order.
    private var refused: [String] = []
    /// Since when no process has the desk.
    private var idleSince: Int64?
    private var nextLook: Int64 = 0
    private var isSilenceTold = false
    private var isInterrupted = false

    /// Notices of one kind that are told one by one.
    private static let toldEach = 20
    /// Nanoseconds between two looks at the answers, and at whether the daemon is there.
    private static let interval: Int64 = 20_000_000
    private static let lookInterval: Int64 = 1_000_000_000
    /// Nanoseconds that a daemon that was restarted may take until this takes its place.
    private static let grace: Int64 = 5_000_000_000
    /// Nanoseconds without an answer after which a person is told.
    private static let silence: Int64 = 30_000_000_000

    init(_ settings: Settings, bar: ProgressBar) throws {
        self.settings = settings
        self.bar = bar
    }

    var totals: Importer.Totals { importer?.totals ?? .init() }
    /// Files that are in the inbox without an answer.
    var waiting: Int { importer?.waiting ?? 0 }

    /// Imports, and returns whether all was done.
    func go(_ paths: [Path], isMoving: Bool, note: ReadingNote, _ signals: SignalWatch) throws -> Bool {
        defer { bar.clear() }
        do {
            if try !OwnDesk.isHeld(settings.stateDirectory, fileSystem) { try takeDesk() }
            var isComplete = false
            defer { own?.stop(finishingMoves: isComplete) }
            var told = Importer.Settings(
                stateDirectory: settings.stateDirectory,
                inbox: settings.inbox,
                ignored: settings.ignore,
                depth: settings.maxDepth,
                isMoving: isMoving
            )
            told.note = note
            let importer = try Importer(
                paths,
                settings: told,
                fileSystem: fileSystem,
                isCalledOff: { [weak self] in self?.hasSignal(signals) ?? true },
                notice: { [weak self] in self?.tell($0) }
            )
            self.importer = importer
            let total = importer.count()
            while !isComplete {
                isComplete = try importer.step()
                if isComplete { break }
                show(importer, total)
                if hasSignal(signals) { break }
                if try signals.wait(timeout: ImportRun.interval) != nil { break }
                try lookAtDesk(importer)
            }
            try importer.finish()
            tellRest()
            return isComplete
        } catch let error as ImportError {
            try? importer?.finish()
            let status: ExitCode =
                switch error {
                case .busy: ExitStatus.unavailable
                case .staging, .notes, .inbox: ExitStatus.cannotCreate
                case .source(_, let cause): cause.isForbidden ? ExitStatus.noPermission : ExitStatus.noInput
                case .link, .ownFolder: ExitStatus.noInput
                }
            throw CommandFailure("\(error)", status)
        } catch let error as SystemError where error.isOutOfSpace {
            try? importer?.finish()
            throw CommandFailure(
                "\(error); make room on the file system of \(settings.stateDirectory.display), and run the import again: it "
                    + "goes on where it was",
                ExitStatus.cannotCreate
            )
        } catch let error as SystemError {
            // What was copied and has no name yet is no use to anyone.
            try? importer?.finish()
            throw CommandFailure(writing: error, of: settings.stateDirectory)
        } catch let error as CatalogueError {
            throw CommandFailure("\(error)", ExitStatus.inputOutputError)
        }
    }

    /// Whether this was asked to end.
    private func hasSignal(_ signals: SignalWatch) -> Bool {
        if !isInterrupted, ((try? signals.wait(timeout: 0)) ?? nil) != nil { isInterrupted = true }
        return isInterrupted
    }

    /// Runs the desk in this process, unless somebody else has taken it meanwhile.
    private func takeDesk() throws {
        do {
            own = try OwnDesk(settings, fileSystem: fileSystem)
        } catch let refusal as StateLock.Refusal {
            switch refusal {
            case .failed(let error): throw CommandFailure(writing: error, of: settings.stateDirectory)
            case .obstructed:
                throw CommandFailure("\(settings.stateDirectory.display) is \(refusal)", ExitStatus.cannotCreate)
            case .held: break
            }
        }
        idleSince = nil
    }

    private func lookAtDesk(_ importer: Importer) throws {
        try own?.check()
        let now = Clock.monotonic
        guard now >= nextLook else { return }
        nextLook = now + ImportRun.lookInterval
        if own == nil {
            if try OwnDesk.isHeld(settings.stateDirectory, fileSystem) {
                idleSince = nil
            } else if let since = idleSince {
                if now - since > ImportRun.grace { try takeDesk() }
            } else {
                idleSince = now
            }
        }
        if now - importer.lastAnswer < ImportRun.silence {
            isSilenceTold = false
        } else if !isSilenceTold, importer.waiting > 0 {
            isSilenceTold = true
            let reason = own.map { $0.trouble ?? "the files are being read" } ?? "`wiredesk status` says why"
            bar.clear()
            complain(
                "\(importer.waiting) files wait in the inbox, and none was answered for 30 seconds: \(reason); "
                    + "ctrl-C ends this, and it can be run again"
            )
        }
    }

    private func show(_ importer: Importer, _ total: Int) {
        let totals = importer.totals
        let done = totals.doneBefore + totals.outcomes.values.reduce(0, +)
        bar.show(files: Int64(done), of: Int64(total), fresh: Int64(done - totals.doneBefore))
    }

    private func tell(_ notice: Importer.Notice) {
        let (kind, text) =
            switch notice {
            case .skipped(let path, let skip): ("skipped", "\(path.display): left out, \(skip.sentence)")
            case .failed(let path, let reason): ("failed", "\(path.display): not imported, \(reason)")
            case .waits(let path, let reason): ("waiting", "\(path.display): waits, because \(reason)")
            case .kept(let path, let reason): ("kept", "\(path.display): not removed, \(reason)")
            case .partly(let path, let sum): ("read in part", "\(path.display): \(sum.escapedForDisplay)")
            case .refused(let path, let reason, let isBefore):
                (
                    "quarantined",
                    "\(path.display): quarantined, \(reason.escapedForDisplay)"
                        + (isBefore ? " (in an earlier run)" : "")
                )
            }
        told[kind, default: 0] += 1
        guard told[kind, default: 0] <= ImportRun.toldEach else { return }
        switch notice {
        case .refused, .partly: return refused.append(text)
        case .skipped, .failed, .kept, .waits: break
        }
        bar.clear()
        complain(text)
    }

    private func tellRest() {
        if !refused.isEmpty { bar.clear() }
        for line in refused.sorted() { complain(line) }
        for (kind, count) in told.sorted(by: { $0.key < $1.key }) where count > ImportRun.toldEach {
            bar.clear()
            complain("\(Figure.grouped(Int64(count - ImportRun.toldEach))) more \(kind)")
        }
    }
}

extension ImportSkip {
    fileprivate var sentence: String {
        switch self {
        case .notAFile(let kind): "it is a \(kind.rawValue)"
        case .ignored: "its name fits a pattern that the desk leaves alone (ignore)"
        case .tooDeep: "it lies deeper than the inbox is read (max_depth)"
        case .ownFolder: "it is a folder of the desk itself"
        case .mounted: "another file system is mounted there; name it to import it"
        }
    }
}
