import Archive
import Article
import LinuxIO
import TestSupport

/// A run of a writer that goes through all there is: a new archive, several batches, a full segment, midnight, a clock
/// that goes back.
struct ScriptedRun {
    /// The headlines of the records that were reported as durable, in order.
    var acknowledged: [String] = []
    /// The end of the archive after each batch that was: what a catalogue would keep as its mark.
    var marks: [ArchivePosition] = []
    /// What ended the run before its time.
    var failure: ArchiveError?
    /// How often there was no room.
    var outOfSpace = 0

    /// The batches: which articles, and when.
    static let batches: [(articles: Range<Int>, now: Int64)] = [
        (0..<3, Articles.noon),
        (3..<4, Articles.noon + 5_000_000),
        (4..<9, Articles.noon + 9_000_000),
        (9..<11, Articles.noon + Articles.day / 2),
        (11..<12, Articles.noon + Articles.day / 2 + 1_000_000),
        (12..<14, Articles.noon - Articles.day),
    ]

    /// The headlines that the run writes when nothing stops it.
    static let offered = Set((0..<14).map { Articles.plain($0).headline } + [Articles.plain(99_999).headline])

    /// Runs until the end or until the archive says that the disk failed. A batch for which there was no room is tried
    /// again after `makeRoom`.
    init(_ fileSystem: any FileSystem, makeRoom: () -> Void = {}) {
        do {
            let archive = try Harness.archive(fileSystem)
            let writer = try Harness.writer(archive, segmentSize: 2800)
            for batch in ScriptedRun.batches {
                while true {
                    do throws(ArchiveError) {
                        let appended = try writer.append(Articles.tails(batch.articles), at: batch.now)
                        if appended.count == batch.articles.count {
                            acknowledged += batch.articles.map { Articles.plain($0).headline }
                        }
                        break
                    } catch {
                        guard case .outOfSpace = error, outOfSpace < 10 else {
                            failure = error
                            // What has failed once refuses for good.
                            if (try? writer.append([Articles.tail(77)], at: batch.now)) != nil { failure = nil }
                            return
                        }
                        outOfSpace += 1
                        makeRoom()
                    }
                }
                if let end = writer.end { marks.append(end) }
            }
        } catch let error as ArchiveError {
            failure = error
        } catch let error as SystemError {
            failure = .failed(error)
        } catch {
            failure = .failed(SystemError("\(error)", number: 0))
        }
    }
}
