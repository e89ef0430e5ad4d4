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
    package static let readers: [FileKind: any ArticleFormat] = [
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
    /// Who reads the records of other desks: the archive alone knows what a record is. Nil where they are refused.
    public var records: (any ArticleFormat)?
    /// Who reads which kind of file; a test puts others there.
    package var readers = ArticleReader.readers

    public init(limits: ContainerLimits = ContainerLimits(), records: (any ArticleFormat)? = nil) {
        self.limits = limits
        self.records = records
    }

    /// Reads a file's bytes. Pure: the same bytes and context give the same reading.
    public func read(_ bytes: Span<UInt8>, context: ReadingContext = ReadingContext()) -> Reading {
        var context = context
        context.limits = limits
        return read(bytes, context: context, depth: context.depth)
    }

    /// Opens a file that is a container, to be read member by member; nil for what is read as a whole (``read(_:context:)``).
    ///
    /// - Parameters:
    ///   - source: the bytes of the file.
    ///   - head: the first of them (``headSize``), or all.
    /// - Throws: ``ContainerError`` where it can't be begun.
    public func open(
        _ source: any ByteSource,
        head: Span<UInt8>,
        context: ReadingContext = ReadingContext()
    ) throws(ContainerError) -> OpenContainer? {
        guard let format = ArticleReader.containers[Self.kind(of: source, head: head)] else { return nil }
        return try open(source, as: format, context: context, depth: context.depth)
    }

    /// Whether a file that begins like this may be a container, whose members count and not its size.
    public static func mayBeContainer(_ head: Span<UInt8>) -> Bool {
        containers[Sniffer.kind(of: head)] != nil
    }

    /// How many bytes of a file tell whether it is a container.
    public static let headSize = 4_096

    private static func kind(of source: any ByteSource, head: Span<UInt8>) -> FileKind {
        let kind = Sniffer.kind(of: head)
        // The first member of a package is not always the one that tells.
        return kind == .zip && OfficeReader.recognizes(source) ? .docx : kind
    }

    private func open(
        _ source: any ByteSource,
        as format: any ContainerFormat,
        context: ReadingContext,
        depth: Int
    ) throws(ContainerError) -> OpenContainer {
        var context = context
        context.limits = limits
        if context.budget == nil { context.budget = UnpackBudget(limits.total(for: source.size)) }
        var limits = limits
        limits.budget = context.budget
        return try OpenContainer(source, as: format, limits: limits, context: context, depth: depth) {
            read($0.span, context: $1, depth: $2, container: $3)
        }
    }

    private func read(
        _ bytes: Span<UInt8>,
        context: ReadingContext,
        depth: Int,
        container: String? = nil
    ) -> Reading {
        var kind = Sniffer.kind(of: bytes)
        // What stands in a mailbox is a message, however few of the fields that programs write it has.
        if container == MboxFormat().name, kind == .text { kind = .mail }
        if kind == .zip { kind = Self.kind(of: BytesInMemory(Array(span: bytes)), head: bytes) }
        if depth > 0, let item = kind.item {
            // A picture beside a story in a container is no fault of the delivery.
            return Reading(format: kind.rawValue, encoding: "", parts: [Part(.notNews(item))])
        }
        var context = context
        if context.budget == nil, kind == .mail { context.budget = UnpackBudget(limits.total(for: bytes.count)) }
        if let reader = kind == .wiredeskRecord ? records : readers[kind] {
            return reader.read(bytes, context: context)
        }
        guard let container = ArticleReader.containers[kind] else {
            return Reading(format: kind.rawValue, refused: kind.refusal)
        }
        do throws(ContainerError) {
            let source = BytesInMemory(Array(span: bytes))
            return try open(source, as: container, context: context, depth: depth).reading()
        } catch {
            if case .refused(let rejection) = error { return Reading(format: container.name, refused: rejection) }
            return Reading(format: container.name, refused: .unreadable)
        }
    }
}
