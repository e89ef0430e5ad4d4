import LinuxIO
import Testing

@testable import Ingest

@Suite("Folders that cannot be entered")
struct FolderRetriesTests {
    private let second: Int64 = 1_000_000_000

    @Test("The pauses between two tries grow from a fifth of a second to a minute")
    func pauses() {
        var retries = FolderRetries()
        var now: Int64 = 0
        var pauses: [Int64] = []
        for _ in 0..<12 {
            _ = retries.fail("a", at: now)
            pauses.append(retries.nextDue - now)
            now = retries.nextDue
            let early = retries.takeDue(at: now - 1)
            let due = retries.takeDue(at: now)
            #expect(early.isEmpty && due == ["a"])
            // Until it is known what came of it, it is not tried again.
            #expect(retries.nextDue == .max)
        }
        #expect(pauses.first == second / 5 && pauses[1] == second * 2 / 5 && pauses.last == 60 * second)
    }

    @Test("A change of its attributes has a folder tried at once, and one that was entered is not tried again")
    func attributes() {
        var retries = FolderRetries()
        _ = retries.fail("a", at: 0)
        retries.hasten("a", at: 1)
        retries.hasten("b", at: 1)
        let due = retries.takeDue(at: 1)
        #expect(due == ["a"])
        retries.end("a")
        retries.hasten("a", at: 2)
        #expect(retries.nextDue == .max)
    }

    @Test("There is room for a bounded number, and a whole listing forgets those that have gone")
    func bounded() {
        var retries = FolderRetries()
        for number in 0..<1000 {
            let isTaken = retries.fail(Path("\(number)"), at: 0)
            #expect(isTaken)
        }
        let isFull = !retries.fail("one more", at: 0)
        #expect(isFull)
        let due = retries.takeDue(at: 60 * second)
        #expect(due.count == 1000)
        retries.endListing()
        let hasRoom = retries.fail("one more", at: 0)
        #expect(hasRoom)
    }
}
