/// What is measured of a block of text; the weights of ``PageModel`` know a feature by its name here.
enum BlockFeature: Int, CaseIterable {
    // Its length and words.
    case logLength, isLong, isVeryLong, isShort, isFewWords, meanWordLength
    // Its links.
    case linkDensity, isHalfLinks, isAllLinks, isShortLink
    // How it reads.
    case endsSentence, endsLongSentence, commas, endsWithColon, sentences, capitals, digits, isAllCapitals
    case isBoilerplate, isShortBoilerplate, isDateLike, startsSmall, startsWithQuote, startsWithBullet
    case isRepeated, hasCopyrightSign, hasBar
    // The title, the description, and the article's text in JSON-LD.
    case titleOverlap, isTitle, descriptionOverlap, hasLinkedText, isInLinkedText, isOutsideLinkedText
    // The element it stands in.
    case tagP, tagLI, tagH1, tagH2, tagH3, tagH4, tagMinorHeading, tagTD, tagTH, tagDiv, tagBlockquote, tagPre
    case tagFigcaption, tagDD, tagSection, tagArticle
    // The elements around it.
    case inArticle, inMain, inSection, inHeader, inFooter, inNav, inAside, inForm, inUL, inOL, inTable, inFigure
    case inBlockquote, inP, isPost, depth
    // What classes and ids around it say.
    case nearestIsText, nearestIsBeside
    // Where it stands in the page.
    case isInBest, shareOfBest, parentText, parentLinks, parentBlocks, grandparentText, grandparentLinks
    case position, isAfterHeadline, headlineDistance, hasNoHeadline, textBefore, likenessText
    // What stands around it.
    case linksAround, sentencesAround, sentencesBefore, sentencesAfter
    // What stands between the headline and it.
    case textSinceHeadline, linkedItemsSinceHeadline, linkedHeadingsSinceHeadline, linkTextSinceHeadline
    case isFirstText, isBeforeLinks
}

/// The columns of the table of features: those of ``BlockFeature``, two for each mark of a class, and some of the
/// blocks before and after.
enum FeatureColumns {
    /// What of its neighbours a block is told, from two before it to two after.
    static let neighbourly: [BlockFeature] = [
        .logLength, .linkDensity, .endsSentence, .tagP, .isInBest, .isBoilerplate, .isAllLinks, .endsLongSentence,
        .nearestIsBeside, .tagLI, .parentText, .isShort,
    ]
    static let offsets = [-2, -1, 1, 2]

    /// The mark stands on one of the three innermost elements.
    static let near = BlockFeature.allCases.count
    /// The mark stands on any element around.
    static let inside = near + ClassMark.allCases.count
    static let neighbours = inside + ClassMark.allCases.count
    static let count = neighbours + neighbourly.count * offsets.count

    static let names: [String] =
        BlockFeature.allCases.map { "\($0)" } + ClassMark.allCases.map { "near.\($0)" }
        + ClassMark.allCases.map { "inside.\($0)" }
        + offsets.flatMap { offset in neighbourly.map { "\(offset).\($0)" } }
}
