import Text
import Wire
import Article

/// What a crawler fetched, as a member: the page in it, or the reason that it is none.
enum FetchedPage {
    /// - Parameters:
    ///   - record: what came from the server, with its HTTP header where it came by HTTP.
    ///   - url: the address that was fetched.
    ///   - fetched: when, in seconds since 1970.
    static func member(
        _ record: Span<UInt8>,
        name: String,
        url: String?,
        fetched: Int64?,
        mediaType stated: String? = nil,
        limit: Int
    ) throws(ContainerError) -> ContainerMember {
        let message = HTTPMessage(record)
        var origin = MemberOrigin(url: url, modified: fetched)
        let contentType = message["content-type"] ?? stated ?? ""
        let type = contentType.prefix { $0 != ";" && $0 != "," }.trimmingSpaces().lowercased()
        origin.mediaType = type.isEmpty ? nil : type
        origin.charset = charset(of: contentType)
        if let status = message.status, status != 200 {
            return ContainerMember(name: name, content: .notNews(.failedFetch), origin: origin)
        }
        if let kind = kind(of: type, url: url) {
            return ContainerMember(name: name, content: .notNews(kind), origin: origin)
        }
        do {
            let body = try message.body(record, limit: limit)
            return ContainerMember(name: name, content: .bytes(body), origin: origin)
        } catch {
            guard case .refused(let rejection) = error else { throw error }
            return ContainerMember(name: name, content: .refused(rejection), origin: origin)
        }
    }

    private static func charset(of contentType: String) -> String? {
        let lower = contentType.lowercased()
        guard let range = lower.firstRange(of: "charset=") else { return nil }
        let value = lower[range.upperBound...].prefix { $0 != ";" && $0 != "," && $0 != " " }
        let name = value.filter { $0 != "\"" && $0 != "'" }
        return name.isEmpty ? nil : name
    }

    /// The kind of what is no page by its media type or its address; nil for what may be news.
    private static func kind(of type: String, url: String?) -> NotNews? {
        if let path = url?.prefix(while: { $0 != "?" && $0 != "#" }), path.hasSuffix("/robots.txt") {
            return .webAsset
        }
        let main = type.prefix { $0 != "/" }
        switch main {
        case "image": return .picture
        case "video": return .video
        case "audio": return .audio
        case "font": return .webAsset
        case "text": return assets.contains(type) ? .webAsset : nil
        case "": return nil
        default:
            if type.hasSuffix("xml") || type.hasSuffix("json") || type == "application/xhtml+xml" { return nil }
            return type == "application/rss" || type == "application/atom" ? nil : .webAsset
        }
    }

    private static let assets: Set<String> = [
        "text/css", "text/javascript", "text/x-javascript", "text/ecmascript", "text/vtt", "text/x-component",
        "text/cache-manifest",
    ]
}
