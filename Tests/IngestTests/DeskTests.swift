import Foundation
import LinuxIO
import Logging
import TestSupport
import Testing

@testable import Ingest

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

    @Test("Case 19: without a descriptor for the archive's segment the desk waits, says so, and goes on")
    func noDescriptorForTheArchive() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(Story.text(1), to: "inbox/1.txt")
        let fileSystem = FaultyFileSystem(LinuxFileSystem())
        fileSystem.inject(Fault(.create, persists: true, suffix: ".jsonl", error: EMFILE))
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        let desk = try Desk(
            settings: .plain(in: scratch.root),
            fileSystem: fileSystem,
            leases: KernelLeases(),
            log: Logger(label: "test") { _ in Messages(to: continuation) }
        )
        let run = Task { try await desk.run(started: {}, hung: { _ in }) }
        var messages = stream.makeAsyncIterator()
        func wait(for message: String) async {
            while let next = await messages.next(), next != message {}
        }
        await wait(for: "no descriptor is left for the archive; every file stays in the inbox")
        await wait(for: "read")
        #expect(desk.status.archiveTrouble?.contains("Too many open files") == true)
        #expect(desk.status.articles == 0)
        fileSystem.heal()
        await wait(for: "archived")
        desk.stop()
        try await run.value
        #expect(desk.status.archiveTrouble == nil)
        #expect(desk.status.articles == 1)
        #expect(try scratch.names(in: "inbox").isEmpty)
    }
}
