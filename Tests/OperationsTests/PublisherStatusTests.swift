import LinuxIO
import Operations
import Testing

@Suite("What a publisher's figures say")
struct PublisherStatusTests {
    @Test("A publisher that says nothing for two minutes is silent, but not one that came to its end")
    func silence() {
        let begun: Int64 = 1_795_391_990_000_000_000
        let later = UTCTime(nanoseconds: begun + 121_000_000_000)
        var status = PublisherStatus(pid: 7, of: "/desk", desk: "north", stream: "WIRE", server: "localhost", at: begun)
        #expect(!status.isSilent(at: UTCTime(nanoseconds: begun + 119_000_000_000)))
        #expect(status.isSilent(at: later))
        status.finished = true
        #expect(!status.isSilent(at: later))
    }
}
