import LinuxIO
import Testing

@testable import Ingest

@Suite("Promise 7: no file is parsed without end")
struct ParseWatchTests {
    @Test("A file that is parsed for more ticks than the limit is told, and no other")
    func ticks() throws {
        let watch = try ParseWatch(readers: 2, limit: 3)
        for _ in 1...10 { #expect(watch.tick()?.path == nil) }
        watch.during("a.txt", reader: 1) {
            for _ in 1...3 { #expect(watch.tick()?.path == nil) }
            #expect(watch.tick()?.path == "a.txt")
        }
        #expect(watch.tick()?.path == nil)
    }

    @Test("Each file begins anew")
    func anew() throws {
        let watch = try ParseWatch(readers: 1, limit: 2)
        for _ in 1...5 {
            watch.during("a.txt", reader: 0) {
                for _ in 1...2 { #expect(watch.tick()?.path == nil) }
            }
        }
    }
}
