import Article

/// All that a page says of its article, where the readers of single facts look it up.
struct PageContext: ~Escapable {
    let bytes: Span<UInt8>
    let page: Page
    let declarations: PageDeclarations
    let linkedData: LinkedData

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, _ page: Page, _ limits: DocumentLimits = DocumentLimits()) {
        self.bytes = bytes
        self.page = page
        declarations = PageDeclarations(bytes, page.properties)
        linkedData = LinkedData(bytes, page.linkedData, limits)
    }

    /// The value of the first of some declarations that has one.
    func declared(_ names: String...) -> String? { declarations.first(bytes, names) }

    /// The text of the first of some members that an article in JSON-LD has, in order of the names.
    func linked(_ names: String...) -> String? {
        for name in names {
            for article in linkedData.articles {
                if let text = LinkedData.text(article[name]) { return text }
            }
        }
        return nil
    }

    /// The title in the head of the page.
    var documentTitle: String {
        let title = FoldedText.plain(HTMLReference.decode(bytes, page.title, inAttribute: false))
        return FoldedText.undoubled(FieldBound.cut(title))
    }

    /// What sites give as the title for posts on networks, which is the headline in most cases.
    var sharedTitle: String? { declared("og:title", "twitter:title").map(FoldedText.cleaned).flatMap(\.nonEmpty) }

    var description: String? {
        declared("og:description", "twitter:description", "description").map(FoldedText.cleaned).flatMap(\.nonEmpty)
    }

    /// The name of the site.
    var siteName: String? {
        if let name = declared("og:site_name", "application-name") { return FoldedText.cleaned(name).nonEmpty }
        for article in linkedData.articles {
            if let publisher = article["publisher"]?.elements.first,
                let name = LinkedData.text(linkedData.resolved(publisher)["name"])
            {
                return name
            }
        }
        return declared("dc.publisher", "dcterms.publisher", "publisher", "article:publisher_name")
    }

    /// The page's own address, absolute where that can be told.
    var address: String? {
        let base = baseAddress
        let found = [FoldedText.attribute(bytes, page.canonicalAddress).nonEmpty, declared("og:url"), linked("url")]
        for candidate in found.compactMap({ $0 }) {
            let address = WebAddress.resolve(candidate, against: base)
            if address.hasPrefix("http://") || address.hasPrefix("https://") { return address }
        }
        for article in linkedData.articles {
            guard let entity = article["mainEntityOfPage"]?.elements.first else { continue }
            if let address = (entity.string ?? entity["@id"]?.string), address.hasPrefix("http") { return address }
        }
        return FoldedText.attribute(bytes, page.savedFrom).nonEmpty
    }

    /// What relative addresses on the page are relative to.
    var baseAddress: String? {
        for range in [page.baseAddress, page.savedFrom, page.canonicalAddress] {
            let address = FoldedText.attribute(bytes, range)
            if address.hasPrefix("http://") || address.hasPrefix("https://") { return address }
        }
        return declared("og:url").flatMap { $0.hasPrefix("http") ? $0 : nil }
    }

    /// An address on the page as an absolute one; nil for what is none.
    func resolve(_ range: ByteRange, against base: String?) -> String? {
        let reference = FoldedText.attribute(bytes, range)
        if reference.hasPrefix("https://") || reference.hasPrefix("http://") { return reference }
        let address = WebAddress.resolve(reference, against: base)
        return address.hasPrefix("http://") || address.hasPrefix("https://") ? address : nil
    }
}

extension String {
    /// Nil where there are no characters.
    var nonEmpty: String? { isEmpty ? nil : self }
}
