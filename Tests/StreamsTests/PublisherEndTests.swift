import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("What ends a publisher, or keeps it from publishing", .serialized)
struct PublisherEndTests {
    /// What `wiredesk status` says of the publisher of a desk.
    private static func status(_ desk: StreamDesk) throws -> String {
        try Program.run(
            Program.product("wiredesk"),
            ["status", "--state-directory", desk.desk.path],
            environment: StreamDesk.environment(desk.scratch)
        ).output
    }

    /// Changes a byte in the last record of an archive.
    private static func damage(_ desk: StreamDesk) throws {
        let name = try #require(try desk.desk.archive.newest()).name.path.display
        let file = URL(filePath: desk.desk.path + "/archive/" + name)
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count - 60] ^= 1
        desk.desk.scratch.expectDamage()
        try bytes.write(to: file)
    }

    @Test("Status says that a damaged record has ended it, which one, and how to go on behind it")
    func damaged() throws {
        let desk = try StreamDesk("london", 1...3)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        try Self.damage(desk)
        let ran = try desk.publish(to: server.url)
        let told = "record 3 is damaged in the archive: "
        let advice = "To go past it, remove the cursor \(desk.cursor) and begin with --after 3"
        #expect(ran.status == 65 && ran.errors.contains(told) && ran.errors.contains(advice), "\(ran.errors)")
        #expect(desk.kept() == 2)
        let status = try Self.status(desk)
        #expect(status.contains("WIREDESK had article 2; wiredesk-publish ended "), "\(status)")
        #expect(status.contains(told), "\(status)")
        let metrics = desk.scratch.read("publish/wiredesk-publish.prom") ?? ""
        #expect(metrics.contains("wiredesk_publish_working{desk=\"london\",stream=\"WIREDESK\"} 0\n"))
        // The advice is good.
        try FileManager.default.removeItem(atPath: desk.cursor)
        try desk.deliver(4...4)
        let behind = try desk.publish(to: server.url, ["--after", "3"])
        #expect(behind.status == 0 && desk.kept() == 4, "\(behind.errors)")
        #expect(try Self.status(desk).contains("WIREDESK has all up to article 4\n"))
    }

    @Test("Status says how far the archive has come since a run to the end")
    func finishedEarlier() throws {
        let desk = try StreamDesk("london", 1...1)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        #expect(try desk.publish(to: server.url).status == 0)
        #expect(try Self.status(desk).contains("WIREDESK has all up to article 1\n"))
        try desk.deliver(2...7)
        #expect(try Self.status(desk).contains("WIREDESK has all up to article 1, 6 behind\n"))
        #expect(try desk.publish(to: server.url).status == 0)
        #expect(try Self.status(desk).contains("WIREDESK has all up to article 7\n"))
    }

    @Test("What stands behind a record that is refused for good is stored once, however often that one is tried")
    func refusedForGood() throws {
        let desk = try StreamDesk("london", 1...1)
        let long = (1...120).map { "The ferry number \($0) was late again, the pilots said." }.joined(separator: "\n\n")
        try desk.desk.deliver(Story.text(2) + "\n" + long + "\n", as: "long.txt", at: 1_795_348_802_000_000_000)
        try desk.deliver(3...8)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        // Ids are known again for a tenth of a second: each run comes later.
        let stream = #""name":"WIREDESK","subjects":["wire.>"],"storage":"file","duplicate_window":100000000"#
        _ = try server.ask("STREAM.CREATE.WIREDESK", #"{\#(stream),"max_msg_size":4000}"#)
        for _ in 1...3 {
            let ran = try desk.publish(to: server.url)
            #expect(ran.status == 69 && ran.errors.contains("does not take record 2: message size"), "\(ran.errors)")
            #expect(try server.count("messages", in: "STREAM.INFO.WIREDESK") == 7)
            #expect(desk.kept() == 1)
        }
        _ = try server.ask("STREAM.UPDATE.WIREDESK", #"{\#(stream)}"#)
        let ran = try desk.publish(to: server.url)
        #expect(ran.status == 0 && desk.kept() == 8, "\(ran.errors)")
    }

    @Test(
        "A cursor that does not fit is named with its file, and status says so",
        arguments: ["longer", "other", "none"]
    )
    func misfit(_ kind: String) throws {
        let desk = try StreamDesk("london", kind == "other" ? 11...13 : 1...2)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        if kind == "none" {
            try desk.scratch.write("a place\n", to: "cursor")
        } else {
            let longer = try StreamDesk("london", 1...3)
            #expect(try longer.publish(to: server.url).status == 0)
            try FileManager.default.copyItem(atPath: longer.cursor, toPath: desk.cursor)
        }
        let told =
            switch kind {
            case "longer": "the cursor \(desk.cursor) does not fit this archive: record 3 is beyond the end"
            case "other": "the cursor \(desk.cursor) does not fit this archive: record 3 of this archive is another one"
            default: "\(desk.cursor) is not a cursor"
            }
        let ran = try desk.publish(to: server.url)
        #expect(ran.status == 65 && ran.errors.contains(told), "\(ran.errors)")
        #expect(ran.errors.contains("--after NUMBER"), "\(ran.errors)")
        #expect(try Self.status(desk).contains(told))
        let follow = ["follow", "--no-wait", "--cursor", desk.cursor, "--state-directory", desk.desk.path]
        if kind == "none" {
            let read = try Program.run(Program.product("wiredesk"), follow + ["--after", "2"])
            #expect(read.status == 65 && read.errors.contains(told), "\(read.errors)")
        }
    }

    @Test("A cursor that another run has is left alone, and so is what that run tells")
    func held() throws {
        let desk = try StreamDesk("london", 1...3)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        let run = try StreamRun("wiredesk-publish", desk.publishing(to: [server.url], []), in: desk.scratch)
        defer { run.kill() }
        let waiting = try Waiting(desk.scratch.path)
        try waiting.wait(for: "its word") { try Self.status(desk).contains("has all up to article 3\n") }
        let second = try desk.publish(to: server.url)
        #expect(second.status == 69 && second.errors.contains("another process follows with the cursor"))
        #expect(try Self.status(desk).contains("has all up to article 3\n"))
    }

    @Test(
        "A stream is not made for other subjects than the records have, but where the server maps them; what is wrong is told"
    )
    func subjectsElsewhere() throws {
        let desk = try StreamDesk("London", 1...3)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        let refused = try desk.publish(to: server.url, ["--subjects", "other.>"])
        #expect(
            refused.status == 64 && refused.errors.contains("other.> does not take in wire.london.*.*.*, the subjects"),
            "\(refused.errors)"
        )
        // Said to be mapped, and not mapped.
        let ran = try desk.publish(to: server.url, ["--subjects", "other.>", "--mapped"])
        let told = "the stream does not take the subjects of the records (No responders"
        #expect(ran.status == 69 && ran.errors.contains(told) && desk.kept() == 0, "\(ran.errors)")
        #expect(try Self.status(desk).contains(told))
        let right = try desk.publish(
            to: server.url,
            ["--stream", "RIGHT", "--cursor", desk.cursor + "2", "--subjects", "wire.*.>"]
        )
        #expect(right.status == 0, "\(right.errors)")
    }
}
