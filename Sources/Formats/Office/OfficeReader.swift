import Text
import Wire
public import Article

/// Reads a package of office documents: text documents as articles, others refused by name.
public struct OfficeReader: ArticleFormat {
    public let name = "office"

    public init() {}

    /// Whether a zip archive is a package.
    static func recognizes(_ source: any ByteSource) -> Bool {
        let package = try? OfficePackage(source, limits: ContainerLimits())
        return package?.kind != nil
    }

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        do throws(ContainerError) {
            var limits = ContainerLimits()
            limits.budget = context.budget
            let package = try OfficePackage(BytesInMemory(Array(span: bytes)), limits: limits)
            switch package.kind {
            case .docx: return try DocxFormat().read(package, context: context)
            case .odt: return try OdtFormat().read(package, context: context)
            case .other, nil: return Reading(format: name, refused: .officeWithoutText)
            }
        } catch {
            return Reading(format: name, refused: Rejection(error))
        }
    }
}

extension Rejection {
    static let officeWithoutText = Rejection(
        code: .officeDocument,
        explanation: "The file is a spreadsheet, a presentation, a book or another document that is not text.",
        advice: "Deliver the story as DOCX, ODT or plain text."
    )
}
