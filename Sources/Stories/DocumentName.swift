/// The names that a document gives itself, in the form in which two of them are compared.
enum DocumentName {
    /// An identifier, and the version that it holds.
    ///
    /// `urn:newsml:ProviderId:DateId:NewsItemId:RevisionId` names a revision (RFC 3085, section 3); the story is named by what
    /// stands before it. `mid:` is how a mail is pointed to (RFC 2392).
    static func guid(_ text: String) -> (name: String, version: String?) {
        var name = Substring(text)
        if name.hasPrefix("mid:") { name = name.dropFirst(4) }
        let fields = name.split(separator: ":", omittingEmptySubsequences: false)
        if fields.count == 6, fields[0] == "urn", fields[1] == "newsml", let last = fields.last,
            last.first?.isNumber == true, last.count <= 5
        {
            let digits = last.prefix { $0.isNumber }
            return (fields.dropLast().joined(separator: ":"), String(digits))
        }
        return (String(name), nil)
    }

    /// Whether an identifier can be of one sender alone: it has the form of an address or a URN, or is long.
    static func isGlobal(_ guid: String) -> Bool {
        guid.utf8.count >= 20 || guid.contains(":") || guid.contains("@")
    }

    /// An address without what does not make it another: scheme, `www.`, fragment, the parameters of campaigns, a last slash.
    /// Nil for one without a path, which names a site.
    static func url(_ text: String) -> String? {
        var rest = Substring(text)
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "#" }
        let hostEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        var host = rest[..<hostEnd].lowercased()
        for label in ["www.", "m.", "amp."] where host.hasPrefix(label) { host.removeFirst(label.count) }
        var path = rest[hostEnd...]
        var query: Substring = ""
        if let mark = path.firstIndex(of: "?") {
            query = path[path.index(after: mark)...]
            path = path[..<mark]
        }
        for ending in ["/", "/amp"] where path.hasSuffix(ending) { path = path.dropLast(ending.count) }
        let parameters = query.split(separator: "&").filter { parameter in
            let name = parameter.prefix { $0 != "=" }.lowercased()
            return !name.hasPrefix("utm_") && !campaigns.contains(name)
        }
        guard path.count > 1 || !parameters.isEmpty else { return nil }
        return host + path + (parameters.isEmpty ? "" : "?" + parameters.sorted().joined(separator: "&"))
    }

    /// Parameters that say where a reader came from.
    private static let campaigns: Set<String> = [
        "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmp", "cmpid", "ref", "ref_src", "src",
        "source", "at_medium", "at_campaign", "ocid", "ns_mchannel", "ns_source", "ns_campaign", "partner", "output",
        "amp",
    ]

    /// The relations of a link to the version that a document follows: `predecessor-version` of RFC 5829, `In-Reply-To` of a
    /// mail, `evolvedfrom` of ninjs, `irel:evolvedFrom` of NewsML-G2.
    static let predecessors: Set<String> = ["predecessor-version", "in-reply-to", "evolvedfrom", "irel:evolvedfrom"]

    /// Whether a version is a later one than another; nil where they cannot be compared.
    static func isLater(_ version: String, than other: String) -> Bool? {
        if version == other { return false }
        guard let one = number(version), let two = number(other) else { return nil }
        for (left, right) in zip(one, two) where left != right { return left > right }
        return one.count > two.count
    }

    private static func number(_ version: String) -> [Int]? {
        let parts = version.split(separator: ".").map { Int($0) }
        return parts.isEmpty || parts.contains(nil) ? nil : parts.compactMap(\.self)
    }
}
