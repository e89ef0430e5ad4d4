/// The vocabularies that news is marked up in.
///
/// A name belongs to the vocabulary of its namespace. Where the prefix is bound to nothing, or to an address that nobody
/// has heard of, the prefix by which everybody knows the vocabulary counts: feeds often forget the one or misspell the other.
public enum Namespace: Sendable, Equatable, CaseIterable {
    /// A name without prefix in no namespace.
    case none
    /// A namespace that no reader here knows.
    case unknown
    case xml, xhtml, nitf, newsMLG2, sportsML, rss, rdf, atom, tombstone, dublinCore, dublinCoreTerms, contentModule,
        media
    case itunes, wordPress, wordPressExcerpt, thread, prism, slash, syndication, georss, xlink, feedburner
    case wordprocessing, openDocumentText, openDocumentOffice, openDocumentMeta, coreProperties

    /// The addresses of a vocabulary, its later and earlier versions, and the prefix that goes with it.
    private var row: (prefix: String?, addresses: [String]) {
        switch self {
        case .none, .unknown: (nil, [])
        case .xml: ("xml", ["http://www.w3.org/XML/1998/namespace"])
        case .xhtml: ("xhtml", ["http://www.w3.org/1999/xhtml", "http://www.w3.org/TR/xhtml"])
        case .nitf:
            (
                "nitf",
                [
                    "http://iptc.org/std/NITF/2006-10-18/", "http://www.iptc.org/std/NITF/2006-10-18/",
                    "http://www.iptc.org/NITF/", "http://iptc.org/std/NITF/",
                ]
            )
        case .newsMLG2: ("nar", ["http://iptc.org/std/nar/2006-10-01/", "http://www.iptc.org/std/nar/2006-10-01/"])
        case .sportsML: ("sportsml", ["http://iptc.org/std/SportsML/2008-04-01/"])
        case .rss:
            (
                "rss",
                [
                    "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
                    "http://channel.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2",
                    "http://blogs.law.harvard.edu/tech/rss", "http://backend.userland.com/rss",
                    "http://backend.userland.com/rss091", "http://purl.org/net/rss1.1#", "http://purl.org/rss/2.0/",
                ]
            )
        case .rdf: ("rdf", ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"])
        case .atom:
            (
                "atom",
                [
                    "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/atom/ns",
                    "http://www.w3.org/2005/atom", "http://example.com/newformat#", "http://example.com/necho",
                    "http://purl.org/echo/", "uri/of/echo/namespace#",
                ]
            )
        case .tombstone: ("at", ["http://purl.org/atompub/tombstones/1.0"])
        case .dublinCore: ("dc", ["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/"])
        case .dublinCoreTerms: ("dcterms", ["http://purl.org/dc/terms/"])
        case .contentModule: ("content", ["http://purl.org/rss/1.0/modules/content/"])
        case .media:
            (
                "media",
                [
                    "http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss",
                    "http://tools.search.yahoo.com/mrss/",
                ]
            )
        case .itunes:
            ("itunes", ["http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd"])
        case .wordPress:
            (
                "wp",
                [
                    "http://wordpress.org/export/1.2/", "http://wordpress.org/export/1.1/",
                    "http://wordpress.org/export/1.0/",
                ]
            )
        case .wordPressExcerpt:
            (
                "excerpt",
                [
                    "http://wordpress.org/export/1.2/excerpt/", "http://wordpress.org/export/1.1/excerpt/",
                    "http://wordpress.org/export/1.0/excerpt/",
                ]
            )
        case .thread: ("thr", ["http://purl.org/syndication/thread/1.0"])
        case .prism:
            (
                "prism",
                ["http://prismstandard.org/namespaces/basic/2.0/", "http://prismstandard.org/namespaces/1.2/basic/"]
            )
        case .slash: ("slash", ["http://purl.org/rss/1.0/modules/slash/"])
        case .syndication: ("sy", ["http://purl.org/rss/1.0/modules/syndication/"])
        case .georss: ("georss", ["http://www.georss.org/georss"])
        case .xlink: ("xlink", ["http://www.w3.org/1999/xlink"])
        case .feedburner: ("feedburner", ["http://rssnamespace.org/feedburner/ext/1.0"])
        case .wordprocessing:
            (
                "w",
                [
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    "http://purl.oclc.org/ooxml/wordprocessingml/main",
                ]
            )
        case .openDocumentText: ("text", ["urn:oasis:names:tc:opendocument:xmlns:text:1.0"])
        case .openDocumentOffice: ("office", ["urn:oasis:names:tc:opendocument:xmlns:office:1.0"])
        case .openDocumentMeta: ("meta", ["urn:oasis:names:tc:opendocument:xmlns:meta:1.0"])
        case .coreProperties:
            ("cp", ["http://schemas.openxmlformats.org/package/2006/metadata/core-properties"])
        }
    }

    /// The vocabulary of a name.
    ///
    /// - Parameters:
    ///   - address: what the prefix is bound to; empty for none, nil for a prefix that is not bound.
    ///   - prefix: the prefix; empty for none.
    public init(address: String?, prefix: String) {
        if let address, let known = Namespace.byAddress[address.lowercased()] {
            self = known
        } else if !prefix.isEmpty, let known = Namespace.byPrefix[prefix.lowercased()] {
            self = known
        } else {
            self = prefix.isEmpty && (address ?? "").isEmpty ? .none : .unknown
        }
    }

    private static let byAddress: [String: Namespace] = {
        var table: [String: Namespace] = [:]
        for namespace in allCases {
            for address in namespace.row.addresses { table[address.lowercased()] = namespace }
        }
        return table
    }()

    private static let byPrefix: [String: Namespace] = {
        var table: [String: Namespace] = [:]
        for namespace in allCases {
            if let prefix = namespace.row.prefix { table[prefix] = namespace }
        }
        return table
    }()
}
