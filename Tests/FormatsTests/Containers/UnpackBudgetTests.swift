import Testing
import Wire
import Article

@testable import Formats

@Suite("What lies in what has one budget")
struct UnpackBudgetTests {
    private static let story = Array("Old ferry returns\n\nThe ferry sails again.\n".utf8)
    private static let reader = ArticleReader(limits: ContainerLimits(allowance: 2_000, ratio: 1))

    /// Archives in an archive, each of which stays below its own limit.
    private static func nested(_ count: Int) -> [UInt8] {
        let inner = MadeContainer.tarMember("a.txt", story) + MadeContainer.tarEnd
        let middle = MadeContainer.tarMember("b.tar", inner) + MadeContainer.tarEnd
        let members = (0..<count).flatMap { MadeContainer.tarMember("\($0).tar", middle) }
        return members + MadeContainer.tarEnd
    }

    @Test("Archives within archives add up, however small each is")
    func addsUp() {
        let small = Self.reader.read(Self.nested(1).span)
        #expect(small.articles.map(\.headline) == ["Old ferry returns"])
        let whole = Self.reader.read(Self.nested(40).span)
        #expect(whole.parts.map(\.rejection?.code) == [.unpacksTooLarge])
    }

    @Test("So do the attachments of a message")
    func countsAttachments() {
        let packed = MadeContainer.gzip(MadeContainer.gzip(MadeContainer.gzip(Self.story)))
        let attachment = """
            --b
            Content-Type: application/gzip; name=a.gz
            Content-Transfer-Encoding: base64

            \(MadeContainer.base64(packed))

            """
        func read(_ limits: ContainerLimits) -> Reading {
            let text = """
                From: press@ministry.example
                Subject: Bridges open
                Content-Type: multipart/mixed; boundary=b

                \(String(repeating: attachment, count: 60))--b--
                """
            return ArticleReader(limits: limits).read(Array(text.utf8).span)
        }
        #expect(read(ContainerLimits()).articles.count == 60)
        #expect(read(ContainerLimits(allowance: 400, ratio: 0)).articles.count < 10)
    }

    @Test("Bytes are taken as long as there are as many")
    func takes() {
        let budget = UnpackBudget(10)
        #expect(budget.take(4) && budget.take(6) && budget.take(0))
        #expect(!budget.take(1) && budget.limit == 10)
    }
}
