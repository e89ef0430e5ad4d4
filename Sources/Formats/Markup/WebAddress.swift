/// Addresses in documents, which are often given from the place that the document was at.
enum WebAddress {
    /// The address that a reference means from a base (RFC 3986, section 5.2); the reference itself without a base, or where
    /// it has a scheme of its own.
    static func resolve(_ reference: String, against base: String?) -> String {
        let reference = WhiteSpace.fold(reference)
        guard let base, !base.isEmpty, scheme(of: reference) == nil else { return reference }
        guard let scheme = scheme(of: base) else { return reference }
        var rest = base.dropFirst(scheme.count + 1)
        var authority: Substring = ""
        if rest.hasPrefix("//") {
            let end = rest.dropFirst(2).firstIndex { "/?#".contains($0) } ?? rest.endIndex
            authority = rest[..<end]
            rest = rest[end...]
        } else if !rest.hasPrefix("/") {
            // `urn:` and `tag:` have no places within them.
            return reference
        }
        if reference.hasPrefix("//") { return scheme + ":" + reference }
        let path = rest.prefix { $0 != "?" && $0 != "#" }
        let query = rest.dropFirst(path.count).prefix { $0 != "#" }
        if reference.isEmpty { return scheme + ":" + authority + path + query }
        if reference.hasPrefix("#") { return scheme + ":" + authority + path + query + reference }
        if reference.hasPrefix("?") { return scheme + ":" + authority + path + reference }
        let target = reference.prefix { $0 != "?" && $0 != "#" }
        let tail = reference.dropFirst(target.count)
        let merged: String
        if target.hasPrefix("/") {
            merged = String(target)
        } else if let slash = path.lastIndex(of: "/") {
            merged = String(path[...slash]) + target
        } else {
            merged = "/" + target
        }
        return scheme + ":" + authority + withoutDots(merged) + tail
    }

    /// The scheme of an address in small letters as printed; nil for a reference without one.
    private static func scheme(of address: String) -> String? {
        guard let colon = address.firstIndex(of: ":"), colon > address.startIndex else { return nil }
        let scheme = address[..<colon]
        guard let first = scheme.first, first.isASCII, first.isLetter,
            scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
        else { return nil }
        return String(scheme)
    }

    /// A path without its steps `.` and `..` (section 5.2.4).
    private static func withoutDots(_ path: String) -> String {
        var steps: [Substring] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, step) in parts.enumerated() {
            let isLast = index == parts.count - 1
            switch step {
            case ".":
                if isLast { steps.append("") }
            case "..":
                if steps.count > 1 { steps.removeLast() }
                if isLast { steps.append("") }
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}
