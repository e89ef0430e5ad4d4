import LinuxIO
import Testing

@testable import Ingest

@Suite("Promise 3: files that are left alone by a pattern")
struct IgnoredNamesTests {
    private let second: Int64 = 1_000_000_000
    private let pattern = NamePattern("*.tmp")

    private func status(changed: Int64) -> FileStatus {
        FileStatus(
            device: 1,
            inode: 2,
            links: 1,
            kind: .file,
            permissions: 0o644,
            owner: 0,
            size: 1,
            allocated: 1,
            modified: 0,
            changed: changed
        )
    }

    /// Lists these names as of `now`; returns those to be entered, and how many were looked at.
    private func list(
        _ names: [Path],
        _ ignored: inout IgnoredNames,
        at now: Int64,
        changed: Int64 = 0
    ) -> (old: [Path], looks: Int) {
        var looks = 0
        var old: [Path] = []
        ignored.begin()
        for name in names {
            let isOld = ignored.list(name, by: pattern, isWhole: true, now: now) {
                looks += 1
                return status(changed: changed)
            }
            if isOld { old.append(name) }
        }
        ignored.end()
        return (old, looks)
    }

    @Test("One is looked at again only when it may have grown old, and entered once")
    func looks() {
        var ignored = IgnoredNames(patterns: [pattern], age: 10 * second)
        let names: [Path] = ["a.tmp", "b.tmp"]
        let fresh = list(names, &ignored, at: second)
        #expect(fresh.old.isEmpty && fresh.looks == 2)
        let young = list(names, &ignored, at: 9 * second)
        #expect(young.old.isEmpty && young.looks == 0)
        let grown = list(names, &ignored, at: 10 * second)
        #expect(grown.old == names && grown.looks == 2)
        let old = ignored.old
        #expect(old == 2)
        // What had no room is brought again, what was entered is not.
        ignored.enter("a.tmp")
        let again = list(names, &ignored, at: 11 * second)
        #expect(again.old == ["b.tmp"] && again.looks == 0)
        ignored.enter("b.tmp")
        let rest = list(names, &ignored, at: 19 * second)
        #expect(rest.old.isEmpty && rest.looks == 0)
    }

    @Test("One that was written to is young again, and has another answer when it is old again")
    func written() {
        var ignored = IgnoredNames(patterns: [pattern], age: 10 * second)
        _ = list(["a.tmp"], &ignored, at: 10 * second)
        ignored.enter("a.tmp")
        ignored.notice("a.tmp", by: pattern)
        let old = ignored.old
        #expect(old == 0)
        let young = list(["a.tmp"], &ignored, at: 12 * second, changed: 11 * second)
        #expect(young.old.isEmpty && young.looks == 1)
        let grown = list(["a.tmp"], &ignored, at: 21 * second, changed: 11 * second)
        #expect(grown.old == ["a.tmp"])
    }

    @Test("A change that no event told of is found out after another age")
    func changedUnnoticed() {
        var ignored = IgnoredNames(patterns: [pattern], age: 10 * second)
        _ = list(["a.tmp"], &ignored, at: 10 * second)
        ignored.enter("a.tmp")
        _ = list(["a.tmp"], &ignored, at: 20 * second, changed: 15 * second)
        let old = ignored.old
        #expect(old == 0)
    }

    @Test("What a whole listing has not told is gone; a folder that goes takes what was in it along")
    func gone() {
        var ignored = IgnoredNames(patterns: [pattern], age: second)
        _ = list(["a.tmp", "f/b.tmp", "f/c.tmp", "ff.tmp"], &ignored, at: 10 * second)
        #expect(ignored.count == 4)
        ignored.remove(folder: "f")
        #expect(ignored.count == 2)
        let oldest = ignored.oldest?.path
        #expect(oldest != nil)
        _ = list(["ff.tmp"], &ignored, at: 11 * second)
        #expect(ignored.count == 1)
        ignored.remove("ff.tmp")
        #expect(ignored.count == 0)
        let old = ignored.old
        #expect(old == 0)
    }

    @Test("Beyond what is remembered, files are counted by whole listings and no event counts one twice")
    func beyond() {
        var ignored = IgnoredNames(patterns: [pattern], age: second, capacity: 10)
        let names = (0..<100).map { Path("\($0).tmp") }
        for _ in 1...3 {
            let listed = list(names, &ignored, at: 10 * second)
            #expect(listed.old.count == 100)
            #expect(ignored.count == 100)
            let old = ignored.old
            #expect(old == 100)
        }
        for _ in 1...50 { ignored.notice("99.tmp", by: pattern) }
        #expect(ignored.count == 100)
    }

    @Test("A clock that is put back, or a time in the future, makes nothing old")
    func clock() {
        var ignored = IgnoredNames(patterns: [pattern], age: 10 * second)
        let future = list(["a.tmp"], &ignored, at: 20 * second, changed: 1000 * second)
        #expect(future.old.isEmpty)
        let back = list(["a.tmp"], &ignored, at: 5 * second, changed: 1000 * second)
        #expect(back.old.isEmpty)
    }
}
