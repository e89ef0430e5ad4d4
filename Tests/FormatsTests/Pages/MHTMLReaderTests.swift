import Wire
import Article
import Testing

@testable import Formats

@Suite("A page saved as MHTML")
struct MHTMLReaderTests {
    private func archive(start: String = "", location: Bool = true, encoding: String = "8bit", content: String)
        -> String
    {
        """
        From: <Saved by Blink>
        Snapshot-Content-Location: \(location ? "https://courier.example/ferry" : "")
        Subject: Old ferry
        MIME-Version: 1.0
        Content-Type: multipart/related;
        \ttype="text/html";\(start)
        \tboundary="----MultipartBoundary--x----"

        ------MultipartBoundary--x----
        Content-Type: image/png
        Content-Transfer-Encoding: base64
        Content-Location: https://courier.example/a.png

        iVBORw0KGgo=
        ------MultipartBoundary--x----
        Content-Type: text/html
        Content-Location: https://ads.example/frame
        Content-ID: <frame>

        <html><body><p>Buy a boat today and sail it tomorrow, says the advertisement in the frame.</p></body></html>
        ------MultipartBoundary--x----
        Content-Type: text/html; charset="utf-8"
        Content-ID: <page>
        Content-Transfer-Encoding: \(encoding)
        Content-Location: https://courier.example/ferry

        \(content)
        ------MultipartBoundary--x------

        """
    }

    private func article(_ archive: String) throws -> Article {
        let bytes = Array(archive.utf8)
        #expect(Sniffer.kind(of: bytes.span) == .mhtml)
        let reading = MHTMLReader().read(bytes.span, context: ReadingContext())
        #expect(reading.format == "mhtml")
        return try #require(reading.articles.first)
    }

    @Test("The page is found by its address or by the start, wherever it stands", arguments: ["\n", "\r\n"])
    func root(lineEnd: String) throws {
        for text in [
            archive(content: SamplePage.page()),
            archive(start: "\n\tstart=\"<page>\";", location: false, content: SamplePage.page()),
        ] {
            let found = try article(text.replacing("\n", with: lineEnd))
            #expect(found.body == SamplePage.paragraphs)
            #expect(found.url == "https://courier.example/ferry")
        }
    }

    @Test("Quoted-printable is decoded")
    func quotedPrintable() throws {
        let page = SamplePage.page(title: "Old ferry returns to the river and näht")
            .replacing("=", with: "=3D").replacing("ä", with: "=C3=A4").replacing(
                "harbor office",
                with: "harbor =\noffice"
            )
        let found = try article(archive(encoding: "quoted-printable", content: page))
        #expect(found.headline == "Old ferry returns to the river and näht")
        #expect(found.body == SamplePage.paragraphs)
    }

    @Test("An archive without a page is refused, and one that is cut short still read")
    func broken() throws {
        let bytes = Array(archive(content: SamplePage.page()).replacing("text/html", with: "text/css").utf8)
        let reading = MHTMLReader().read(bytes.span, context: ReadingContext())
        #expect(reading.rejection?.code == .noArticle)
        let whole = archive(content: SamplePage.page())
        let cut = String(whole[..<(try #require(whole.ranges(of: "<footer>").first?.lowerBound))])
        #expect(try article(cut).body == SamplePage.paragraphs)
    }
}
