import LinuxIO
import Operations
import TestSupport
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
        #expect(status.metrics.contains("wiredesk_publish_finished{desk=\"north\",stream=\"WIRE\"} 0\n"))
        status.finished = true
        #expect(!status.isSilent(at: later))
        #expect(status.metrics.contains("wiredesk_publish_finished{desk=\"north\",stream=\"WIRE\"} 1\n"))
    }

    @Test("Whether it lives is told by its mark, and by none where it has set none", arguments: [true, false, nil])
    func mark(_ marked: Bool?) throws {
        let scratch = try ScratchDirectory()
        var status = PublisherStatus(pid: 7, of: "/desk", desk: "north", stream: "WIRE", server: "localhost", at: 0)
        status.marked = marked
        try scratch.write(String(decoding: status.json, as: UTF8.self), to: "publish.json")
        // Another one, which has ended, has left it.
        try scratch.write("", to: "publish.lock")
        let read = try PublisherStatus.read(in: Path(scratch.path), fileSystem: LinuxFileSystem())
        #expect(read?.running == (marked == false ? nil : false))
    }
}
