import Foundation
import LinuxIO
import Logging
import Synchronization
import Testing
import TestSupport

@testable import Operations

/// Takes messages only while its gate is open, as a journal that is stuck does.
private final class GatedSink: LogSink {
    private let gate = NSCondition()
    private let state = Mutex(State())

    private struct State {
        var isOpen = true
        var isBroken = false
        var isEntered = false
        var entries: [LogEntry] = []
    }

    var entries: [LogEntry] { state.withLock { $0.entries } }

    func set(isOpen: Bool? = nil, isBroken: Bool? = nil) {
        gate.withLock {
            state.withLock { state in
                state.isOpen = isOpen ?? state.isOpen
                state.isBroken = isBroken ?? state.isBroken
            }
            gate.broadcast()
        }
    }

    /// Returns once a call stands before the closed gate.
    func waitUntilEntered() {
        gate.withLock { while !state.withLock({ $0.isEntered }) { gate.wait() } }
    }

    func write(_ entry: LogEntry) throws(SystemError) {
        gate.withLock {
            state.withLock { $0.isEntered = true }
            gate.broadcast()
            while !state.withLock({ $0.isOpen }) { gate.wait() }
        }
        if state.withLock({ $0.isBroken }) { throw SystemError("sendmsg", number: ECONNREFUSED) }
        state.withLock { $0.entries.append(entry) }
    }
}

@Suite("The way to the journal")
struct LogQueueTests {
    private func entry(_ message: String, _ level: Logger.Level = .info) -> LogEntry {
        LogEntry(time: UTCTime(nanoseconds: 0), level: level, message: message)
    }

    @Test("Messages arrive in their order, and a flush waits for the last of them")
    func order() throws {
        let sink = GatedSink()
        let queue = try LogQueue(to: sink)
        for number in 0..<1_000 { queue.give(entry("\(number)")) }
        #expect(queue.flush(within: 60_000_000_000))
        #expect(sink.entries.map(\.message) == (0..<1_000).map { "\($0)" })
        #expect(queue.dropped == 0)
    }

    @Test("A journal that is stuck holds nobody up; what it misses is counted, and it is told how much that was")
    func stuckJournal() throws {
        let sink = GatedSink()
        sink.set(isOpen: false)
        let queue = try LogQueue(to: sink, capacity: 100)
        queue.give(entry("first"))
        sink.waitUntilEntered()
        // Each call returns although nothing is taken: with a queue that waits, the test would not end.
        for number in 0..<1_000 { queue.give(entry("\(number)")) }
        #expect(queue.dropped == 900)
        #expect(!queue.flush(within: 1_000_000))
        sink.set(isOpen: true)
        #expect(queue.flush(within: 60_000_000_000))
        let messages = sink.entries.map(\.message)
        #expect(Array(messages.prefix(101)) == ["first"] + (0..<100).map { "\($0)" })
        let rest = Array(messages.dropFirst(101))
        #expect(rest == ["900 messages of the log were lost, because nobody took them in time"])
        let fields = sink.entries.last?.journalFields ?? []
        #expect(fields.contains(Journal.Field("MESSAGE_ID", Event.logDropped.messageID)))
        #expect(fields.contains(Journal.Field("WIREDESK_DROPPED", "900")))
    }

    @Test("A critical message finds room where others are lost")
    func criticalMessages() throws {
        let sink = GatedSink()
        sink.set(isOpen: false)
        let queue = try LogQueue(to: sink, capacity: 2)
        queue.give(entry("first"))
        sink.waitUntilEntered()
        for number in 0..<10 { queue.give(entry("\(number)")) }
        queue.give(entry("the end", .critical))
        sink.set(isOpen: true)
        #expect(queue.flush(within: 60_000_000_000))
        #expect(sink.entries.map(\.message).prefix(4) == ["first", "0", "1", "the end"])
    }

    @Test("A journal that refuses messages is told of them when it takes some again")
    func brokenJournal() throws {
        let sink = GatedSink()
        sink.set(isBroken: true)
        let queue = try LogQueue(to: sink)
        for number in 0..<5 { queue.give(entry("\(number)")) }
        #expect(queue.flush(within: 60_000_000_000))
        #expect(queue.dropped == 5)
        sink.set(isBroken: false)
        queue.give(entry("back"))
        #expect(queue.flush(within: 60_000_000_000))
        #expect(sink.entries.map(\.message).first == "back")
        #expect(sink.entries.last?.message.hasPrefix("5 messages of the log were lost") == true)
    }
}
