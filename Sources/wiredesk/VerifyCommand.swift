import Archive
import ArgumentParser
import Catalogue
import Ingest
import LinuxIO
import Operations

/// `wiredesk verify`: whether the archive is whole, and the catalogue its true image.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads the whole archive and says what is wrong with it, and where.",
        discussion: """
            Each line is held to the record's format, the numbers must have no gap, each content id is computed again, and \
            none may stand twice; the catalogue must say the same as the archive. What is wrong is told in one line each, \
            with segment, line and byte. Works while the daemon runs.

            With --repair it first does what the daemon does at its start: a torn record at the end of the archive is cut \
            off and kept beside it, and the catalogue is brought up to the archive, or made anew where it is missing, \
            damaged or wrong; then it no longer knows the duplicates and what went to quarantine, of which the archive \
            has no record. Damage in the midst of the archive is told and left as it is: records never change. \
            Run it as the daemon's user, who is to own what it makes.

            EXAMPLES
              wiredesk verify
              wiredesk verify --json | jq '.findings[]'
              runuser -u wiredesk -- wiredesk verify --repair

            EXIT STATUS
              0   nothing is wrong
              1   something is wrong
              66  there is no archive, or it cannot be read
              69  --repair: a daemon has the desk
              73  --repair: there is no room, or a file cannot be made
              74  --repair: the disk failed; or the output cannot be written
            """
    )

    @Flag(help: "First cut a torn record off the end, and bring up the catalogue; the daemon must be stopped.")
    var repair = false

    @Flag(help: "Print one JSON object, for programs.")
    var json = false

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            let stateDirectory = try desk.settings().stateDirectory
            let fileSystem = LinuxFileSystem()
            let archive = try archive(in: stateDirectory, fileSystem)
            let result: Verification.Result
            if repair {
                let lock = try takeLock(of: stateDirectory, fileSystem)
                result = try verifyRepaired(archive, in: stateDirectory, fileSystem)
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
            cataloguePath: stateDirectory.appending(Catalogue.fileName),
            isBeingWritten: try isHeld(stateDirectory, fileSystem)
        )
        let bar = bar("verifying")
        let report = VerifyReport(isJSON: json, bar: bar)
        let result = try reading { () throws(SystemError) in try verification.run(bar: bar) { report.tell($0) } }
        try report.end(result, repair: nil)
        return result
    }

    /// The caller holds the lock.
    private func verifyRepaired(
        _ archive: ArchiveDirectory,
        in stateDirectory: Path,
        _ fileSystem: any FileSystem
    ) throws -> Verification.Result {
        let bar = bar("verifying")
        let report = VerifyReport(isJSON: json, bar: bar)
        let repair = StoreRepair(stateDirectory: stateDirectory, fileSystem: fileSystem)
        let segments = try reading { () throws(SystemError) in try archive.segments() }
        var done = try repairing { bar throws(DeskError) in
            try repair.run { count, place in bar.show(segments, reached: place, records: count) }
        }
        let verification = Verification(
            archive: archive,
            cataloguePath: stateDirectory.appending(Catalogue.fileName),
            isBeingWritten: false
        )
        var result = try reading { () throws(SystemError) in
            try verification.run(bar: bar) { if $0.of == "archive" { report.tell($0) } }
        }
        if result.catalogueFindings > 0 {
            let torn = done.torn
            done = try repairing { bar throws(DeskError) in
                try repair.rebuildCatalogue(because: "it did not agree with it") { count, place in
                    bar.show(segments, reached: place, records: count)
                }
            }
            done.torn = torn
            result = try reading { () throws(SystemError) in
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
            let folder = try fileSystem.openRoot(stateDirectory.appending("archive"))
            return ArchiveDirectory(folder, fileSystem: fileSystem)
        } catch  where error.isMissing {
            throw CommandFailure(
                "there is no archive in \(stateDirectory.display); name the desk's folder with --state-directory",
                ExitStatus.noInput
            )
        } catch {
            throw CommandFailure(reading: error)
        }
    }

    private func isHeld(_ stateDirectory: Path, _ fileSystem: any FileSystem) throws -> Bool {
        try reading { () throws(SystemError) in
            try StateLock.holder(of: try fileSystem.openRoot(stateDirectory), fileSystem: fileSystem) != nil
        }
    }

    private func takeLock(of stateDirectory: Path, _ fileSystem: any FileSystem) throws -> StateLock {
        do {
            return try StateLock(of: try fileSystem.openRoot(stateDirectory), fileSystem: fileSystem)
        } catch let refusal as StateLock.Refusal {
            if case .failed(let error) = refusal { throw CommandFailure("\(error)", ExitStatus.cannotCreate) }
            throw CommandFailure(
                "\(stateDirectory.display) is \(refusal); stop the daemon before a repair",
                ExitStatus.unavailable
            )
        } catch let error as SystemError {
            throw CommandFailure(reading: error)
        }
    }

    private func reading<Value>(_ body: () throws(SystemError) -> Value) throws(CommandFailure) -> Value {
        do { return try body() } catch { throw CommandFailure(reading: error) }
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
                case .archive, .shortArchive, .resources, .stopped: ExitStatus.inputOutputError
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
}
