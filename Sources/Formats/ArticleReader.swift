import Text
import Wire
public import Article

/// Reads a file: tells what it is, and gives it to the reader of that kind.
///
/// ```swift
/// let reading = ArticleReader().read(bytes.span)
/// reading.articles.first?.headline
/// ```
///
/// A kind that has no reader is refused under its own code, with what a person can do about it; <doc:FileKinds> lists them.
public struct ArticleReader: Sendable {
    /// Who reads which kind of file. A kind that is missing here is refused (``FileKind/refusal``).
    static let readers: [FileKind: any ArticleFormat] = [
        .text: PlainText(),
        .mail: MailFormat(), .docx: OfficeReader(), .odt: OfficeReader(), .rtf: RTFFormat(),
        .nitf: NITF(), .newsMLG2: NewsMLG2(), .newsML1: NewsML1(), .rss: Feeds(), .atom: Feeds(),
        .rdf: Feeds(), .unknownMarkup: AgencyXML(), .ninjs: JSONArticles(), .jsonFeed: JSONArticles(),
        .jsonLD: JSONArticles(), .ans: JSONArticles(), .digitalwires: JSONArticles(), .articleJSON: JSONArticles(),
        .jsonLines: JSONArticles(), .unknownJSON: JSONArticles(),
        .html: PageReader(), .mhtml: MHTMLReader(),
    ]

    /// Which container holds which kind of members; these are read each as what they are.
    static let containers: [FileKind: any ContainerFormat] = [
        .gzip: GzipFormat(), .zip: ZipFormat(), .tar: TarFormat(), .warc: WARCFormat(), .arc: ARCFormat(),
        .mailbox: MboxFormat(),
    ]

    /// What reading a container may cost.
    public var limits: ContainerLimits

    public init(limits: ContainerLimits = ContainerLimits()) {
        self.limits = limits
    }

    /// Reads a file's bytes. Pure: the same bytes and context give the same reading.
    public func read(_ bytes: Span<UInt8>, context: ReadingContext = ReadingContext()) -> Reading {
        read(bytes, context: context, depth: context.depth)
    }

    private func read(_ bytes: Span<UInt8>, context: ReadingContext, depth: Int) -> Reading {
        var kind = Sniffer.kind(of: bytes)
        // The first member of a package is not always the one that tells.
        if kind == .zip, OfficeReader.recognizes(bytes) { kind = .docx }
        if depth > 0, let item = kind.item {
            // A picture beside a story in a container is no fault of the delivery.
            return Reading(format: kind.rawValue, encoding: "", parts: [Part(.notNews(item))])
        }
        var context = context
        if context.budget == nil, kind == .mail || ArticleReader.containers[kind] != nil {
            context.budget = UnpackBudget(limits.total(for: bytes.count))
        }
        if let reader = ArticleReader.readers[kind] { return reader.read(bytes, context: context) }
        guard let container = ArticleReader.containers[kind] else {
            return Reading(format: kind.rawValue, refused: kind.refusal)
        }
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        for index in bytes.indices { copy.append(bytes[index]) }
        var limits = limits
        limits.budget = context.budget
        return MemberReading(limits: limits, context: context).reading(of: copy, as: container, depth: depth) {
            member,
            context,
            depth in
            read(member.span, context: context, depth: depth)
        }
    }
}
