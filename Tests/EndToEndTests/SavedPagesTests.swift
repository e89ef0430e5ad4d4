import Foundation
import Operations
import TestSupport
import Testing

@Suite("What is dropped as it was saved: pages with their folders, and Maildirs")
struct SavedPagesTests {
    private let desk: ScratchDesk

    init() throws { desk = try ScratchDesk() }

    private func page(_ number: Int) -> String {
        let text = (1...4).map { paragraph in
            "<p>Ferry \(number) sails from the northern shore on day \(paragraph), the harbor office said after a meeting "
                + "that lasted until late in the evening, and two thousand people came to see it.</p>"
        }
        return
            "<html><head><title>Ferry \(number) returns to the river</title></head><body><h1>Ferry \(number) returns to the "
            + "river</h1><article>\(text.joined())</article></body></html>"
    }

    private func message(_ number: Int) -> String {
        "From: press@norland.example\nSubject: Ferry \(number) returns to Suvera\n\nFerry \(number) returned on Friday after ten "
            + "years, the ministry said.\n\nIt sails again on Monday.\n"
    }

    @Test("Each complete page is an article, whatever its browser calls its folder, and nothing of the folder is read")
    func pages() throws {
        let ends = ["_files", "-Dateien", "_fichiers", "_archivos", "_bestanden"]
        for (number, end) in ends.enumerated() {
            let folder = "desk/inbox/Page \(number)\(end)"
            try desk.scratch.write("p { color: red }", to: folder + "/site.css")
            try desk.scratch.write("var a = 1;", to: folder + "/site.js")
            try desk.scratch.write(page(100 + number), to: folder + "/saved_resource.html")
            try desk.drop(page(number), as: "Page \(number).html")
        }
        let daemon = try desk.start()
        try daemon.wait(for: "the pages", status: { $0.total.archived == ends.count && $0.inbox.waiting == 0 })
        #expect(try daemon.stop() == .exited(0))
        let names = try desk.records().map(\.headline).sorted()
        #expect(names == ends.indices.map { "Ferry \($0) returns to the river" })
        #expect(try desk.files(in: "quarantine").isEmpty)
        #expect(try desk.files(in: "inbox").count == 3 * ends.count)
    }

    @Test("Each message of a Maildir is an article, whatever its flags; the lists of a server are not")
    func maildir() throws {
        let names = ["new/1781101802.M1P2.host", "cur/1781101800.M1P2.host:2,S", "cur/1781101801.M1P3.host,S=512:2,RS"]
        for (number, name) in names.enumerated() {
            try desk.scratch.write(message(number), to: "desk/inbox/Mail/" + name)
        }
        try desk.scratch.write("3 V1781101800 N3 G1\n1 :1781101800.M1P2.host\n", to: "desk/inbox/Mail/dovecot-uidlist")
        try desk.scratch.write("\u{1}\u{2}\u{0}", to: "desk/inbox/Mail/dovecot.index.log")
        try desk.scratch.write("", to: "desk/inbox/Mail/maildirfolder")
        let daemon = try desk.start()
        try daemon.wait(for: "the messages", status: { $0.total.archived == names.count && $0.inbox.waiting == 0 })
        #expect(try daemon.stop() == .exited(0))
        let headlines = try desk.records().map(\.headline).sorted()
        #expect(headlines == names.indices.map { "Ferry \($0) returns to Suvera" })
        #expect(try desk.files(in: "quarantine").isEmpty)
    }

    @Test("Stories are read from folders and files whose names are like those that programs use")
    func lookAlikes() throws {
        let names = ["x-filer/a.eml", "tmp/b.eml", "subscriptions", "dovecot-cove.eml", "court.files/c.eml"]
        for (number, name) in names.enumerated() { try desk.scratch.write(message(number), to: "desk/inbox/" + name) }
        let daemon = try desk.start()
        try daemon.wait(for: "the stories", status: { $0.total.archived == names.count && $0.inbox.waiting == 0 })
        #expect(try daemon.stop() == .exited(0))
    }
}
