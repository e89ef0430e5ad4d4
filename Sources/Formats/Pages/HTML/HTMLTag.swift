/// The elements of HTML that the reading of a page tells apart; all others are inline and `unknown`.
enum HTMLTag: UInt8, CaseIterable {
    case unknown, a, abbr, address, applet, area, article, aside, audio, b, base, basefont, bdi, bdo, bgsound, big,
        blockquote, body, br, button, canvas, caption, center, cite, code, col, colgroup, data, datalist, dd, del,
        details, dfn, dialog, dir, div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer, form, frame,
        frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input, ins, kbd, keygen,
        label, legend, li, link, listing, main, map, mark, math, menu, meta, nav, nobr, noembed, noframes, noscript,
        object, ol, optgroup, option, p, param, picture, plaintext, pre, progress, q, rb, rp, rt, rtc, ruby, s, samp,
        script, search, section, select, small, source, span, strike, strong, style, sub, summary, sup, svg, table,
        tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt, u, ul, `var`, video, wbr, xmp

    /// What an element does to the text around and inside it.
    struct Traits: OptionSet {
        let rawValue: UInt16
        /// Text before, in and after it stands in different blocks.
        static let block = Traits(rawValue: 1)
        /// It has no end tag and no content.
        static let void = Traits(rawValue: 2)
        /// What it holds is not text of the page.
        static let skipped = Traits(rawValue: 4)
        /// Its start tag ends an open paragraph.
        static let closesParagraph = Traits(rawValue: 8)
        /// An end tag of something else does not reach through it.
        static let barrier = Traits(rawValue: 16)
        static let heading = Traits(rawValue: 32)
        /// Its end tag reaches through a barrier.
        static let crossesBarriers = Traits(rawValue: 64)
    }

    var traits: Traits { HTMLTag.traits[Int(rawValue)] }

    /// The tags by the hash of their names.
    static let names = HTMLNameTable(
        // The last is a name that browsers have always taken for another; the one before it AMP's.
        allCases.filter { $0 != .unknown }.map { ("\($0)", $0) } + [("amp-img", .img), ("image", .img)],
        other: HTMLTag.unknown
    )

    static let traits: [Traits] = allCases.map { tag in
        var traits: Traits = []
        if blocks.contains(tag) { traits.insert(.block) }
        if voids.contains(tag) { traits.insert(.void) }
        if skippedTags.contains(tag) { traits.insert(.skipped) }
        if paragraphEnders.contains(tag) { traits.insert(.closesParagraph) }
        if barriers.contains(tag) { traits.formUnion([.barrier, .crossesBarriers]) }
        if headings.contains(tag) { traits.insert(.heading) }
        if [.div, .ul, .ol, .tr, .tbody, .thead, .tfoot, .form].contains(tag) { traits.insert(.crossesBarriers) }
        return traits
    }

    private static let headings: Set<HTMLTag> = [.h1, .h2, .h3, .h4, .h5, .h6]
    private static let blocks: Set<HTMLTag> = headings.union([
        .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details, .dir, .div, .dl, .dt,
        .fieldset, .figcaption, .figure, .footer, .form, .header, .hgroup, .hr, .html, .legend, .li, .listing, .main,
        .menu, .nav, .ol, .p, .plaintext, .pre, .search, .section, .summary, .table, .tbody, .td, .tfoot, .th, .thead,
        .tr, .ul, .xmp,
    ])
    private static let voids: Set<HTMLTag> = [
        .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .input, .keygen, .link, .meta, .param,
        .source, .track, .wbr,
    ]
    private static let skippedTags: Set<HTMLTag> = [
        .applet, .audio, .button, .canvas, .datalist, .dialog, .iframe, .map, .math, .noembed, .noframes, .noscript,
        .object, .optgroup, .option, .progress, .script, .select, .style, .svg, .template, .textarea, .title, .video,
    ]
    private static let paragraphEnders: Set<HTMLTag> = blocks.subtracting([.body, .html, .caption, .tfoot, .thead])
    private static let barriers: Set<HTMLTag> = [
        .article, .aside, .body, .figure, .footer, .header, .html, .main, .nav, .section, .table, .td, .th,
    ]
}
