import Foundation
import Operations
import TestSupport
import Testing

@Suite("The sources in the status of a daemon")
struct SourcesOfDaemonTests {
    private static func text(_ number: Int, _ source: String) -> String {
        "Ferry \(number) sails\n\nVOLOGDA, June 10, 2026\(source) - Ferry \(number) sails at noon, the harbour office said.\n"
    }

    /// What does not change with time.
    private static func facts(_ status: StatusSnapshot) -> [String] {
        (status.sources ?? []).map { "\($0.name) \($0.articles24h) \($0.articles28d) \($0.last)" }
    }

    @Test("They are counted from the archive, and are the same without catalogue and index, and after a restart")
    func counted() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["folders": "{\"wire/**\": {source: Northwire}}"])
        try daemon.waitUntilReady()
        for number in 1...3 { try desk.drop(Self.text(number, " (Reuters)"), as: "in/\(number).txt") }
        try desk.drop(Self.text(4, ""), as: "wire/4.txt")
        try desk.drop(Self.text(5, ""), as: "fax/old/5.txt")
        try desk.drop(Self.text(6, ""), as: "6.txt")
        let names = ["Reuters", "./", "Northwire", "fax/"]
        let status = try daemon.wait(for: "the sources") { $0.sources?.map(\.name) == names }
        #expect(status.sources?.map(\.articles24h) == [3, 1, 1, 1])
        #expect(status.otherSources == 0 && status.sources?.contains { $0.isSilent } == false)
        // The metrics are written after the status.
        try daemon.wait(for: "the metrics") { _ in
            let metrics = (try? String(contentsOfFile: desk.path + "/wiredesk.prom", encoding: .utf8)) ?? ""
            return metrics.contains("wiredesk_source_articles{source=\"Reuters\"} 3\n")
                && metrics.contains("wiredesk_source_silent{source=\"fax/\"} 0\n")
        }
        let shown = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path]).output
        #expect(shown.contains("sources     Reuters 3 ("), "\(shown)")
        try daemon.stop()
        for name in ["catalogue.sqlite", "index.sqlite"] {
            for end in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: desk.path + "/" + name + end)
            }
        }
        let next = try desk.start(settings: ["search": "off"])
        let again = try next.wait(for: "the sources again") { $0.sources?.count == 4 }
        #expect(Self.facts(again) == Self.facts(status))
        try next.stop()
    }
}
