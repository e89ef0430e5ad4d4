import Archive
import ArgumentParser
import Catalogue
import Commands
import Ingest
import LinuxIO
import Operations

/// `wiredesk verify`: whether the archive is whole, and the catalogue its true image.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads the whole archive and its ledger and says what is wrong with them, and where.",
        discussion: """
            Each line is held to its format, the numbers must have no gap, each content id is computed again, and none may \
            stand twice; the catalogue must say the same as the archive and the ledger (deliveries/). The files in \
            processed/ and duplicates/ must have the size and time of a delivery that was moved there, or its bytes; with \
            --files, the bytes of every one are read. A file that was removed, or that no delivery names, is no finding. What is wrong is told in one \
            line each, with segment, line and byte. Works while the daemon runs.

            With --repair it first does what the daemon does at its start: a torn line at the end of archive or ledger is \
            cut off and kept in torn/, and the catalogue is brought up to both, or made again from them where it is \
            missing, damaged or wrong. Gaps in the numbers, which keep the daemon from starting without a catalogue, are \
            accepted from then on (accepted-gaps). Damage in the midst of either is told and left as it is: lines never change. \
            Run by root, it acts as the owner of the state directory, who owns what it makes.

            EXAMPLES
              wiredesk verify
              wiredesk verify --json | jq '.findings[]'
              wiredesk verify --files
              sudo wiredesk verify --repair

            EXIT STATUS
              0   nothing is wrong
              1   something is wrong
              66  there is no archive, or it cannot be read
              69  --repair: a daemon has the desk
              73  --repair: there is no room, or a file cannot be made
              74  --repair: the disk failed; or the output cannot be written
            """
    )

    @Flag(help: "First cut torn lines off the ends, and bring up the catalogue; the daemon must be stopped.")
    var repair = false

    @Flag(help: "Read the bytes of every file in processed/ and duplicates/, and compare them with what was read.")
    var files = false

    @Flag(name: .shortAndLong, help: "Print one JSON object, for programs.")
    var json = false

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            let settings = try desk.settings()
            let stateDirectory = settings.stateDirectory
            try DeskUser.assume(of: stateDirectory)
            let fileSystem = LinuxFileSystem()
            let archive = try archive(in: stateDirectory, fileSystem)
            let result: Verification.Result
            if repair {
                let lock = try takeLock(of: stateDirectory, fileSystem)
                result = try verifyRepaired(archive, of: settings, fileSystem)
                _ = consume lock
            } else {
                result = try verify(archive, in: stateDirectory, fileSystem)
            }
            if result.findings > 0 { throw ExitStatus.findings }
        }
    }

    private func verify(
        _ archive: ArchiveDirectory,
        in stateDirectory: Path,
        _ fileSystem: any FileSystem
    ) throws -> Verification.Result {
        let verification = Verification(
            archive: archive,
            ledger: try ledger(in: stateDirectory, fileSystem),
            stateDirectory: stateDirectory,
            readsFiles: files,
            isBeingWritten: try OwnDesk.isHeld(stateDirectory, fileSystem)
        )
        let bar = bar("verifying")
        let report = VerifyReport(isJSON: json, bar: bar)
        let result = try reading(stateDirectory) { () throws(SystemError) in
            try verification.run(bar: bar) { report.tell($0) }
        }
        try report.end(result, repair: nil)
        return result
    }

    /// The caller holds the lock.
    private func verifyRepaired(
        _ archive: ArchiveDirectory,
        of settings: Settings,
        _ fileSystem: any FileSystem
    ) throws -> Verification.Result {
        let stateDirectory = settings.stateDirectory
        let bar = bar("verifying")
        let report = VerifyReport(isJSON: json, bar: bar)
        let repair = StoreRepair(stateDirectory: stateDirectory, inbox: settings.inbox, fileSystem: fileSystem)
        var done = try repairing { bar throws(DeskError) in
            try repair.run { bar.show($0) }
        }
        let verification = Verification(
            archive: archive,
            ledger: try ledger(in: stateDirectory, fileSystem),
            stateDirectory: stateDirectory,
            readsFiles: files,
            isBeingWritten: false
        )
        var result = try reading(stateDirectory) { () throws(SystemError) in
            try verification.run(bar: bar) { if $0.of != "catalogue" { report.tell($0) } }
        }
        if result.catalogueFindings > 0 {
            let (torn, tornLedger) = (done.torn, done.tornLedger)
            done = try repairing { bar throws(DeskError) in
                try repair.rebuildCatalogue(because: "it did not agree with it") { bar.show($0) }
            }
            done.torn = torn
            done.tornLedger = tornLedger
            result = try reading(stateDirectory) { () throws(SystemError) in
                try verification.run(bar: bar) { if $0.of == "catalogue" { report.tell($0) } }
            }
        }
        bar.clear()
        report.tell(done, in: stateDirectory)
        try report.end(result, repair: done)
        return result
    }

    private func bar(_ what: String) -> ProgressBar {
        ProgressBar(what, environment: ProcessEnvironment.variables)
    }

    private func archive(in stateDirectory: Path, _ fileSystem: any FileSystem) throws -> ArchiveDirectory {
        do {
            let folder = try fileSystem.openRoot(stateDirectory.appending(StateDirectory.archive))
            return ArchiveDirectory(folder, fileSystem: fileSystem)
        } catch  where error.isMissing {
            throw CommandFailure(
                "there is no archive in \(stateDirectory.display); name the desk's folder with --state-directory",
                ExitStatus.noInput
            )
        } catch {
            throw CommandFailure(reading: error, of: stateDirectory)
        }
    }

    private func ledger(in stateDirectory: Path, _ fileSystem: any FileSystem) throws -> ArchiveDirectory? {
        do {
            let folder = try fileSystem.openRoot(stateDirectory.appending(StateDirectory.deliveries))
            return ArchiveDirectory(folder, of: .deliveries, fileSystem: fileSystem)
        } catch  where error.isMissing {
            return nil
        } catch {
            throw CommandFailure(reading: error, of: stateDirectory)
        }
    }

    private func takeLock(of stateDirectory: Path, _ fileSystem: any FileSystem) throws -> StateLock {
        do {
            return try StateLock(of: try fileSystem.openRoot(stateDirectory), fileSystem: fileSystem)
        } catch let refusal as StateLock.Refusal {
            switch refusal {
            case .failed(let error): throw CommandFailure("\(error)", ExitStatus.cannotCreate)
            case .obstructed: throw CommandFailure("\(stateDirectory.display) is \(refusal)", ExitStatus.cannotCreate)
            case .held: break
            }
            throw CommandFailure(
                "\(stateDirectory.display) is \(refusal); stop the daemon before a repair",
                ExitStatus.unavailable
            )
        } catch let error as SystemError {
            throw CommandFailure(reading: error, of: stateDirectory)
        }
    }

    private func reading<Value>(
        _ stateDirectory: Path,
        _ body: () throws(SystemError) -> Value
    ) throws(CommandFailure) -> Value {
        do { return try body() } catch { throw CommandFailure(reading: error, of: stateDirectory) }
    }

    /// Does a step of a repair under a bar of its own.
    private func repairing(
        _ body: (ProgressBar) throws(DeskError) -> StoreRepair.Outcome
    ) throws(CommandFailure) -> StoreRepair.Outcome {
        let bar = bar("making the catalogue")
        defer { bar.clear() }
        do {
            return try body(bar)
        } catch {
            let status =
                switch error {
                case .archive(.outOfSpace), .directory, .catalogue: ExitStatus.cannotCreate
                case .archive, .shortArchive, .shortLedger, .gaps, .displaced, .resources, .stopped:
                    ExitStatus.inputOutputError
                }
            throw CommandFailure("nothing more was repaired: \(error)", status)
        }
    }
}

extension ProgressBar {
    /// Shows that a place in the archive was reached.
    func show(_ segments: [ArchiveDirectory.Segment], reached place: ArchivePosition, records: Int) {
        let before = segments.prefix { $0.name < place.segment }.reduce(0) { $0 + $1.length }
        let total = segments.reduce(0) { $0 + $1.length }
        show(bytes: before + place.offset, of: total, records: Int64(records))
    }

    /// Shows how far a catalogue has been brought up.
    func show(_ caughtUp: Catalogue.CatchUp) {
        show(
            bytes: caughtUp.bytes,
            of: caughtUp.totalBytes,
            records: Int64(caughtUp.records + caughtUp.ledgerLines)
        )
    }
}
