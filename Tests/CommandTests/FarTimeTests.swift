import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Times and durations that a person or an archive names")
struct FarTimeTests {
    @Test(
        "A duration of any length is taken",
        arguments: ["2562048h", "9223372036854775807ms", "106751991167d", "999999999999d"]
    )
    func durations(_ text: String) throws {
        let desk = try MadeDesk.example()
        for command in ["log", "list", "stats", "export"] {
            let ran = try Program.run(
                Program.product("wiredesk"),
                [command, "--since", text] + desk.options
            )
            #expect([0, 1, 64].contains(ran.status), "\(command): \(ran.errors)")
        }
    }

    @Test(
        "A time of any year is taken or refused",
        arguments: [
            "0001-01-01T00:00:00Z", "1677-09-21T00:12:44Z", "1969-12-31T23:59:59.999Z", "2262-04-11T23:47:16Z",
            "9999-12-31T23:59:59Z", "9999-12-31", "0001-01-01",
        ]
    )
    func times(_ text: String) throws {
        let desk = try MadeDesk.example()
        for option in ["--since", "--until", "--on"] {
            let ran = try Program.run(
                Program.product("wiredesk"),
                ["list", option, text] + desk.options,
                environment: ["TZ": "Pacific/Kiritimati"]
            )
            #expect([0, 1, 64].contains(ran.status), "\(option): \(ran.errors)")
        }
    }

    @Test("Records from before 1970 agree with their catalogue")
    func beforeTheEpoch() throws {
        let desk = try MadeDesk(isInMemory: true)
        let text = "The ferry sails\n\nRIVERTON, June 10 (Example) - The ferry sails, the harbour office said.\n"
        // Half a millisecond lies between the record's time and the one it was made at.
        try desk.deliver(text, as: "old.txt", at: -86_400_000_500_001)
        try desk.enterCatalogue()
        let ran = try Program.run(Program.product("wiredesk"), ["verify", "--state-directory", desk.path])
        #expect(ran.status == 0, "\(ran.output)")
    }
}
