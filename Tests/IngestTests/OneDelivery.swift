import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest
import Operations

/// A file `1.txt` in an inbox of a test's own, which is read and moved by hand.
struct OneDelivery {
    let scratch: ScratchDirectory
    let fileSystem = FaultyFileSystem(LinuxFileSystem())
    let settings: Settings

    init() throws {
        scratch = try ScratchDirectory()
        settings = .plain(in: scratch.root)
        try scratch.write(Story.text(1), to: "inbox/1.txt")
    }

    /// The file in the inbox, as an absolute path.
    var path: String { scratch.path + "/inbox/1.txt" }

    /// A reader by these settings, or by plain ones.
    func reader(
        _ settings: Settings? = nil,
        leases: any LeaseTaking = KernelLeases(),
        ownMoves: OwnMoves = OwnMoves()
    ) -> DeliveryReader {
        DeliveryReader(
            settings: settings ?? self.settings,
            fileSystem: fileSystem,
            leases: leases,
            ownMoves: ownMoves
        )
    }

    /// Who moves files out of the inbox.
    func disposer(leases: (any LeaseTaking)? = nil, ownMoves: OwnMoves = OwnMoves()) -> Disposer {
        Disposer(stateDirectory: scratch.root, fileSystem: fileSystem, leases: leases, ownMoves: ownMoves)
    }

    /// Reads a file as one that was moved in.
    func read(
        _ path: Path = "1.txt",
        by reader: DeliveryReader? = nil,
        failures: Int = 0,
        leases: any LeaseTaking = KernelLeases()
    ) throws -> DeliveryReader.Result {
        var candidate = Candidate(path: path, wasMovedIn: true)
        candidate.failures = failures
        return (reader ?? self.reader(leases: leases)).read(
            InboxWatch.Claim(inbox: try InboxFolder(settings.inbox, on: fileSystem), candidate: candidate),
            now: Clock.now,
            monotonic: Clock.monotonic
        )
    }

    /// The file as it was read.
    func prepared(_ path: Path = "1.txt") throws -> PreparedDelivery {
        guard case .ready(let delivery, _) = try read(path) else { throw CocoaError(.fileReadUnknown) }
        return delivery
    }

    /// Puts `processed` on another file system.
    func processedInMemory() throws -> ScratchDirectory {
        let memory = try ScratchDirectory(isInMemory: true)
        try #require(memory.path.hasPrefix("/dev/shm"), "there is no file system in memory here")
        #expect(symlink(memory.path, scratch.path + "/processed") == 0)
        return memory
    }

    /// The time of change of a file.
    func changed(_ path: String) throws -> Int64 {
        var status = stat()
        try #require(lstat(path, &status) == 0)
        return Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
    }

    /// Waits until the file system's clock has gone on: its ticks may be some milliseconds apart.
    func waitForTick(after time: Int64) throws {
        let clock = try scratch.write("", to: "clock")
        repeat { try #require(chmod(clock, 0o600) == 0) } while try changed(clock) <= time
    }
}
