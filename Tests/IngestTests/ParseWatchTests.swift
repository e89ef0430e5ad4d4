import LinuxIO
import Testing

@testable import Ingest

@Suite("Promise 7: no file is parsed without end")
struct ParseWatchTests {
    private let second: Int64 = 1_000_000_000

    @Test("A file that takes more processor time than the limit is told, and one that only takes long is not")
    func processorTime() throws {
        let watch = try ParseWatch(readers: 2, limit: 3, patience: 1000)
        #expect(watch.tick { _ in 0 }?.path == nil)
        watch.during("a.txt", reader: 1) {
            // The thread had worked for long before it came to this file.
            #expect(watch.tick { _ in 100 * second }?.path == nil)
            for _ in 1...500 { #expect(watch.tick { _ in 103 * second - 1 }?.path == nil) }
            let hung = watch.tick { _ in 103 * second }
            #expect(hung?.path == "a.txt")
            #expect(hung?.reader == 1)
            #expect(hung?.description.contains("in 3 s of processor time") == true)
        }
        #expect(watch.tick { _ in 1000 * second }?.path == nil)
    }

    @Test("A parser that waits for ever is told when the patience is at its end")
    func waiting() throws {
        let watch = try ParseWatch(readers: 1, limit: 3, patience: 20)
        watch.during("a.txt", reader: 0) {
            for _ in 1...20 { #expect(watch.tick { _ in 0 }?.path == nil) }
            #expect(watch.tick { _ in 0 }?.path == "a.txt")
        }
        // Each file begins again.
        watch.during("b.txt", reader: 0) {
            for _ in 1...20 { #expect(watch.tick { _ in 0 }?.path == nil) }
        }
    }

    @Test("The clock of a thread goes on while it works")
    func clock() throws {
        let clock = try #require(ThreadClock.own)
        let start = try #require(clock.time)
        var now = start
        while now - start < 5_000_000 { now = try #require(clock.time) }
        #expect(ThreadClock.own == clock)
    }
}
