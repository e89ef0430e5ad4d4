import Text
import Foundation
import Testing

@testable import Wire

@Suite("The lexicon")
struct LexiconTests {
    @Test("each data file is read whole: no heading is unknown and no entry stands above the first")
    func filesAreSound() {
        for file in LexiconFiles.all {
            #expect(file.faults.isEmpty, "\(file.language): \(file.faults)")
            #expect(!file.entries.isEmpty, "\(file.language)")
            for entry in file.entries {
                #expect(!entry.text.isEmpty, "\(file.language), \(entry.lexicalClass.heading)")
                #expect(entry.text == entry.text.lowercased() || entry.text.contains("İ"), "\(entry.text)")
            }
        }
    }

    @Test("each data file of the folder is compiled in")
    func allFilesAreNamed() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Wire/Lexicon/Data").standardizedFileURL
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".lexicon") }.map { String($0.dropLast(".lexicon".count)) }
        #expect(Set(names) == Set(LexiconFiles.all.map(\.language)))
    }

    @Test("a language that names one month names twelve, and no name is two months'")
    func monthsAreWhole() {
        var seen: [String: Int] = [:]
        for file in LexiconFiles.all {
            let months = file.entries.filter { $0.lexicalClass == .month }
            if months.isEmpty { continue }
            #expect(Set(months.compactMap(\.number)) == Set(1...12), "\(file.language)")
            for month in months {
                #expect(seen[month.text] == nil || seen[month.text] == month.number, "\(month.text)")
                seen[month.text] = month.number
            }
        }
    }

    @Test("an entry is a word or phrase, with its number, or with a star for any ending")
    func entries() {
        let file = LexiconFile(
            language: "xx",
            text: "# A remark.\n[zone]\ncet = 60, est = -300\n[hold]\nnot for use, correct*, one\\, two, **\\*\n"
        )
        #expect(file.entries.map(\.text) == ["cet", "est", "not for use", "correct", "one, two", "***"])
        #expect(file.entries.map(\.number) == [60, -300, nil, nil, nil, nil])
        #expect(file.entries.map(\.isStem) == [false, false, false, true, false, false])
        #expect(LexiconFile(language: "xx", text: "lost\n[no such class]\nlost too").faults.count == 3)
    }

    @Test("a phrase opens a line where its last word ends, a stem wherever it stands")
    func openings() {
        let lexicon = Lexicon([LexiconFile(language: "xx", text: "[hold]\nnot for use, correct*\n")])
        func opens(_ text: String) -> Bool { lexicon.opening(Array(text.utf8), .hold) != nil }
        #expect(opens("not for use before noon"))
        #expect(!opens("not for users"))
        #expect(opens("correction"))
        #expect(!opens("a correction"))
    }

    @Test("the lexicon knows a word by every class that it is in")
    func classes() {
        let may = Lexicon.shared.classes(of: "may")
        #expect(may.contains(.month) && may.contains(.plainEnglish) && !may.contains(.weekday))
        #expect(Lexicon.shared.number(of: "июня", .month) == 6)
        #expect(Lexicon.shared.number(of: "edt", .zone) == -240)
        #expect(Lexicon.shared.number(of: "june", .zone) == nil)
    }

    @Test("a place in small letters is the one that the text has, where letters have fewer or more bytes in small")
    func smallLetters() throws {
        let text = Array("İLETİŞİM ẞ: İ".utf8)
        let lower = LowerText(text.span)
        #expect(String(decoding: lower.bytes, as: UTF8.self) == "iletişim ß: i")
        let colon = try #require(text.firstIndex(of: 0x3A))
        let lowerColon = try #require(lower.bytes.firstIndex(of: 0x3A))
        #expect(lower.source(lowerColon) == colon)
        #expect(lower.lower(colon) == lowerColon)
        #expect(lower.source(0) == 0)
        #expect(lower.opening(.contact) == Array("İLETİŞİM".utf8).count)
    }
}
