import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Article

@Suite struct ContentIDTests {
    @Test("Promise 10: a page of Python computes the same content ids from the archive, and the same checksums")
    func python() throws {
        let folder = try ScratchDirectory()
        let archive = try Harness.archive(LinuxFileSystem(), root: Path(folder.path))
        let writer = try Harness.writer(archive)
        var tails = [RecordTail(Articles.full, Articles.delivery("full.txt"))]
        let samples = [
            "“Curly” ‘quotes’ — dashes – and ‐ hyphens − … and `graves´", "ﬁne ligatures, ① ½ Ⅳ ㎏ ™ and ｆｕｌｌ width",
            "a\u{200B}zero\u{FEFF} width\u{AD} and \u{202E}bidi\u{2069}", "runs   of \u{A0}\u{2003}white\tspace\n",
            "e\u{301} and é, Å and Å, 각 and \u{1100}\u{1161}\u{11A8}", "--- six ------ hyphens –– - -",
            "Новости дня: «Курс рубля»", "「日本語」の見出し、ニュース", "العربية ‏نص‏", "«Les » «guillemets »",
            " leading and trailing ",
            "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} family", "½´ and ´´ and ¨ and ﬀ and \u{3F4}",
            "\u{0}\u{1}\u{7F}\u{9B}controls\u{85}next",
            // Runs of marks of alternating classes, longer than any piece of text that is normalized at once.
            "a" + String(repeating: "\u{301}\u{316}", count: 12_000) + "b",
            "ｶ" + String(repeating: "\u{FF9E}\u{301}\u{3099}\u{327}", count: 3_000),
            String(repeating: "\u{1100}\u{1161}\u{11A8}\u{FDFA}\u{FB01}", count: 1_500),
            String(repeating: "\u{9C7}\u{9BE}\u{DD9}\u{DCF}\u{DCA}", count: 2_000),
        ]
        for (index, sample) in samples.enumerated() {
            let others = samples[(index + 1)...].prefix(2) + ["\u{200B}"]
            tails.append(
                RecordTail(
                    Articles.article(headline: sample, body: [sample + sample] + others),
                    Articles.delivery("x.txt")
                )
            )
        }
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<400 { tails.append(Articles.random(&generator)) }
        let appended = try writer.append(tails, at: Articles.noon)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "content_ids.py").path
        let segment = folder.path + "/archive/" + appended[0].position.segment.path.display
        let result = try Python.run([script, segment])
        #expect(result.errors == "")
        let lines = result.output.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.count == tails.count)
        for line in lines where line[1] != line[2] {
            let record = try ArchiveReader(archive).record(
                at: appended[(Int(line[0]) ?? 1) - 1].position,
                length: appended[(Int(line[0]) ?? 1) - 1].length
            )
            Issue.record("record \(line[0]): \(record.headline.debugDescription)")
        }
    }
}
