import Base
import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Article

@Suite struct RecordTests {
    @Test("A record is one line with its keys in the documented order")
    func order() throws {
        let line = RecordTail(Articles.full, Articles.delivery("tass/aurora.txt", part: 2))
            .line(sequence: 7, ingestedAt: Articles.noon)
        let text = String(decoding: line, as: UTF8.self)
        let id = Articles.full.contentID
        let digest = SHA256Digest(of: Array("tass/aurora.txt".utf8)).hexadecimal
        let before = """
            {"v":1,"seq":7,"id":"\(id)","ingested_at":"2026-11-22T10:16:02.113Z",\
            "headline":"Ferry “Aurora” returns to port","deck":"An engine had failed off the coast",\
            "section":"Shipping","slugline":"SHIPPING-AURORA/","byline":"By Ada Example",\
            "timestamp":"10:15 GMT, 9 June 2026","url":"https://desk.example/aurora",\
            "embargo":"EMBARGOED until 10 a.m.","editors_notes":["(Eds: adds quote)"],\
            "update_marks":{"printed":["UPDATE 2-","2nd Ld-Writethru"],"update":2,"wrapup":1,"lead":2,"writethru":1,\
            "correction":true,"urgent":true,"repeat":true,"kill":true,"urgency":3},\
            "dateline":{"text":"KEMI, Finland, June 9, 2026 (Example Wire) —","place":"KEMI, Finland","month":6,"day":9,\
            "year":2026,"source":"Example Wire","correspondent":"Ada Example"},\
            "published":{"date":"2026-06-09","basis":"dateline"},"language":"en","word_count":4,\
            "credits":["(Reporting by Ada Example)"],"sign_off":"-30-",\
            "body":["The ferry came back on Monday.","Nobody was hurt."],\
            "delivery":{"path":"tass/aurora.txt","bytes":2956,"sha256":"\(digest)",\
            "modified_at":"2026-11-22T10:16:02.113000000Z","format":"text","encoding":"utf-8","part":2}
            """
        let checksum = CRC32(Array(before.utf8).span).value
        let digits = String(checksum, radix: 16)
        let padded = String(repeating: "0", count: 8 - digits.count) + digits
        #expect(text == before + ",\"crc32\":\"\(padded)\"}\n")
    }

    @Test("A record read back says what was written, whatever the article has")
    func roundTrip() throws {
        for article in [Articles.full, Articles.plain(1)] {
            let delivery = Articles.delivery("a/b.txt", modified: Articles.noon + 123_456_789)
            var line = RecordTail(article, delivery).line(sequence: 12, ingestedAt: Articles.noon)
            #expect(line.removeLast() == 0x0A)
            let record = try Record(line: line.span)
            #expect(record.sequence == 12)
            #expect(record.ingestedAt == Articles.noon)
            #expect(record.id == article.contentID)
            #expect(record.computedID == article.contentID)
            #expect(record.headline == article.headline)
            #expect(record.deck == article.deck)
            #expect(record.section == article.section)
            #expect(record.slugline == article.slugline)
            #expect(record.byline == article.byline)
            #expect(record.timestamp == article.timestamp)
            #expect(record.url == article.url)
            #expect(record.embargo == article.embargo)
            #expect(record.editorsNotes == article.editorsNotes)
            #expect(record.printedMarks == article.printedMarks)
            #expect(record.marks == article.marks)
            #expect(record.dateline == article.dateline)
            #expect(record.published == article.published)
            #expect(record.language == article.language)
            #expect(record.wordCount == article.wordCount)
            #expect(record.credits == article.credits)
            #expect(record.signOff == article.signOff)
            #expect(record.body == article.body)
            #expect(record.delivery == delivery)
            let summary = try RecordSummary(line: line.span)
            #expect(summary.delivery == delivery)
            #expect(summary.place == article.dateline?.place)
            #expect(summary.source == article.dateline?.source)
            #expect(summary.headline == article.headline)
        }
    }

    @Test("Every Unicode scalar comes back from a record, and none can end its line or act on a terminal")
    func everyScalar() throws {
        let scalars = (0...0x10FFFF).compactMap(UnicodeScalar.init)
        for start in stride(from: 0, to: scalars.count, by: 4096) {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[start..<min(start + 4096, scalars.count)])
            let article = Articles.article(headline: "Headline", body: [String(text)])
            let line = RecordTail(article, Articles.delivery("x.txt")).line(sequence: 1, ingestedAt: 0)
            let record = try Record(line: line.span.extracting(0..<line.count - 1))
            #expect(record.body == [String(text)])
            for scalar in String(decoding: line.dropLast(), as: UTF8.self).unicodeScalars {
                switch scalar.value {
                case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069:
                    Issue.record("U+\(String(scalar.value, radix: 16)) stands raw")
                default: break
                }
            }
        }
    }

    @Test(
        "A path of any bytes comes back from a record",
        arguments: [
            Array("tass/aleppo.txt".utf8), Array("100%.txt".utf8), Array("a\nb\u{202E}c\"\\".utf8), [0xFF, 0x25, 0x41],
            Array("новости/курс.txt".utf8), [0x2F, 0xC3], (1...255).map { UInt8($0) },
        ]
    )
    func paths(bytes: [UInt8]) throws {
        let delivery = Articles.delivery(Path(bytes))
        let line = RecordTail(Articles.plain(1), delivery).line(sequence: 1, ingestedAt: 0)
        #expect(try Record(line: line.span.extracting(0..<line.count - 1)).delivery == delivery)
        let isText = String(validating: bytes, as: UTF8.self) != nil
        let text = String(decoding: line, as: UTF8.self)
        #expect(text.contains("\"path_encoding\":\"percent\"") == !isText)
    }

    @Test(
        "A time of modification comes back to the nanosecond",
        arguments: [0, 1, -1, -999_999_999, -1_000_000_000, 999_999_999, .max, .min, 1_709_164_800_000_000_001]
            as [Int64]
    )
    func times(modified: Int64) throws {
        let delivery = Articles.delivery("x.txt", modified: modified)
        let line = RecordTail(Articles.plain(1), delivery).line(sequence: 1, ingestedAt: 0)
        #expect(try Record(line: line.span.extracting(0..<line.count - 1)).delivery.identity.modified == modified)
    }

    @Test("An independent validator accepts every record that is written")
    func schema() throws {
        var lines = [
            RecordTail(Articles.full, Articles.delivery(Path([0xFF, 0x41]), part: 1)), Articles.tail(1),
        ].map { $0.line(sequence: 1, ingestedAt: Articles.noon) }
        var damaged = Articles.delivery("x.txt", modified: .min)
        damaged.damaged = 3
        damaged.encoding = nil
        lines.append(RecordTail(Articles.plain(2), damaged).line(sequence: .max, ingestedAt: .max))
        let disk = Harness.disk()
        _ = ScriptedRun(disk)
        lines += try Harness.lines(try Harness.archive(disk))
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<300 { lines.append(Articles.random(&generator).line(sequence: 1, ingestedAt: Articles.noon)) }
        #expect(lines.count == 317)
        #expect(try JSONSchemaValidator.verdicts(lines, schema: RecordJudge.schema).compactMap { $0 } == [])
    }

    @Test("What an independent validator refuses, the strict reader refuses too, though the checksum is right")
    func strictness() throws {
        let line = RecordTail(Articles.full, Articles.delivery(Path([0xFF, 0x41]), part: 1))
            .line(sequence: 5, ingestedAt: Articles.noon)
        let text = String(decoding: line.dropLast(21), as: UTF8.self)
        let changes: [(String, String)] = [
            ("{\"v\":1,", "{"), ("\"v\":1", "\"v\":2"), ("\"seq\":5", "\"seq\":0"), ("\"seq\":5", "\"seq\":\"5\""),
            ("\"seq\":5", "\"seq\":5.5"), ("\"seq\":5", "\"seq\":05"), ("\"seq\":5", "\"seq\":-5"),
            ("\"seq\":5", "\"seq\":9223372036854775808"), ("sha256:", "sha1:"), ("sha256:", "sha256:A"),
            ("T10:16:02", "T24:16:02"), ("T10:16:02", "T10:60:02"), ("02.113Z", "02.13Z"), ("02.113Z", "02Z"),
            ("\"deck\":\"An engine", "\"deck\":\"\",\"decks\":\"An engine"),
            ("An engine had failed off the coast", ""),
            ("\"deck\":\"", "\"deck\":null,\"x\":\""),
            ("[\"(Eds: adds quote)\"]", "[]"), ("[\"(Eds: adds quote)\"]", "\"x\""), ("[\"(Eds: adds quote)\"]", "[1]"),
            ("\"correction\":true", "\"correction\":false"), ("\"update\":2", "\"update\":-2"),
            ("\"month\":6", "\"month\":13"), ("\"month\":6", "\"month\":0"), ("\"day\":9", "\"day\":32"),
            ("\"year\":2026", "\"year\":10000"), ("\"text\":\"KEMI", "\"texts\":\"KEMI"),
            ("2026-06-09", "2026-06-31"), ("2026-06-09", "26-06-09"),
            ("\"basis\":\"dateline\"", "\"basis\":\"a guess\""),
            ("\"word_count\":4", "\"word_count\":-4"), ("\"word_count\":4,", ""),
            ("\"body\":[", "\"body\":[\"\","), ("\"bytes\":2956", "\"bytes\":-1"), ("\"percent\"", "\"base64\""),
            ("\"part\":1", "\"part\":0"), ("\"format\":\"text\",", ""),
            ("000000Z", "000Z"), ("“Aurora”", "\\x"), ("“Aurora”", "\u{1}"),
            ("\"headline\":\"Ferry “Aurora” returns to port\",", ""), ("Shipping", "Ship\"ping"),
        ]
        // What is JSON and valid for the letter of the schema, and still not how a record is written.
        let ours: [(String, String)] = [
            ("2026-11-22T", "2026-11-31T"), ("\"word_count\":4", "\"word_count\":4e3"), ("“Aurora”", "\\ud800"),
            ("\"seq\":5", "\"seq\": 5"), ("\"month\":6,\"day\":9", "\"day\":9,\"month\":6"),
        ]
        var lines: [[UInt8]] = []
        for (from, to) in changes + ours {
            #expect(text.contains(from), "\(from)")
            let changed = Array(text.replacing(from, with: to, maxReplacements: 1).utf8)
            let digits = String(CRC32(changed.span).value, radix: 16)
            let checksum = String(repeating: "0", count: 8 - digits.count) + digits
            lines.append(changed + Array(",\"crc32\":\"\(checksum)\"}".utf8))
        }
        let verdicts = try JSONSchemaValidator.verdicts(lines, schema: RecordJudge.schema)
        for (index, line) in lines.enumerated() {
            let change = "\((changes + ours)[index])"
            #expect(throws: RecordFault.self, "\(change)") { try Record(line: line.span) }
            if index < changes.count { #expect(verdicts[index] != nil, "\(change)") }
        }
    }

    @Test("No byte of a record can change without being noticed")
    func everyBit() throws {
        let line = RecordTail(Articles.full, Articles.delivery("x.txt")).line(sequence: 5, ingestedAt: Articles.noon)
        let sound = Array(line.dropLast())
        #expect(throws: Never.self) { try Record(line: sound.span) }
        for index in sound.indices {
            for bit in 0..<8 {
                var flipped = sound
                flipped[index] ^= 1 << bit
                #expect(throws: RecordFault.self, "byte \(index), bit \(bit)") { try Record(line: flipped.span) }
            }
        }
    }

    @Test("The judge of all that tests archive passes a sound record and names a fault in an unsound one")
    func judge() throws {
        let disk = Harness.disk()
        let archive = try Harness.archive(disk)
        _ = try Harness.writer(archive).append([Articles.tail(1)], at: Articles.noon)
        let sound = try #require(try Harness.lines(archive).first)
        let unsound = Array(String(decoding: sound, as: UTF8.self).replacing("\"v\":1", with: "\"v\":9").utf8)
        #expect(try RecordJudge.faults(of: [sound, sound]).isEmpty)
        let faults = try RecordJudge.faults(of: [sound, unsound])
        #expect(faults.count == 1)
        #expect(faults.first?.contains("1 was expected") == true, "\(faults)")
    }
}

@Suite struct CRC32Tests {
    @Test("The checksum is the one that zlib computes")
    func known() {
        #expect(CRC32(Array("123456789".utf8).span).value == 0xCBF4_3926)
        #expect(CRC32([UInt8]().span).value == 0)
    }

    @Test("Two checksums join to that of both texts")
    func joined() {
        var generator = SeededGenerator(seed: 7)
        for length in [0, 1, 7, 8, 9, 63, 1000, 65_537] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for cut in Set([0, length / 3, length]) {
                var joined = CRC32(bytes.span.extracting(0..<cut))
                joined.append(CRC32(bytes.span.extracting(cut..<length)), count: length - cut)
                #expect(joined == CRC32(bytes.span), "\(length) cut at \(cut)")
            }
        }
    }
}
