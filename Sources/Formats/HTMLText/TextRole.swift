/// What an element is in running text, by its name and its classes: HTML's elements and NITF's, and the classes by which
/// agencies and sites mark what is no running text.
enum TextRole: Sendable {
    /// It stands in a line of text.
    case inline
    /// Text before, in and after it are different paragraphs.
    case block
    case heading
    case lineBreak
    /// White space in it counts.
    case preformatted
    case table
    case image
    /// A picture with its caption, or NITF's media.
    case figure
    /// What it holds is not text for a reader.
    case skipped
    /// What its agency does not want published.
    case nonPublic
    case box
    case relatedLinks
    case note
    case dateline
    case byline
    case deck
    case headline
    case credit
    case signOff
    /// What stands over a text, such as its headline and its date.
    case furniture
    /// What stands under a text.
    case footer
    /// A quotation from another place, such as a post.
    case embed

    /// The role of an element.
    static func of(_ element: MarkupElement) -> TextRole {
        let name = element.name
        // A name of a vocabulary that is foreign in its document says nothing.
        let isForeign = name.namespace == .unknown && element.tree.root?.name.namespace != .unknown
        let byName = isForeign ? nil : elements[name.lowercased]
        if byName == .skipped { return .skipped }
        var classes: String?
        var style: String?
        for attribute in element.attributes where attribute.name.prefix.isEmpty {
            switch attribute.name.local {
            case "class", "noteclass": classes = attribute.value
            case "style": style = attribute.value
            case "hidden" where name.namespace == .xhtml: return .skipped
            default: break
            }
        }
        if let classes, let role = role(ofClasses: classes, on: byName) { return role }
        // NITF says by `style` what HTML says by `class`; what is hidden is not read.
        if let style {
            if style.contains(":") {
                let rules = style.lowercased().filter { !$0.isWhitespace }
                if rules.contains("display:none") { return .skipped }
            } else if let role = role(ofClasses: style, on: byName) {
                return role
            }
        }
        return byName ?? .inline
    }

    private static func role(ofClasses value: String, on element: TextRole?) -> TextRole? {
        for token in value.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            let word = String(token.lowercased().filter { $0.isLetter || $0.isNumber })
            if let role = classes[word] { return role }
            // A class may say more than that it is not public: `np-nonpublic`, `dpa_nonpublic_note`.
            if word.contains("nonpublic") || word.contains("notpublic") || word.contains("notforpublication") {
                return .nonPublic
            }
        }
        return nil
    }

    /// One role a line: the role, then the names of elements.
    private static let elements = table(
        """
        furniture header dat
        footer footer
        block p div section article main address center body blockquote bq dl dt dd ol ul dir menu li form \
        fieldset hr details summary hgroup td th tr tbody thead tfoot caption nav block figcaption legend \
        body.content body.head body.end hedline abstract nitf-table tagline distributor inlinexml html media-caption \
        paragraph para content absatz parrafo paragraphe alinea paragrafo capoverso stycke avsnitt lead text \
        brodtext ingress citat
        heading h1 h2 h3 h4 h5 h6 hl2 mellis mellanrubrik
        headline rubrik
        byline byline
        lineBreak br
        preformatted pre listing xmp plaintext
        table table
        image img image
        figure figure media bild
        skipped script style noscript template iframe object embed svg math canvas audio video head title button select \
        textarea input datalist noembed noframes applet map link meta param track source nitf-table-metadata \
        media-metadata ad fb:like fallback
        box aside
        note note ed-msg
        embed twitterwidget
        """
    )

    private static let classes = table(
        """
        furniture dat
        nonPublic npnonpublic nonpublic notpublic private internal sttnoteprivate
        skipped npconstraint sharedaddy sociallinks addthis feedflare screenreadertext visuallyhidden sronly \
        advertisement advert adslot newsletter subscribe
        note notepad nppublic editorsnote ednote editornote
        box infobox factbox faktabox faktenbox factsbox infoboks faktaboks recuadro encadre despiece infocaja
        relatedLinks linkbox related externallinks relatedlinks relatedarticles relatedposts readmore seealso leesook \
        liensconnexes jprelatedposts yarpp yarpprelated
        dateline dateline
        byline byline
        deck teaser standfirst vorspann subheadline
        headline headline
        credit credit creditline
        signOff closingline signoff
        """
    )

    private static func table(_ lines: String) -> [String: TextRole] {
        var table: [String: TextRole] = [:]
        for line in lines.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let first = words.first, let role = named[String(first)] else { continue }
            for word in words.dropFirst() { table[String(word)] = role }
        }
        return table
    }

    private static let named: [String: TextRole] = [
        "block": .block, "heading": .heading, "lineBreak": .lineBreak, "preformatted": .preformatted, "table": .table,
        "image": .image, "figure": .figure, "skipped": .skipped, "nonPublic": .nonPublic, "box": .box,
        "relatedLinks": .relatedLinks, "note": .note, "dateline": .dateline, "byline": .byline, "deck": .deck,
        "headline": .headline, "credit": .credit, "signOff": .signOff, "embed": .embed, "furniture": .furniture,
        "footer": .footer,
    ]
}
