import Wire
import Foundation
import TestSupport
import Testing

@testable import Article
@testable import Formats

/// The same events as expat on documents of every construct; `Tools/check_markup.py` compares them over a folder.
@Suite("Markup gives the events of expat")
struct ExpatTests {
    /// Documents that are made of every construct, in orders that a fixed generator picks.
    static func documents(_ count: Int) -> [String] {
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = [
            "text & more", "1 < 2", "\r\nline\rend\n", "<![CDATA[ <raw> & ]] > ]]>", "<!-- a - comment\r\n -->",
            "<?go now?>", "&e;", "&#233;&#x1F600;",
            "é ü 日本", "\t tab ", "]] >", "'quotes' \"too\"", "<!--é-->", "<?p?>",
        ].map { $0 == "text & more" ? "text &amp; more" : $0 == "1 < 2" ? "1 &lt; 2" : $0 }
        let values = ["one", "a&amp;b", "x\ny\tz", "&#10;kept", "&e;", "é'", "", " two  spaces ", "&lt;&gt;"]
        func element(_ depth: Int) -> String {
            let name = ["a", "b:c", "é", "_x-1.2", "longer-name"][random(5)]
            var text = "<" + name
            for index in 0..<random(4) {
                text +=
                    "\(random(2) == 0 ? " " : "\n\t")k\(index)\(random(2) == 0 ? "=" : " = ")\"\(values[random(values.count)])\""
            }
            if random(4) == 0 { return text + "/>" }
            text += random(3) == 0 ? " >" : ">"
            for _ in 0..<random(5) {
                text += depth < 6 && random(2) == 0 ? element(depth + 1) : pieces[random(pieces.count)]
            }
            return text + "</\(name)\(random(3) == 0 ? "\n" : "")>"
        }
        return (0..<count).map { _ in
            let head = ["", "<?xml version='1.0'?>\n", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"][random(3)]
            return head + "<!DOCTYPE a [<!ENTITY e 'an &amp; entity'><!-- [ > --><!ELEMENT a ANY>"
                + "<!ATTLIST a k0 CDATA 'd' k9 CDATA \"&e; 9\"><!ATTLIST longer-name k2 CDATA 'y' k1 CDATA #IMPLIED>]>\n<!--before-->"
                + element(0) + "\n<?after it?>"
        }
    }

    /// The events of a file in the form of `expat_events.py`; nil for one that the reader cannot read.
    static func events(_ bytes: [UInt8]) -> [String]? {
        let text = DocumentText(bytes.span)
        let utf8 = text.converted ?? Array(bytes.dropFirst(text.skip))
        let read = MarkupEventLines(utf8.span)
        return read.fault == nil ? read.lines : nil
    }

    /// What expat says of files, by their paths; without an entry for those that it refuses.
    static func expat(_ paths: [String]) throws -> [String: [String]] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "expat_events.py").path()
        process.arguments = ["python3", script] + paths
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        var events: [String: [String]] = [:]
        var path = ""
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("FILE ") {
                path = String(line.dropFirst(5))
                events[path] = []
            } else if !line.isEmpty {
                events[path]?.append(String(line))
            }
        }
        return events.filter { $0.value != ["not well-formed"] }
    }

    @Test("On documents of every construct")
    func agreesOnMadeDocuments() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "expat-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var documents: [String: [UInt8]] = [:]
        for (index, text) in Self.documents(200).enumerated() {
            let path = folder.appending(path: "\(index).xml").path()
            documents[path] = Array(text.utf8)
            try Data(text.utf8).write(to: URL(filePath: path))
        }
        let expected = try Self.expat(documents.keys.sorted())
        #expect(expected.count == documents.count)
        for (path, events) in expected {
            #expect(
                Self.events(documents[path] ?? []) == events,
                "\(String(decoding: documents[path] ?? [], as: UTF8.self))"
            )
        }
    }
}
