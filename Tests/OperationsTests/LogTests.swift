import LinuxIO
import Logging
import Testing

@testable import Operations

@Suite("The log")
struct LogTests {
    private let entry = LogEntry(
        time: UTCTime(nanoseconds: 1_795_342_562_113_000_000),
        level: .warning,
        message: "quarantined \u{1B}[31mred",
        metadata: [
            "path": "a b\u{202E}.txt",
            "reason": "it says \"no\"",
            "seq": "7",
            "errno": "13",
            Event.metadataKey: "quarantined",
        ],
        file: "Ingest/Desk.swift",
        function: "dispose()",
        line: 12
    )

    @Test("A line for a person has time, level, message and values, and nothing in it acts on the terminal")
    func readable() {
        #expect(
            entry.readableLine == """
                2026-11-22T10:16:02.113Z warning  quarantined \\u{1b}[31mred errno=13 path="a b\\u{202e}.txt" \
                reason="it says \\"no\\"" seq=7

                """
        )
    }

    @Test("What was escaped by whoever logged it is not escaped again")
    func escapedOnce() {
        var entry = entry
        entry.metadata = ["path": "a\\u{1b}\u{1B}"]
        #expect(entry.text.hasSuffix(" path=a\\u{1b}\\u{1b}"))
    }

    @Test("The kind of event is an id for the journal, and nothing that a person reads")
    func eventIsNotShown() {
        #expect(!entry.readableLine.contains("event"))
        #expect(!entry.journalFields.contains { $0.name.contains("EVENT") })
        var named = entry
        named.metadata = ["wiredesk.event": "space-back"]
        #expect(named.text == "quarantined \\u{1b}[31mred")
        #expect(named.journalFields.contains { $0 == Journal.Field("MESSAGE_ID", Event.spaceBack.messageID) })
    }

    @Test("A message about a file's outcome has the id of that outcome")
    func outcomes() {
        for outcome in ["archived", "duplicate", "quarantined"] {
            var entry = entry
            entry.metadata = ["outcome": "\(outcome)"]
            let id = entry.journalFields.first { $0.name == "MESSAGE_ID" }?.value
            #expect(id == Event(rawValue: outcome)?.messageID)
        }
    }

    @Test("A line for a journal's stream begins with its priority")
    func prefixed() {
        #expect(entry.prefixedLine.hasPrefix("<4>quarantined "))
    }

    @Test("An entry for the journal has the fields by which it is searched")
    func fields() {
        let fields = Dictionary(uniqueKeysWithValues: entry.journalFields.map { ($0.name, $0.value) })
        #expect(fields["PRIORITY"] == "4")
        #expect(fields["WIREDESK_PATH"] == "a b\\u{202e}.txt")
        #expect(fields["WIREDESK_REASON"] == "it says \"no\"")
        #expect(fields["WIREDESK_SEQ"] == "7")
        #expect(fields["ERRNO"] == "13")
        #expect(fields["CODE_FILE"] == "Ingest/Desk.swift")
        #expect(fields["CODE_LINE"] == "12")
        #expect(fields["CODE_FUNC"] == "dispose()")
        #expect(fields["MESSAGE_ID"] == Event.quarantined.messageID)
        #expect(fields["MESSAGE"]?.hasPrefix("quarantined \\u{1b}[31mred errno=13") == true)
        #expect(fields.keys.allSatisfy { $0.utf8.allSatisfy { (0x41...0x5A).contains($0) || $0 == 0x5F } })
    }

    @Test("The journal gets entries only where stderr is its stream and its socket is there")
    func destinations() {
        typealias Destination = LogOutput.Destination
        #expect(Destination.choose(isStandardErrorJournal: true, isJournalThere: true) == .journal)
        #expect(Destination.choose(isStandardErrorJournal: true, isJournalThere: false) == .prefixedLines)
        #expect(Destination.choose(isStandardErrorJournal: false, isJournalThere: true) == .readableLines)
        #expect(!Journal.isStandardError(nil))
        #expect(!Journal.isStandardError("1:1"))
    }

    @Test("Every kind of event has a message id of its own")
    func messageIDs() {
        let ids = Event.allCases.map(\.messageID)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.count == 32 && $0.allSatisfy { $0.isHexDigit && !$0.isUppercase } })
    }

    @Test("A changed level is in force for loggers that were made before")
    func levelChanges() throws {
        let output = try LogOutput(level: .info, sink: ReadableLines())
        var handler = DeskLogHandler(output: output)
        #expect(handler.logLevel == .info)
        output.level = .debug
        #expect(handler.logLevel == .debug)
        handler.logLevel = .error
        output.level = .trace
        #expect(handler.logLevel == .error)
    }
}
