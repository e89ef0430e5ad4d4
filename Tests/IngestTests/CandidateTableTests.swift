import LinuxIO
import Testing

@testable import Ingest

@Suite("The table of what waits in the inbox")
struct CandidateTableTests {
    /// A table that can be asked within an expectation, which takes no call that changes a value.
    @dynamicMemberLookup
    private final class Table {
        private var table: CandidateTable

        init(capacity: Int, settle: Int64) { table = CandidateTable(capacity: capacity, settle: settle) }

        subscript<Value>(dynamicMember member: KeyPath<CandidateTable, Value>) -> Value { table[keyPath: member] }

        func notice(_ path: Path, _ notice: CandidateTable.Notice, at now: Int64) -> Bool {
            table.notice(path, notice, at: now)
        }

        func takeDue(at now: Int64, upTo limit: Int) -> [Candidate] { table.takeDue(at: now, upTo: limit) }

        func finish(_ path: Path, _ result: CandidateResult, at now: Int64) -> Bool {
            table.finish(path, result, at: now)
        }

        func failures(upTo limit: Int) -> [InboxStatus.Trouble] { table.failures(upTo: limit) }

        func forget(_ path: Path) { table.forget(path) }

        func forgetAll() { table.forgetAll() }

        func forgetWriters() { table.forgetWriters() }
    }

    private let second: Int64 = 1_000_000_000

    private func status(size: Int64) -> FileStatus {
        FileStatus(
            device: 1,
            inode: 2,
            links: 1,
            kind: .file,
            permissions: 0o644,
            owner: 0,
            size: size,
            allocated: size,
            modified: size,
            changed: size
        )
    }

    @Test("A name is open from its first write to its close, and events that were lost leave no name open")
    func open() {
        let table = Table(capacity: 10, settle: second)
        #expect(table.notice("a", .modified, at: 0))
        #expect(table.notice("a", .modified, at: second / 2))
        // Further writes do not put the next look off: the limit of an open file is found by looking.
        #expect(table.takeDue(at: second, upTo: 10).map(\.isOpen) == [true])
        #expect(table.notice("a", .written, at: second))
        #expect(!table.finish("a", .notWhole(.init(status: status(size: 1), time: second)), at: second))
        #expect(table.takeDue(at: 10 * second, upTo: 10).map(\.isOpen) == [false])
        #expect(table.notice("b", .modified, at: second))
        table.forgetWriters()
        #expect(table.takeDue(at: 10 * second, upTo: 10).map(\.isOpen) == [false])
    }

    @Test("A written name settles from its last event on, and one that was moved in is due at once")
    func settling() {
        let table = Table(capacity: 10, settle: second)
        #expect(table.notice("a", .written, at: 0))
        #expect(table.notice("a", .written, at: second / 2))
        #expect(table.notice("b", .movedIn, at: second / 2))
        #expect(table.takeDue(at: second, upTo: 10).map(\.path) == ["b"])
        #expect(table.takeDue(at: second * 3 / 2, upTo: 10).map(\.path) == ["a"])
        #expect(table.takeDue(at: 100 * second, upTo: 10).isEmpty)
        #expect(table.inWork == 2)
    }

    @Test("Each time that a closed file is written to again before it is read, it settles twice as long, up to a bound")
    func rewriting() {
        let table = Table(capacity: 10, settle: second)
        // Its first writing: made, written to, closed.
        for notice: CandidateTable.Notice in [.written, .modified, .written] {
            #expect(table.notice("a", notice, at: 0))
        }
        #expect(table.takeDue(at: second - 1, upTo: 10).isEmpty)
        var now = second / 2
        for longer: Int64 in [2, 4, 8, 16, 30, 30] {
            // What is written while it is open is one writing, however many events tell of it.
            for notice: CandidateTable.Notice in [.modified, .modified, .written] {
                #expect(table.notice("a", notice, at: now))
            }
            #expect(table.takeDue(at: now + longer * second - 1, upTo: 10).isEmpty)
            now += longer * second - 1
        }
        #expect(table.takeDue(at: now + 1, upTo: 10).map(\.rewrites) == [6])
        // One that is moved over it is whole.
        let moved = Table(capacity: 10, settle: second)
        for notice: CandidateTable.Notice in [.modified, .written, .modified, .written, .movedIn] {
            #expect(moved.notice("b", notice, at: 0))
        }
        #expect(moved.takeDue(at: 0, upTo: 10).map(\.rewrites) == [0])
        #expect(CandidateTable.settleTime(100 * second, of: Candidate(path: "a", wasMovedIn: false)) == 100 * second)
    }

    @Test("Files that have their answer and may not be moved are counted apart")
    func permissions() {
        let table = Table(capacity: 10, settle: 0)
        for path: Path in ["a", "b", "c"] { #expect(table.notice(path, .movedIn, at: 0)) }
        #expect(table.takeDue(at: 0, upTo: 10).count == 3)
        _ = table.finish("a", .failed(FileTrouble(moving: SystemError("renameat2", number: 13))), at: 0)
        _ = table.finish("b", .failed(FileTrouble(moving: SystemError("renameat2", number: 28))), at: 0)
        _ = table.finish("c", .failed(FileTrouble(reading: SystemError("openat2", number: 13))), at: 0)
        #expect(table.failing == 3 && table.waitingForPermission == 1)
    }

    @Test("A name that is full of events while it is in work is looked at again")
    func noticedInWork() {
        let table = Table(capacity: 10, settle: second)
        _ = table.notice("a", .movedIn, at: 0)
        _ = table.takeDue(at: 0, upTo: 1)
        _ = table.notice("a", .written, at: 1)
        _ = table.finish("a", .done, at: 2)
        #expect(table.count == 1)
        #expect(table.takeDue(at: 2 + second, upTo: 1).map(\.path) == ["a"])
        _ = table.finish("a", .done, at: 3 * second)
        #expect(table.count == 0)
    }

    @Test(
        "Case 10: the looks at a file that is being written come at pauses that grow to five seconds, until it changes"
    )
    func looksAtASlowWriter() {
        let table = Table(capacity: 10, settle: second / 5)
        _ = table.notice("a", .movedIn, at: 0)
        var now: Int64 = 0
        var pauses: [Int64] = []
        func look(_ size: Int64) {
            let due = table.takeDue(at: now, upTo: 1)
            #expect(due.map(\.path) == ["a"])
            _ = table.finish("a", .notWhole(Candidate.Look(status: status(size: size), time: now)), at: now)
            pauses.append((table.nextDue ?? 0) - now)
            now = table.nextDue ?? 0
        }
        for _ in 1...40 { look(1) }
        #expect(pauses.first == second / 5)
        #expect(pauses.last == CandidateTable.longestWait)
        #expect(pauses == pauses.sorted())
        look(2)
        #expect(pauses.last == second / 5)
    }

    @Test("A listing leaves a quarter of the table to the names that events bring")
    func roomForListing() {
        let table = Table(capacity: 8, settle: 0)
        for number in 1...5 { _ = table.notice(Path("\(number)"), .listed, at: 0) }
        #expect(table.hasRoomForListing)
        _ = table.notice("6", .listed, at: 0)
        #expect(!table.hasRoomForListing && table.hasRoom)
    }

    @Test("The pauses between the tries of a file that fails grow up to a minute, and an event ends them")
    func backOff() {
        let table = Table(capacity: 10, settle: 0)
        _ = table.notice("a", .movedIn, at: 0)
        var now: Int64 = 0
        var pauses: [Int64] = []
        for number in 0..<14 {
            #expect(table.takeDue(at: now, upTo: 1).first?.failures == number)
            #expect(
                table.finish("a", .failed(FileTrouble(reading: SystemError("read", number: 5))), at: now)
                    == (number == 0)
            )
            #expect(table.failures(upTo: 5).map(\.reason) == ["read: Input/output error"])
            let due = table.nextDue ?? 0
            pauses.append(due - now)
            now = due
        }
        #expect(pauses.first == 200_000_000)
        #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(pauses.last == CandidateTable.longestPause)
        #expect(table.notice("a", .written, at: 5))
        #expect(table.takeDue(at: 5, upTo: 1).first?.failures == 0)
    }

    @Test("A file whose writer takes hours is looked at every few seconds, and at once when it is closed")
    func longWriter() {
        let table = Table(capacity: 10, settle: 200_000_000)
        _ = table.notice("a", .written, at: 0)
        var now: Int64 = 200_000_000
        for _ in 0..<100 {
            _ = table.takeDue(at: now, upTo: 1)
            _ = table.finish("a", .notWhole(Candidate.Look(status: status(size: 7), time: now)), at: now)
            let due = table.nextDue ?? 0
            #expect(due - now <= CandidateTable.longestWait)
            now = due
        }
        _ = table.notice("a", .written, at: now)
        #expect(table.takeDue(at: now + 200_000_000, upTo: 1).map(\.path) == ["a"])
    }

    @Test("Names beyond the capacity are refused, and files that fail leave room for others")
    func capacity() {
        let table = Table(capacity: 100, settle: 0)
        for number in 0..<100 {
            let isTaken = table.notice(Path("\(number)"), .listed, at: 0)
            #expect(isTaken)
        }
        #expect(!table.notice("more", .movedIn, at: 0))
        for candidate in table.takeDue(at: 0, upTo: 100) {
            _ = table.finish(candidate.path, .failed(FileTrouble(reading: SystemError("read", number: 5))), at: 0)
        }
        #expect(table.failing == 50)
        #expect(table.count == 50)
        #expect(table.notice("more", .movedIn, at: 0))
    }

    @Test("A hundred thousand events of one name that cannot be taken up take no memory")
    func boundedAgenda() {
        let table = Table(capacity: 10, settle: second)
        for number in 0..<100_000 { _ = table.notice("a", number % 2 == 0 ? .written : .movedIn, at: Int64(number)) }
        #expect(table.agendaCount < 3000)
        #expect(table.takeDue(at: 10 * second, upTo: 10).map(\.path) == ["a"])
    }

    @Test("A name that left is forgotten, and one that is in work is not")
    func forgotten() {
        let table = Table(capacity: 10, settle: 0)
        for name in ["a", "b"] { _ = table.notice(Path(name), .movedIn, at: 0) }
        _ = table.takeDue(at: 0, upTo: 1)
        table.forget("a")
        table.forget("b")
        #expect(table.count == 1)
        #expect(table.takeDue(at: 1, upTo: 1).isEmpty)
    }

    @Test("Case 19: a file that failed and is in work when the inbox goes is counted once when it fails again")
    func failureInWorkWhileInboxGoes() {
        let table = Table(capacity: 10, settle: 0)
        let trouble = FileTrouble(reading: SystemError("openat2", number: 13))
        _ = table.notice("a.txt", .movedIn, at: 0)
        _ = table.takeDue(at: 0, upTo: 1)
        _ = table.finish("a.txt", .failed(trouble), at: 0)
        #expect(table.failing == 1)
        let retried = table.takeDue(at: 1_000_000_000, upTo: 1)
        #expect(retried.count == 1)
        table.forgetAll()
        _ = table.finish("a.txt", .failed(trouble), at: 1_000_000_000)
        #expect(table.failing == 1)
        #expect(table.failures(upTo: 5).map(\.path) == ["a.txt"])
    }
}
