import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("Times, sizes and durations from outside")
struct TimeRangeTests {
    @Test("Arithmetic stays at the end of the range")
    func saturated() {
        #expect(Int64.max.addingSaturated(1) == .max && Int64.min.addingSaturated(-1) == .min)
        #expect(Int64.min.subtractingSaturated(1) == .min && Int64.max.subtractingSaturated(.min) == .max)
        #expect(Int64(0).subtractingSaturated(.min) == .max && Int64(-1).subtractingSaturated(.min) == .max)
        #expect(Int64.max.multipliedSaturated(by: 2) == .max && Int64.max.multipliedSaturated(by: -2) == .min)
        #expect(Int64.min.multipliedSaturated(by: -1) == .max && Int64(6).multipliedSaturated(by: -7) == -42)
        #expect(Int64(-1).dividedDown(by: 1_000_000) == -1 && Int64(-1_000_000).dividedDown(by: 1_000_000) == -1)
    }

    @Test(
        "A file of any time of modification has one with room for sums on either side",
        arguments: [
            -11_644_473_600, -9_214_560_001, -1, 0, 9_214_646_400, 16_725_225_600, 1 << 40,
        ]
    )
    func fileTimes(seconds: Int) throws {
        let scratch = try ScratchDirectory(isInMemory: true)
        let path = try scratch.write("x", to: "file")
        let time = timespec(tv_sec: seconds, tv_nsec: 7)
        var times = [time, time]
        #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
        let fileSystem = LinuxFileSystem()
        let modified = try fileSystem.status(of: "file", in: try fileSystem.openRoot(scratch.root)).modified
        let day: Int64 = 86_400_000_000_000
        #expect(!modified.addingReportingOverflow(90 * day).overflow)
        #expect(!modified.subtractingReportingOverflow(90 * day).overflow)
    }

    @Test("The clock has room for sums, whatever it is set to")
    func clock() {
        #expect(!Clock.now.addingReportingOverflow(90 * 86_400_000_000_000).overflow)
    }
}
