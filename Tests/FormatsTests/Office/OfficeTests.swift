import Wire
import Article
import Formats
import Testing

@Suite("Office documents")
struct OfficeTests {
    private func package(_ parts: [(String, String)]) -> Reading {
        OfficeReader().read(
            MadeContainer.zip(parts.map { .init($0.0, Array($0.1.utf8)) }).span,
            context: ReadingContext()
        )
    }

    private func docx(_ body: String) -> Reading {
        let styles = """
            <w:styles xmlns:w="w"><w:style w:styleId="Titre"><w:name w:val="Title"/></w:style>
            <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>
            """
        let core = """
            <cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Template</dc:title><dc:creator>A. Writer</dc:creator>
            <dcterms:modified>2026-06-09T12:05:00Z</dcterms:modified></cp:coreProperties>
            """
        return package([
            ("[Content_Types].xml", "<Types/>"), ("word/styles.xml", styles), ("docProps/core.xml", core),
            ("word/document.xml", "<w:document xmlns:w=\"w\" xmlns:mc=\"m\"><w:body>\(body)</w:body></w:document>"),
        ])
    }

    private func p(_ text: String, _ style: String = "") -> String {
        "<w:p>" + (style.isEmpty ? "" : "<w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>")
            + "<w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    @Test("A document of Word gives title, paragraphs, headings, tables, author and time")
    func word() throws {
        let reading = docx(
            p("Forty bridges to be built", "Titre") + p("The ministry will build forty bridges in ten years.")
                + p("Costs", "berschrift1")
                + "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:tab/><w:t>too.</w:t></w:r></w:p>"
                + "<w:tbl><w:tr><w:tc>\(p("North"))</w:tc><w:tc>\(p("12"))</w:tc></w:tr><w:tr><w:tc>\(p("South"))</w:tc><w:tc>\(p("28"))</w:tc></w:tr></w:tbl>"
        )
        let article = try #require(reading.articles.first)
        #expect(reading.format == "docx")
        #expect(article.headline == "Forty bridges to be built")
        #expect(article.body.first == "The ministry will build forty bridges in ten years.")
        #expect(article.body.contains { $0.contains("North\t12\nSouth\t28") })
        #expect(!article.body.joined().contains("gone"))
        #expect(article.headings.map { article.body[$0] } == ["Costs"])
        #expect(article.details.authors.map(\.name) == ["A. Writer"])
        #expect(article.details.updated?.description == "2026-06-09T12:05:00Z")
    }

    @Test(
        "A table keeps its cells and rows below a dateline, and the first of several headings stands over its section"
    )
    func tableInCopy() throws {
        let cells = { (one: String, two: String) in "<w:tr><w:tc>\(p(one))</w:tc><w:tc>\(p(two))</w:tc></w:tr>" }
        let reading = docx(
            p("Forty bridges to be built", "Titre") + p("Costs", "berschrift1")
                + p("RIVERTON, June 10 (Northwire) - The ministry will build forty bridges.")
                + "<w:tbl>\(cells("North", "12"))\(cells("South", "28"))</w:tbl>" + p("Steel", "berschrift1")
                + p("It comes from Riverton.") + p("Time", "berschrift1") + p("Work begins in spring.")
        )
        let article = try #require(reading.articles.first)
        #expect(article.body.contains("North\t12\nSouth\t28"), "\(article.body)")
        #expect(article.deck == nil && article.headings.map { article.body[$0] } == ["Costs", "Steel", "Time"])
    }

    @Test("A text document of LibreOffice gives the same, without comments and tracked deletions")
    func openDocument() throws {
        let content = """
            <office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:dc="d"><office:automatic-styles>
            <style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles><office:body><office:text>
            <text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
            <text:p text:style-name="P1">Forty bridges to be built</text:p>
            <text:p>The ministry will build<text:s/>forty bridges<office:annotation><dc:creator>X</dc:creator><text:p>why</text:p></office:annotation> in ten years.</text:p>
            <text:h text:outline-level="1">Costs</text:h><text:list><text:list-item><text:p>Steel comes from Riverton.</text:p></text:list-item></text:list>
            </office:text></office:body></office:document-content>
            """
        let reading = package([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)])
        let article = try #require(reading.articles.first)
        #expect(article.headline == "Forty bridges to be built")
        #expect(
            article.body == [
                "The ministry will build forty bridges in ten years.", "Costs", "Steel comes from Riverton.",
            ]
        )
        let encrypted = package([
            ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "x"),
            (
                "META-INF/manifest.xml",
                "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
            ),
        ])
        #expect(encrypted.rejection?.code == .encrypted)
    }

    @Test("A spreadsheet is refused by name")
    func spreadsheet() {
        let reading = package([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")])
        #expect(reading.rejection?.code == .officeDocument)
    }

    @Test("Rich text gives text in its fonts' encodings, without what is hidden or no text")
    func richText() throws {
        let text = #"""
            {\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\info{\author A. Writer}{\revtim\yr2026\mo6\dy9\hr12\min5}}
            {\header Page 1}{\*\generator X;}Forty bridges to be built\par\par
            The minister said: \ldblquote Br\'fccken\rdblquote{\v hidden} \u8364?5 {\f1\'ec\'ee\'f1\'f2}\emdash all of it in ten years.\par
            Work begins in spring in {\b Riverton}.\par}
            """#
        let article = try #require(RTFFormat().read(Array(text.utf8).span, context: ReadingContext()).articles.first)
        #expect(article.headline == "Forty bridges to be built")
        #expect(
            article.body == [
                "The minister said: “Brücken” €5 мост—all of it in ten years.", "Work begins in spring in Riverton.",
            ]
        )
        #expect(article.details.authors.map(\.name) == ["A. Writer"])
        let nested = String(repeating: "{\\rtf1", count: 5_000)
        #expect(RTFFormat().read(Array(nested.utf8).span, context: ReadingContext()).rejection?.code == .tooDeep)
    }
}
