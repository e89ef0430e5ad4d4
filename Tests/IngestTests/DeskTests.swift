import Archive
import Catalogue
import Foundation
import LinuxIO
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Ingest
import Operations

@Suite("The desk with everything but a process of its own")
struct DeskTests {
    /// Hands on what is logged.
    private struct Messages: LogHandler {
        let to: AsyncStream<String>.Continuation
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { to.yield("\(event.message)") }
    }

    /// A desk that works, and what it logs.
    private struct Running {
        let desk: Desk
        let messages: AsyncStream<String>
        private let run: Task<Void, any Error>

        init(_ settings: Settings, on fileSystem: any FileSystem) throws {
            let (stream, continuation) = AsyncStream.makeStream(of: String.self)
            let desk = try Desk(
                settings: settings,
                fileSystem: fileSystem,
                leases: KernelLeases(),
                log: Logger(label: "test") { _ in Messages(to: continuation) }
            )
            self.desk = desk
            messages = stream
            run = Task { try await desk.run(started: {}, hung: { _ in }) }
        }

        func stop() async throws {
            desk.stop()
            try await run.value
        }
    }

    @Test("Case 19: without a descriptor for the archive's segment the desk waits, says so, and goes on")
    func noDescriptorForTheArchive() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(Story.text(1), to: "inbox/1.txt")
        let fileSystem = FaultyFileSystem(LinuxFileSystem())
        fileSystem.inject(Fault(.create, persists: true, suffix: ".jsonl", error: EMFILE))
        let running = try Running(.plain(in: scratch.root), on: fileSystem)
        let desk = running.desk
        var messages = running.messages.makeAsyncIterator()
        func wait(for message: String) async {
            while let next = await messages.next(), next != message {}
        }
        await wait(for: "no descriptor is left for the archive; every file stays in the inbox")
        await wait(for: "read")
        #expect(desk.status.archiveTrouble?.contains("Too many open files") == true)
        #expect(desk.status.articles == 0)
        fileSystem.heal()
        await wait(for: "archived")
        try await running.stop()
        #expect(desk.status.archiveTrouble == nil)
        #expect(desk.status.articles == 1)
        #expect(try scratch.names(in: "inbox").isEmpty)
    }

    /// A call of the watch's before which somebody drops a file, and the folder of the inbox that it goes to.
    private struct Drop {
        var kind: FileSystemCall.Kind
        var suffix: String
        var folder: String
    }

    @Test(
        "Case 2: what is dropped right before any call of the first listing, or of a new folder's, is ingested once",
        // A file that is missed never comes, and this ends the wait; a busy machine takes minutes for the others.
        .timeLimit(.minutes(30))
    )
    func dropsBetweenCalls() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(Story.text(1), to: "inbox/1.txt")
        try scratch.write(Story.text(2), to: "inbox/there/2.txt")
        let fileSystem = FaultyFileSystem(LinuxFileSystem())
        let drops: [Drop] = [
            Drop(kind: .openRoot, suffix: "inbox", folder: "inbox"),
            Drop(kind: .nextEntries, suffix: ".", folder: "inbox"),
            Drop(kind: .nextEntries, suffix: ".", folder: "inbox"),
            Drop(kind: .open, suffix: "there", folder: "inbox/there"),
            Drop(kind: .nextEntries, suffix: "there", folder: "inbox/there"),
            Drop(kind: .nextEntries, suffix: "there", folder: "inbox/there"),
            Drop(kind: .open, suffix: "new", folder: "inbox/new"),
            Drop(kind: .nextEntries, suffix: "new", folder: "inbox/new"),
            Drop(kind: .nextEntries, suffix: "new", folder: "inbox/new"),
        ]
        let dropped = Mutex(2)
        for drop in drops {
            fileSystem.precede(drop.kind, suffix: drop.suffix) {
                let number = dropped.withLock { count in
                    count += 1
                    return count
                }
                do {
                    let source = try scratch.write(Story.text(number), to: "staging/\(number).txt")
                    let target = scratch.path + "/\(drop.folder)/\(number).txt"
                    if rename(source, target) != 0 { Issue.record("cannot move \(source)") }
                } catch {
                    Issue.record(error)
                }
            }
        }
        var settings = Settings.plain(in: scratch.root)
        // No net: what the listing and the events miss stays in the inbox.
        settings.rescanInterval = .nanoseconds(86_400_000_000_000)
        let running = try Running(settings, on: fileSystem)
        let desk = running.desk
        var archived = 0
        for await message in running.messages {
            if message == "archived" { archived += 1 }
            // All but those of the folder that is to come.
            if archived == 8 && message == "archived" {
                #expect(mkdir(scratch.path + "/inbox/new", 0o755) == 0)
            }
            if archived == 11 { break }
        }
        try await running.stop()
        #expect(dropped.withLock { $0 } == 11)
        #expect(desk.status.articles == 11)
        #expect(desk.status.total.deliveries[.duplicate] == nil)
        #expect(try scratch.names(in: "inbox/new").isEmpty)
    }

    @Test("Case 9: a rescan in which nothing has changed reads the names of the folder and asks for none of its files")
    func idleRescan() async throws {
        let scratch = try ScratchDirectory()
        for number in 1...500 { try scratch.write(Story.text(number), to: "inbox/\(number).part") }
        let fileSystem = FaultyFileSystem(LinuxFileSystem())
        var settings = Settings.plain(in: scratch.root)
        settings.ignore = [NamePattern("*.part")]
        settings.rescanInterval = .nanoseconds(200_000_000)
        let running = try Running(settings, on: fileSystem)
        var listings = 0
        for await message in running.messages where message == "the inbox was listed" {
            listings += 1
            // The first finds out how long each has been left alone.
            if listings == 2 { fileSystem.forgetCalls() }
            // The messages may come long after what they tell of.
            if listings > 2, fileSystem.calls.filter({ $0.kind == .nextEntries }).count >= 20 { break }
        }
        let calls = fileSystem.calls
        try await running.stop()
        #expect(calls.filter { $0.description.hasSuffix(".part") }.isEmpty)
        let readings = calls.filter { $0.kind == .nextEntries }.count
        #expect(readings >= 10)
        // There are as many listings as fit until the messages are heard.
        #expect(calls.count < 25 * readings, "\(readings) readings of names have come with \(calls.count) calls")
    }
}
