import Wire
import Formats
import Testing

@Suite("What a file is, told from its bytes")
struct SnifferTests {
    static let otherFiles = OtherFiles.files + FilesForPrograms.files

    private func kind(_ text: String) -> FileKind { Sniffer.kind(of: Array(text.utf8).span) }
    private func kind(_ bytes: [UInt8]) -> FileKind { Sniffer.kind(of: bytes.span) }

    private func utf16(_ text: String, marked: Bool = true, bigEndian: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = marked ? (bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) : []
        for unit in text.utf16 {
            let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
            bytes += bigEndian ? pair.reversed() : pair
        }
        return bytes
    }

    @Test("A story that looks like another kind of file is text", arguments: LookAlikes.stories.indices)
    func story(index: Int) {
        let story = LookAlikes.stories[index]
        #expect(kind(story.text) == .text, "\(story.name)")
    }

    @Test("A file that is no news is told by its shape", arguments: Self.otherFiles.indices)
    func otherFile(index: Int) {
        let file = Self.otherFiles[index]
        #expect(kind(file.text) == file.kind, "\(file.name)")
    }

    @Test("Line ends of every style, and UTF-16, change nothing", arguments: Self.otherFiles.indices)
    func otherLineEnds(index: Int) {
        let file = Self.otherFiles[index]
        guard !file.text.contains("\r"), file.kind != .pdf else { return }
        let crlf = file.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        #expect(kind(crlf) == file.kind, "\(file.name)")
        #expect(kind(utf16(crlf)) == file.kind, "\(file.name)")
        #expect(kind(utf16(file.text, bigEndian: true)) == file.kind, "\(file.name)")
    }

    @Test(
        "A root is told by its local name and namespace, behind whatever stands before it",
        arguments: [
            ("<nitf>", FileKind.nitf), ("<x:nitf xmlns:x=\"http://iptc.org/std/NITF/2006-10-18/\">", .nitf),
            ("<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\">", .newsMLG2),
            ("<nar:newsMessage xmlns:nar='http://iptc.org/std/nar/2006-10-01/'>", .newsMLG2),
            ("<NewsML Version=\"1.2\">", .newsML1), ("<rss version='2.0'>", .rss),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", .atom),
            ("<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/'>", .rdf), ("<html lang=\"de\">", .html),
            ("<svg xmlns=\"http://www.w3.org/2000/svg\">", .unknownMarkup), ("<plist version=\"1.0\">", .unknownMarkup),
            ("<tt xmlns=\"http://www.w3.org/ns/ttml\">", .subtitles), ("<article><h1>", .html),
        ]
    )
    func roots(root: String, expected: FileKind) {
        let heads = [
            "", "\n\n  ", "\u{FEFF}", "<?xml version='1.0' encoding=\"utf-8\"?>\n", "<!-- a > b -->\n<!-- c -->",
            "<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?>\n<!DOCTYPE a [ <!ENTITY b \"c>\"> ]>\n",
        ]
        for head in heads {
            #expect(kind(head + root + "text") == expected, "\(head)")
            guard head != "\u{FEFF}" else { continue }
            #expect(kind(utf16(head + root + "text")) == expected, "\(head) in UTF-16")
            #expect(kind(utf16(head + root + "text", marked: false)) == expected, "\(head) in UTF-16 without a mark")
        }
    }

    @Test("A page is told by its document type, its first element, or markup after it")
    func pages() {
        #expect(kind("<!doctype html>\n<p>x") == .html)
        #expect(kind("<h1>Ferry returns</h1>\nThe ferry is back.<br><br>") == .html)
        #expect(kind("<P>RIVERTON - The ferry is back.\n<P>It sails.</P>") == .html)
        #expect(kind("<COMPANY.O> RAISES BID\n\n  RIVERTON, June 10 - It did.") == .text)
        #expect(kind("<p> is what pupils wrote first\n\nRIVERTON - They did.") == .text)
        #expect(kind("<html> is thirty years old\n\nThe tag was first written down by hand.\n") == .text)
        #expect(kind("\n<html>\n<head></head>\n</html>\n") == .html)
        #expect(kind("<not for publication>\n\nHead\n\nText of the story.") == .text)
    }

    @Test(
        "JSON is told by its keys",
        arguments: [
            (#"{"uri": "urn:1", "headline": "a", "body_text": "b"}"#, FileKind.ninjs),
            (#"{"uri": "urn:1", "headlines": [], "bodies": []}"#, .ninjs),
            (#"{"version": "https://jsonfeed.org/version/1.1", "items": []}"#, .jsonFeed),
            (#"{"@context": "https://schema.org", "@type": "NewsArticle"}"#, .jsonLD),
            (#"[{"title": "a", "text": "b"}]"#, .articleJSON),
            (#"{"stories": [{"title": "a", "body": "b"}]}"#, .articleJSON),
            ("{\"title\": \"a\", \"text\": \"b\"}\n{\"title\": \"c\", \"text\": \"d\"}\n", .jsonLines),
            (#"{"name": "desk", "version": "1.0.0", "scripts": {}}"#, .unknownJSON),
            (#"{"type": "FeatureCollection", "features": []}"#, .unknownJSON),
            ("{\"time\": 1, \"msg\": \"a\"}\n{\"time\": 2, \"msg\": \"b\"}\n", .unknownJSON),
            (#"{"title": "a", "text": "cut of"#, .articleJSON),
            ("[Watch] Bear walks through gardens\n\nHILLTOP - A bear walked.", .text),
            ("{Alder} is what the town calls itself now\n\nALDER - It does.", .text),
            ("[1] was the number of the house\n\nALDER - It burnt.", .text),
        ]
    )
    func json(text: String, expected: FileKind) {
        #expect(kind(text) == expected)
        #expect(kind("\u{FEFF}\n " + text) == expected)
    }

    @Test("A head that a program wrote makes a mail, one that was pasted does not")
    func mails() {
        let pasted =
            "From: Ida Marsh <ida@example.org>\nTo: desk@example.com\nSubject: Ferry\nDate: Wed, 10 Jun 2026 14:05:00 +0100\n"
        #expect(kind(pasted + "\nRIVERTON - The ferry is back.\n") == .text)
        #expect(kind(pasted + "MIME-Version: 1.0\n\nThe ferry is back.\n") == .mail)
        #expect(kind("Received: from mx\n\tby desk\n" + pasted + "\nThe ferry.\n") == .mail)
        #expect(kind("Received: 300 letters, one answer\n\nALDER - The mayor got 300 letters.") == .text)
        #expect(kind("From: ida@example.org\nSubject: =?utf-8?Q?F=C3=A4hre?=\n\nThe ferry.\n") == .mail)
        #expect(kind("1234    \nReceived: from mx\n" + pasted + "\nThe ferry.\n") == .mail)
        #expect(kind("From ida@example.org Wed Jun 10 14:00:00 2026\n" + pasted + "\nThe ferry.\n") == .mailbox)
        #expect(kind("From the river, with thanks: 14:00, 2026\n\nALDER - A letter came.") == .text)
        #expect(
            kind("From: <Saved by Blink>\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n") == .mhtml
        )
    }

    @Test("Binary files are told by their magic numbers, also behind white space where their readers look there")
    func magic() {
        #expect(kind([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]) == .picture)
        #expect(kind("\n  %PDF-1.7\n1 0 obj") == .pdf)
        #expect(kind("\u{FEFF}{\\rtf1 a}") == .rtf)
        #expect(kind("100 %PDF sales: paper is dead\n\nALDER - It is.") == .text)
        #expect(kind("RIFF raff, says mayor of Alder\n\nALDER - He said so twice.") == .text)
        #expect(kind("ID3 is the name of the new bus\n\nALDER - It runs.") == .text)
        #expect(kind("WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n") == .warc)
        var tar = [UInt8](repeating: 0, count: 1_024)
        tar.replaceSubrange(0..<5, with: Array("a.txt".utf8))
        tar.replaceSubrange(257..<262, with: Array("ustar".utf8))
        #expect(kind(tar) == .tar)
    }

    @Test("Japanese in seven bits, and text in legacy encodings whose second bytes are signs, are text")
    func otherEncodings() {
        let escaped = "\u{1B}$B$3$l$O=;$G$9\u{1B}(B\n\n\u{1B}$B$=$&$G$9$+!#$O$$!#\u{1B}(B\n"
        #expect(kind(escaped) == .text)
        // Shift JIS, whose second bytes are brackets, bars and braces.
        let line: [UInt8] = Array(repeating: [0x83, 0x7B, 0x83, 0x7C, 0x83, 0x5C, 0x83, 0x7D], count: 8).flatMap { $0 }
        #expect(kind(line + [0x0A, 0x0A] + line + line + [0x0A]) == .text)
    }

    @Test("Sniffing looks at no more than the beginning of a large file")
    func bounded() {
        let open = "<!-- " + String(repeating: "a ", count: 400_000)
        #expect(kind(open) == .unknownMarkup)
        let nested = String(repeating: "[", count: 100_000)
        #expect(kind(nested) == .text || kind(nested) == .sourceCode)
        #expect(kind(String(repeating: "\"", count: 200_000)) == .text)
    }
}
