import LinuxIO
import TestSupport

extension MadeDesk {
    /// A small desk that the tables of screens are made from: every outcome, several agencies, languages and days, a
    /// duplicate, and text that would act on a terminal.
    static func example() throws -> MadeDesk {
        let desk = try MadeDesk()
        func at(_ day: Int64, _ hour: Int64, _ minute: Int64) -> Int64 {
            // From 2026-11-01, midnight UTC.
            (1_793_491_200 + (day - 1) * 86_400 + hour * 3_600 + minute * 60) * 1_000_000_000
        }
        try desk.deliver(FerryStory.text, as: "tass/ferry.txt", at: at(19, 8, 0), isLaid: true)
        try desk.deliver(
            """
            UPDATE 2-Harbour reopens after storm

            By Ada Quill

            BERLIN, Nov 20 (Example) - The harbour reopened on Friday, officials in Málaga and Berlin said.

            The old ferry sails again, the harbour office said. "We are glad," the harbour master added.

            (Reporting by Ada Quill; Editing by Ben Reed)

            """,
            as: "example/2026/harbour-reopens-after-a-storm-of-two-days-and-three-nights.txt",
            at: at(20, 9, 30),
            isLaid: true
        )
        try desk.deliver(FerryStory.straight, as: "agency/ferry again.txt", at: at(20, 10, 0), isLaid: true)
        try desk.deliver("A line and nothing else.\n", as: "note\u{1B}[31m.txt", at: at(20, 11, 15), isLaid: true)
        try desk.deliver(
            "北京轮渡恢复运营\n\n新华社北京11月21日电 北京市长今天说，停航十一年的轮渡已经恢复运营，市民可以乘船过河。\n\n他说，船票价格不变。\n",
            as: "xinhua/轮渡.txt",
            at: at(21, 3, 5),
            isLaid: true
        )
        try desk.deliver(
            "Bridge\u{202E} closes\u{7} for \u{1B}[2Jrepairs\n\nRIVERTON, Nov 22 /TASS/. The bridge closes, the council said.\n",
            as: "tass/bridge.txt",
            at: at(22, 7, 45)
        )
        try desk.enterCatalogue()
        return desk
    }

    /// The options that name it, with a clock that stands still.
    var options: [String] { ["--state-directory", path, "--now", "2026-11-22T12:00:00Z"] }
}
