import Text
import Wire
import Article
import Testing

@Suite("Several stories in one file")
struct StorySplitterTests {
    private static let first = """
        Lace school reopens

        VOLOGDA, June 10 (Northwire) - The school opened its doors.

        Its roof had leaked.

        """
    private static let second = """
        Harbor ice breaks

        DULUTH, Minn. (Northwire) - Ice left the harbor early.

        Ships wait.

        """

    @Test(
        "the marks of the wire part the stories of a file, each a part by its number",
        arguments: [
            "ZCZC\n\(first)\nNNNN\nZCZC\n\(second)\nNNNN\n",
            "ZCZC A123\r\n\(first)\r\nNNNN\r\n\r\nZCZC A124\r\n\(second)\r\nNNNN\r\n",
            "\u{01}bdt0123 3 pl 90\n\u{02}\(first)\u{03}\u{04}\n\u{01}bdt0124 3 pl 90\n\u{02}\(second)\u{03}\u{04}\n",
            "LACE-SCHOOL\n\(first)\n-30-\n\nHARBOR-ICE\n\(second)\n-30-\n",
            "\(first)\n-30-\n\n\(second)\n-30-\n", "\(first)\n###\n\n\(second)\n###\n",
            "Document 1 of 2\n\n\(first)\n\nDocument 2 of 2\n\n\(second)\n",
            "1 of 2 DOCUMENTS\n\n\(first)\n\n2 of 2 DOCUMENTS\n\n\(second)\n",
            """
            HD Lace school reopens
            PD 10 June 2026
            LP VOLOGDA, June 10 (Northwire) - The school opened its doors.
            TD Its roof had leaked.
            AN Document NW1

            HD Harbor ice breaks
            PD 10 June 2026
            LP DULUTH, Minn. (Northwire) - Ice left the harbor early.
            TD Ships wait.
            AN Document NW2
            """,
        ]
    )
    func parts(_ text: String) {
        let bytes = Array(text.utf8)
        let reading = PlainText().read(bytes.span, context: ReadingContext())
        #expect(reading.articles.map(\.headline) == ["Lace school reopens", "Harbor ice breaks"])
        #expect(reading.parts.map(\.member) == ["#1", "#2"])
        #expect(reading.articles.map { $0.dateline?.source } == ["Northwire", "Northwire"])
    }

    @Test(
        "a story that one of these marks stands in is one story",
        arguments: [
            "ZCZC\n\(first)\nNNNN\n", "\(first)\n-30-\n", "\(first)\n-30-\n\nNorthwire\n",
            "\(first)\nTemperatures fell to -30- or lower.\n",
            "\(first)\n###\n\nIt opens again in June, and nobody knows for how long.\n",
            "\(first)\nDocument 2 of 2 was lost.\n",
            "\(first)\nThe call ZCZC opened old copy, and NNNN closed it.\n",
        ]
    )
    func one(_ text: String) {
        let bytes = Array(text.utf8)
        let reading = PlainText().read(bytes.span, context: ReadingContext())
        #expect(reading.articles.count == 1)
        #expect(reading.parts.map(\.member) == [nil])
    }
}
