import Archive
import LinuxIO
import TestSupport
import Testing

@testable import Article

@Suite("Power cuts") struct PowerCutTests {
    @Test(
        "Whenever the power goes, the archive keeps its promises in every state that the disk may be left in",
        arguments: [DiskModel.Ordering.journalled, .unordered]
    )
    func everyCall(ordering: DiskModel.Ordering) throws {
        let dry = Harness.disk(ordering)
        let whole = ScriptedRun(dry)
        #expect(whole.failure == nil)
        #expect(whole.acknowledged.count == 14)
        var states = 0
        for change in 1...dry.changes {
            for moment in DiskModel.Moment.allCases {
                let disk = Harness.disk(ordering)
                disk.cutPower(moment, change: change)
                let run = ScriptedRun(disk)
                #expect(disk.isOff)
                let seed = UInt64(change)
                for state in disk.crashStates(limit: 40, seed: seed) {
                    states += 1
                    try Harness.checkPromises(
                        state.reboot(),
                        acknowledged: run.acknowledged,
                        offered: ScriptedRun.offered,
                        mark: states % 2 == 0 ? run.marks.last : nil,
                        "power cut \(moment) change \(change), seed \(seed): \(state)"
                    )
                }
            }
        }
        #expect(states > 500)
    }

    @Test("One batch torn at every single byte, and with every block lost, keeps the promises")
    func everyByte() throws {
        let disk = Harness.disk()
        let writer = try Harness.writer(try Harness.archive(disk))
        _ = try writer.append([Articles.tail(0)], at: Articles.noon)
        let mark = writer.end
        disk.cutPower(.after, change: disk.changes + 1)
        let body = String(repeating: "The river rose again. ", count: 300)
        let long = RecordTail(Articles.plain(2, body: body), Articles.delivery("wire/2.txt"))
        _ = try? writer.append([Articles.tail(1), long, Articles.tail(3)], at: Articles.noon + 1_000_000)
        let states = disk.crashStates(limit: 100_000)
        #expect(states.count > 7000)
        for (index, state) in states.enumerated() where index % 7 == 0 || index < 1200 || index > states.count - 10 {
            try Harness.checkPromises(
                state.reboot(),
                acknowledged: [Articles.plain(0).headline],
                offered: ScriptedRun.offered,
                mark: index % 2 == 0 ? mark : nil,
                "\(state)"
            )
        }
    }

    @Test(
        "What a killed process left unsynced is made durable by the restart, and a power cut after it takes nothing",
        arguments: [DiskModel.Ordering.journalled, .unordered]
    )
    func killedThenCut(ordering: DiskModel.Ordering) throws {
        let dry = Harness.disk(ordering)
        _ = ScriptedRun(dry)
        for change in 1...dry.changes {
            for moment in DiskModel.Moment.allCases {
                let disk = Harness.disk(ordering)
                disk.cutPower(moment, change: change)
                let run = ScriptedRun(disk)
                disk.resume()
                let context = "killed \(moment) change \(change)"
                let archive = try Harness.archive(disk)
                // The clock stands so that the newest segment goes on.
                _ = try Harness.writer(archive).append([Articles.tail(99_999)], at: Articles.noon)
                let headlines = try Harness.records(archive).map(\.headline)
                #expect(headlines.starts(with: run.acknowledged), "\(context)")
                for state in disk.crashStates(limit: 40) {
                    let found = try Harness.records(try Harness.archive(state.reboot())).map(\.headline)
                    #expect(found == headlines, "\(context), restarted, then cut: \(state)")
                }
            }
        }
    }

    @Test(
        "The power may go again at any moment of a recovery, or after it",
        arguments: [DiskModel.Ordering.journalled, .unordered]
    )
    func duringRecovery(ordering: DiskModel.Ordering) throws {
        func torn() throws -> DiskModel {
            let disk = Harness.disk(ordering)
            let writer = try Harness.writer(try Harness.archive(disk), segmentSize: 2000)
            for number in 0..<6 { _ = try writer.append([Articles.tail(number)], at: Articles.noon) }
            let newest = try #require(try Harness.archive(disk).segments().last?.name)
            disk.damage(Path("archive").appending(newest.path)) { $0 += Array("{\"v\":1,\"se".utf8) }
            return disk
        }
        let acknowledged = (0..<6).map { Articles.plain($0).headline }
        let dry = try torn()
        let before = dry.changes
        _ = try ArchiveRecovery.recover(try Harness.archive(dry), keepingIn: "/")
        #expect(dry.changes - before > 5)
        for state in dry.crashStates() {
            let kept = state.reboot().files.filter { $0.display.hasPrefix("torn/") }
            #expect(kept.count == 1, "the tail was lost after the recovery: \(state)")
        }
        for change in before + 1...dry.changes {
            for moment in DiskModel.Moment.allCases {
                let disk = try torn()
                let archive = try Harness.archive(disk)
                disk.cutPower(moment, change: change)
                #expect(throws: ArchiveError.self) { try ArchiveRecovery.recover(archive, keepingIn: "/") }
                for state in disk.crashStates(limit: 100, seed: 3) {
                    let next = state.reboot()
                    try Harness.checkPromises(
                        next,
                        acknowledged: acknowledged,
                        offered: ScriptedRun.offered,
                        "recovery cut \(moment) change \(change): \(state)"
                    )
                    let kept = next.files.filter { $0.display.hasPrefix("torn/") }.compactMap { next.content(of: $0) }
                    #expect(kept.contains(Array("{\"v\":1,\"se".utf8)), "the tail is nowhere: \(state)")
                }
            }
        }
    }
}
