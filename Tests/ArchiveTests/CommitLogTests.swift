import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Article

@Suite("The order of a commit") struct CommitLogTests {
    private let first = "archive/date=2026-11-22"

    @Test("The first record's folders and names are synced before it is written, and it before it counts")
    func firstRecord() throws {
        let faulty = FaultyFileSystem(Harness.disk())
        let writer = try Harness.writer(try Harness.archive(faulty))
        faulty.forgetCalls()
        _ = try writer.append(Articles.tails(0..<3), at: Articles.noon)
        #expect(
            faulty.changes == [
                "mkdirat \(first)",
                "fsync archive",
                "openat2 O_CREAT \(first)/articles-000001.jsonl",
                "fsync \(first)",
                "write \(first)/articles-000001.jsonl",
                "fdatasync \(first)/articles-000001.jsonl",
            ]
        )
    }

    @Test("A batch of any size is one write and one sync", arguments: [1, 2, 100])
    func oneWrite(count: Int) throws {
        let faulty = FaultyFileSystem(Harness.disk())
        let writer = try Harness.writer(try Harness.archive(faulty))
        _ = try writer.append([Articles.tail(0)], at: Articles.noon)
        faulty.forgetCalls()
        let appended = try writer.append(Articles.tails(1..<1 + count), at: Articles.noon)
        #expect(appended.count == count)
        #expect(
            faulty.calls.map(\.description) == [
                "write \(first)/articles-000001.jsonl", "fdatasync \(first)/articles-000001.jsonl",
                "fstatat \(first)/articles-000001.jsonl",
            ]
        )
    }

    @Test("At midnight UTC a new day's segment is begun, and the old one sealed only when the new one is durable")
    func midnight() throws {
        let disk = Harness.disk()
        let faulty = FaultyFileSystem(disk)
        let writer = try Harness.writer(try Harness.archive(faulty))
        let midnight = Articles.noon / Articles.day * Articles.day + Articles.day
        _ = try writer.append([Articles.tail(0)], at: midnight - 1)
        faulty.forgetCalls()
        let appended = try writer.append([Articles.tail(1)], at: midnight)
        let second = "archive/date=2026-11-23"
        #expect(appended[0].position.segment.description == "date=2026-11-23/articles-000001.jsonl")
        #expect(
            faulty.changes == [
                "mkdirat \(second)",
                "fsync archive",
                "openat2 O_CREAT \(second)/articles-000001.jsonl",
                "fsync \(second)",
                "fchmod \(first)/articles-000001.jsonl",
                "write \(second)/articles-000001.jsonl",
                "fdatasync \(second)/articles-000001.jsonl",
            ]
        )
        #expect(disk.permissions(of: Path("\(first)/articles-000001.jsonl")) == 0o440)
        #expect(disk.permissions(of: Path("\(second)/articles-000001.jsonl")) == 0o640)
    }

    @Test("No segment grows beyond its size, unless one batch alone does")
    func size() throws {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        let writer = try Harness.writer(archive, segmentSize: 2000)
        for number in 0..<20 { _ = try writer.append([Articles.tail(number)], at: Articles.noon) }
        _ = try writer.append(Articles.tails(20..<40), at: Articles.noon)
        _ = try writer.append([Articles.tail(40)], at: Articles.noon)
        let segments = try archive.segments()
        #expect(segments.map(\.name.number) == Array(1...segments.count))
        #expect(segments.dropLast(2).allSatisfy { $0.length <= 2000 && $0.length > 1000 && $0.isSealed })
        #expect(segments[segments.count - 2].length > 2000)
        #expect(segments.last?.isSealed == false)
        #expect(try Harness.findings(archive).isEmpty)
        #expect(try Harness.records(archive).map(\.sequence) == Array(1...41))
    }

    @Test("A clock that goes back opens no older day")
    func clockGoesBack() throws {
        let archive = try Harness.archive(Harness.disk())
        let writer = try Harness.writer(archive, segmentSize: 1000)
        var names: [String] = []
        for offset in [0, -1, -400, 1, 0, -1] as [Int64] {
            let appended = try writer.append([Articles.tail(names.count)], at: Articles.noon + offset * Articles.day)
            names.append(appended[0].position.segment.description)
        }
        #expect(names == names.sorted())
        #expect(Set(names.map { $0.prefix(15) }) == ["date=2026-11-22", "date=2026-11-23"])
        #expect(try Harness.findings(archive).isEmpty)
    }

    @Test("What is reported about a record leads to it")
    func positions() throws {
        let archive = try Harness.archive(Harness.disk())
        let writer = try Harness.writer(archive, segmentSize: 2000)
        let reader = ArchiveReader(archive)
        for start in stride(from: 0, to: 20, by: 2) {
            for appended in try writer.append(Articles.tails(start..<start + 2), at: Articles.noon) {
                let record = try reader.record(at: appended.position, length: appended.length)
                #expect(record.sequence == appended.sequence)
                #expect(record.ingestedAt == appended.ingestedAt)
                #expect(record.headline == Articles.plain(Int(appended.sequence) - 1).headline)
            }
        }
    }

    @Test("Short writes go on where they stopped")
    func shortWrites() throws {
        let faulty = FaultyFileSystem(Harness.disk())
        faulty.inject(Fault(.write, persists: true, effect: .short(7)))
        let archive = try Harness.archive(faulty)
        let writer = try Harness.writer(archive)
        _ = try writer.append(Articles.tails(0..<3), at: Articles.noon)
        #expect(try Harness.records(archive).count == 3)
        #expect(try Harness.findings(archive).isEmpty)
    }

    @Test("Without room nothing is left behind, and the same batch goes through when there is some", arguments: 0...60)
    func outOfSpace(step: Int) throws {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        let writer = try Harness.writer(archive, segmentSize: 1800)
        _ = try writer.append([Articles.tail(0)], at: Articles.noon)
        let used = disk.used
        disk.setCapacity(used + step * 25)
        let isLate = step % 2 == 1
        let now = isLate ? Articles.noon + Articles.day : Articles.noon
        do throws(ArchiveError) {
            _ = try writer.append(Articles.tails(1..<4), at: now)
            #expect(step * 25 >= 1100)
        } catch {
            guard case .outOfSpace = error else { throw error }
            #expect(disk.used == used)
            #expect(throws: ArchiveError.self) { try writer.append(Articles.tails(1..<4), at: now) }
            disk.setCapacity(nil)
            #expect(try writer.append(Articles.tails(1..<4), at: now).map(\.sequence) == [2, 3, 4])
        }
        #expect(try Harness.records(archive).map(\.sequence) == [1, 2, 3, 4])
        #expect(try Harness.findings(archive).isEmpty)
    }

    @Test("Without a descriptor for the next segment nothing is left behind, and the same batch goes through later")
    func outOfDescriptors() throws {
        for (suffix, error) in [(".jsonl", EMFILE), ("date=2026-11-23", ENFILE)] {
            let faulty = FaultyFileSystem(Harness.disk())
            let archive = try Harness.archive(faulty)
            let writer = try Harness.writer(archive)
            _ = try writer.append([Articles.tail(0)], at: Articles.noon)
            faulty.inject(Fault(.open, persists: true, suffix: suffix, error: error))
            faulty.inject(Fault(.create, persists: true, suffix: suffix, error: error))
            let tomorrow = Articles.noon + Articles.day
            #expect {
                try writer.append([Articles.tail(1)], at: tomorrow)
            } throws: {
                guard case .outOfDescriptors(let reason)? = $0 as? ArchiveError else { return false }
                return reason.number == error
            }
            faulty.heal()
            #expect(try archive.segments().count == 1)
            #expect(try writer.append([Articles.tail(1)], at: tomorrow).map(\.sequence) == [2])
            #expect(try Harness.findings(archive).isEmpty)
        }
    }

    @Test(
        "A segment that somebody removes, renames, replaces, cuts or writes to is noticed before a record counts",
        arguments: ["removed", "renamed", "replaced", "cut", "written to"]
    )
    func disturbed(how: String) throws {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        let writer = try Harness.writer(archive)
        _ = try writer.append([Articles.tail(0)], at: Articles.noon)
        let folder = try disk.openRoot(Path(first))
        let name: Path = "articles-000001.jsonl"
        switch how {
        case "removed": try disk.remove(name, in: folder)
        case "renamed": try disk.move(name, in: folder, to: "moved", in: folder)
        case "replaced":
            try disk.move(name, in: folder, to: "moved", in: folder)
            disk.place(Path("\(first)/articles-000001.jsonl"), [1, 2, 3])
        case "cut": disk.damage(Path("\(first)/articles-000001.jsonl")) { $0.removeLast() }
        default: disk.damage(Path("\(first)/articles-000001.jsonl")) { $0 += [0x0A] }
        }
        // From then on nothing goes in.
        for number in 1...2 {
            #expect(throws: ArchiveError.disturbed(Path("date=2026-11-22/articles-000001.jsonl"))) {
                try writer.append([Articles.tail(number)], at: Articles.noon)
            }
        }
    }

    @Test("Another folder in the archive's place is noticed before a record counts")
    func movedArchive() throws {
        let disk = Harness.disk()
        let archive = ArchiveDirectory(try disk.openRoot("/archive"), at: "/archive", fileSystem: disk)
        let writer = try Harness.writer(archive)
        _ = try writer.append([Articles.tail(0)], at: Articles.noon)
        let root = try disk.openRoot("/")
        try disk.move("archive", in: root, to: "away", in: root)
        let copy = try #require(disk.content(of: Path("/away/date=2026-11-22/articles-000001.jsonl")))
        disk.place(Path("/archive/date=2026-11-22/articles-000001.jsonl"), copy)
        #expect(throws: ArchiveError.disturbed(Path("date=2026-11-22/articles-000001.jsonl"))) {
            try writer.append([Articles.tail(1)], at: Articles.noon)
        }
    }

    @Test("After a failed sync the writer refuses everything, even where the sync would now succeed")
    func poisoned() throws {
        for error in [EIO, ENOSPC, EDQUOT] {
            let faulty = FaultyFileSystem(Harness.disk())
            let writer = try Harness.writer(try Harness.archive(faulty))
            _ = try writer.append([Articles.tail(0)], at: Articles.noon)
            faulty.inject(Fault(.synchronizeData, error: error))
            for number in 1...3 {
                #expect(
                    throws: ArchiveError.failed(
                        SystemError("fdatasync", Path("date=2026-11-22/articles-000001.jsonl"), number: error)
                    )
                ) { try writer.append([Articles.tail(number)], at: Articles.noon) }
            }
            #expect(faulty.hits == 1)
        }
    }

    @Test("Whatever call fails and however, a restart keeps the promises, with the power cut or not")
    func everyFault() throws {
        let kinds = FileSystemCall.Kind.allCases.filter(\.isChange)
        var runs = 0
        for kind in kinds {
            var effects: [Fault.Effect] = [.nothing, .done]
            if kind == .synchronizeData || kind == .synchronize { effects.append(.pagesLost) }
            for effect in effects {
                for error in [EIO, ENOSPC, EDQUOT] {
                    for occurrence in 1... {
                        let disk = Harness.disk()
                        let faulty = FaultyFileSystem(disk)
                        faulty.inject(Fault(kind, occurrence: occurrence, error: error, effect: effect))
                        let run = ScriptedRun(faulty)
                        if faulty.hits == 0 { break }
                        runs += 1
                        let fault = "\(kind) \(occurrence), errno \(error), \(effect)"
                        let states = disk.crashStates(limit: 12, seed: UInt64(runs))
                        if error == EIO { #expect(run.failure != nil, "\(fault)") }
                        try Harness.checkPromises(
                            disk,
                            acknowledged: run.acknowledged,
                            offered: ScriptedRun.offered,
                            mark: run.marks.last,
                            "\(fault), restarted"
                        )
                        for state in states {
                            try Harness.checkPromises(
                                state.reboot(),
                                acknowledged: run.acknowledged,
                                offered: ScriptedRun.offered,
                                mark: run.marks.last,
                                "\(fault), power cut: \(state)"
                            )
                        }
                    }
                }
            }
        }
        #expect(runs > 100)
    }
}
