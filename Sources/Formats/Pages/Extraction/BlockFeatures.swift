import Text
import Wire
import Article

/// Measures the blocks of a page.
struct BlockFeatures {
    private(set) var table: FeatureTable
    private(set) var texts: [BlockText] = []
    /// The block of the headline, -1 where none is found.
    private(set) var headline = -1
    /// The container whose blocks belong together.
    private(set) var parents: [Int] = []
    /// What blocks have that a template makes alike.
    private(set) var likenesses: [UInt64] = []
    /// Whether the mark of each kind stands near a block.
    private let page: Page
    private let clues: PageClues
    private var allWords: [UInt64] = []

    init(_ page: Page, _ clues: PageClues) {
        self.page = page
        self.clues = clues
        table = FeatureTable(rows: page.blocks.count, width: FeatureColumns.count)
        guard !page.blocks.isEmpty else { return }
        measureTexts()
        measureElements()
        measurePlace()
        measureNeighbours()
        measureSinceHeadline()
    }

    // MARK: The text of a block alone

    private mutating func measureTexts() {
        // A copy, so that the text can be read while the table is written.
        let page = self.page
        let text = page.text.span
        texts.reserveCapacity(page.blocks.count)
        var seen: [UInt64: Int] = [:]
        for block in page.blocks {
            let measured = BlockText(text, block.range, into: &allWords)
            texts.append(measured)
            seen[measured.hash, default: 0] += 1
        }
        for row in page.blocks.indices {
            measureLength(row)
            measureReading(row, text)
            measureWords(row)
            table[row, .isRepeated] = Float((seen[texts[row].hash] ?? 0) > 1)
        }
    }

    private mutating func measureLength(_ row: Int) {
        let block = page.blocks[row]
        let length = Float(block.characters)
        let words = texts[row].wordCount
        let density = block.linkDensity
        table[row, .logLength] = Logarithm.ofOnePlus(length)
        table[row, .isLong] = Float(length >= 80)
        table[row, .isVeryLong] = Float(length >= 200)
        table[row, .isShort] = Float(length < 25)
        table[row, .isFewWords] = Float(words <= 3)
        table[row, .meanWordLength] = min(12, length / Float(max(1, words)))
        table[row, .linkDensity] = density
        table[row, .isHalfLinks] = Float(density > 0.5)
        table[row, .isAllLinks] = Float(density > 0.9)
        table[row, .isShortLink] = Float(density > 0.9 && length < 100)
    }

    private mutating func measureReading(_ row: Int, _ text: Span<UInt8>) {
        let block = page.blocks[row]
        let measured = texts[row]
        let length = Float(max(1, block.characters))
        let ends = measured.endsSentence
        table[row, .endsSentence] = Float(ends)
        table[row, .endsLongSentence] = Float(ends && block.characters >= 40)
        table[row, .commas] = Float(min(5, measured.commas))
        table[row, .endsWithColon] = Float(measured.last == 0x3A || measured.last == 0xFF1A)
        table[row, .sentences] = Float(min(6, measured.sentences))
        table[row, .capitals] = Float(measured.capitals) / length
        table[row, .digits] = Float(measured.digits) / length
        table[row, .isAllCapitals] = Float(
            measured.capitals > 0 && measured.smallLetters == 0 && block.characters > 3
        )
        var scan = BoilerplateWords.shared.begin()
        scan.add(text, block.range, limit: 1_000)
        let marks = scan.finish()
        let isBoilerplate = marks & 1 << UInt64(TextMark.boilerplate.rawValue) != 0 || measured.hasCopyrightSign
        table[row, .isBoilerplate] = Float(isBoilerplate)
        table[row, .isShortBoilerplate] = Float(isBoilerplate && block.characters < 120)
        table[row, .isDateLike] = Float(
            block.characters < 80 && measured.digits > 0
                && (marks & 1 << UInt64(TextMark.month.rawValue) != 0
                    || BoilerplateWords.hasDateDigits(text, block.range))
        )
        table[row, .startsSmall] = Float(
            measured.first < 0x80
                ? measured.first >= 0x61 && measured.first <= 0x7A : CharacterClass.isLower(measured.first)
        )
        table[row, .startsWithQuote] = Float(measured.startsWithQuotationMark)
        table[row, .startsWithBullet] = Float(measured.startsWithBullet)
        table[row, .hasCopyrightSign] = Float(measured.hasCopyrightSign)
        table[row, .hasBar] = Float(measured.hasBar)
    }

    private mutating func measureWords(_ row: Int) {
        let words = texts[row].words
        let length = page.blocks[row].characters
        var inTitle: Float = 0
        var inDescription: Float = 0
        let looksAtDescription = !clues.descriptionWords.isEmpty && length > 30
        if !clues.titleWords.isEmpty || looksAtDescription {
            for word in words {
                if clues.titleWords.contains(allWords[word]) { inTitle += 1 }
                if looksAtDescription, clues.descriptionWords.contains(allWords[word]) { inDescription += 1 }
            }
        }
        let count = Float(max(1, words.count))
        table[row, .titleOverlap] = inTitle / count
        table[row, .isTitle] = Float(words.count > 2 && inTitle / count > 0.8 && length < 250)
        table[row, .descriptionOverlap] = inDescription / count
        guard !clues.linkedText.isEmpty else { return }
        table[row, .hasLinkedText] = 1
        guard words.count > 2 else { return }
        var found: Float = 0
        for index in words.dropFirst(2)
        where clues.linkedText.contains(PageClues.three(allWords[index - 2], allWords[index - 1], allWords[index])) {
            found += 1
        }
        let share = found / Float(words.count - 2)
        table[row, .isInLinkedText] = share
        table[row, .isOutsideLinkedText] = Float(words.count > 5 && share < 0.3)
    }

    // MARK: The elements

    private mutating func measureElements() {
        let mass = ElementWeights(page, commas: texts.map(\.commas))
        let best = mass.best(page)
        // The elements around the best one, and their text.
        var around = Set<Int>()
        if best >= 0 { around = Set(page.ancestors(of: best)) }
        var parentCounts: [Int: Int] = [:]
        for block in page.blocks {
            let tag = page.elements[block.element].tag
            let parent = Int(page.elements[block.element].parent)
            parents.append(ElementWeights.isParagraph(tag) && tag != .td && parent >= 0 ? parent : block.element)
            parentCounts[parents[parents.count - 1], default: 0] += 1
        }
        var masses: [UInt64: Float] = [:]
        for (row, block) in page.blocks.enumerated() {
            measureTag(row, page.elements[block.element].tag)
            measureAncestors(row, mass, best: best, around: around)
            let parent = parents[row]
            let grandparent = max(0, Int(page.elements[parent].parent))
            table[row, .parentText] = mass[parent].good / max(1, mass.totalGood)
            table[row, .parentLinks] = mass[parent].links / max(1, mass[parent].characters)
            table[row, .parentBlocks] = Logarithm.ofOnePlus(Float(parentCounts[parent] ?? 0))
            table[row, .grandparentText] = mass[grandparent].good / max(1, mass.totalGood)
            table[row, .grandparentLinks] = mass[grandparent].links / max(1, mass[grandparent].characters)
            if block.linkDensity < 0.5 { masses[likenesses[row], default: 0] += Float(block.characters) }
        }
        for row in page.blocks.indices {
            table[row, .likenessText] = min(2, (masses[likenesses[row]] ?? 0) / max(1, mass.totalGood))
        }
    }

    private mutating func measureTag(_ row: Int, _ tag: HTMLTag) {
        switch tag {
        case .p: table[row, .tagP] = 1
        case .li: table[row, .tagLI] = 1
        case .h1: table[row, .tagH1] = 1
        case .h2: table[row, .tagH2] = 1
        case .h3: table[row, .tagH3] = 1
        case .h4: table[row, .tagH4] = 1
        case .h5, .h6: table[row, .tagMinorHeading] = 1
        case .td: table[row, .tagTD] = 1
        case .th: table[row, .tagTH] = 1
        case .div: table[row, .tagDiv] = 1
        case .blockquote: table[row, .tagBlockquote] = 1
        case .pre: table[row, .tagPre] = 1
        case .figcaption: table[row, .tagFigcaption] = 1
        case .dd: table[row, .tagDD] = 1
        case .section: table[row, .tagSection] = 1
        case .article: table[row, .tagArticle] = 1
        default: break
        }
    }

    private mutating func measureAncestors(_ row: Int, _ mass: ElementWeights, best: Int, around: Set<Int>) {
        let block = page.blocks[row]
        var near: UInt64 = 0
        var inside: UInt64 = 0
        var distance = 0
        var nearest = 0
        var likeness = HTMLName.empty.hash
        var isInBest = false
        var common: Float = 1
        var foundCommon = false
        var element = block.inner
        var isOutsideBlock = false
        while element >= 0 {
            let kept = page.elements[element]
            if element == block.element { isOutsideBlock = true }
            let isRoot = kept.tag == .body || kept.tag == .html
            if distance < 3 {
                near |= kept.marks.rawValue
                likeness = (likeness ^ kept.likeness) &* 0x0000_0100_0000_01B3
            }
            if !isRoot {
                inside |= kept.marks.rawValue
                if nearest == 0 {
                    if !kept.marks.isDisjoint(with: ClassMarks.text) {
                        nearest = 1
                    } else if !kept.marks.isDisjoint(with: ClassMarks.besides) {
                        nearest = -1
                    }
                }
            }
            // Inline elements inside the block do not count as steps away from it.
            if isOutsideBlock || kept.marks.rawValue != 0 { distance += 1 }
            if element == best { isInBest = true }
            if !foundCommon, around.contains(element) {
                foundCommon = true
                if !isInBest { common = min(1, mass[best].characters / max(1, mass[element].characters)) }
            }
            measureAround(row, kept.tag)
            element = Int(kept.parent)
        }
        table[row, .isInBest] = Float(isInBest)
        table[row, .shareOfBest] = isInBest || best < 0 ? 1 : common
        table[row, .nearestIsText] = Float(nearest > 0)
        table[row, .nearestIsBeside] = Float(nearest < 0)
        table[row, .isPost] = Float(ClassMarks(rawValue: inside).contains(.post))
        table[row, .depth] = Float(min(30, page.elements[block.element].depth)) / 10
        likenesses.append(likeness)
        for mark in 0..<ClassMark.allCases.count {
            if near & 1 << UInt64(mark) != 0 { table[row, FeatureColumns.near + mark] = 1 }
            if inside & 1 << UInt64(mark) != 0 { table[row, FeatureColumns.inside + mark] = 1 }
        }
    }

    @inline(__always)
    private mutating func measureAround(_ row: Int, _ tag: HTMLTag) {
        switch tag {
        case .article: table[row, .inArticle] = 1
        case .main: table[row, .inMain] = 1
        case .section: table[row, .inSection] = 1
        case .header: table[row, .inHeader] = 1
        case .footer: table[row, .inFooter] = 1
        case .nav: table[row, .inNav] = 1
        case .aside: table[row, .inAside] = 1
        case .form: table[row, .inForm] = 1
        case .ul: table[row, .inUL] = 1
        case .ol: table[row, .inOL] = 1
        case .table: table[row, .inTable] = 1
        case .figure: table[row, .inFigure] = 1
        case .blockquote: table[row, .inBlockquote] = 1
        case .p: table[row, .inP] = 1
        default: break
        }
    }

    // MARK: The place in the page

    /// The block of the headline: the first in a `h1` that shares half its words with the title, else the first short
    /// one that shares most of them.
    private func findHeadline() -> Int {
        guard !clues.titleWords.isEmpty else { return -1 }
        var fallback = -1
        for (row, block) in page.blocks.enumerated() {
            let overlap = table[row, .titleOverlap]
            if overlap >= 0.5, texts[row].wordCount > 0, isInHeading(block.element) { return row }
            if fallback < 0, texts[row].wordCount >= 3, overlap >= 0.8, block.characters < 200 { fallback = row }
        }
        return fallback
    }

    private func isInHeading(_ element: Int) -> Bool {
        var element = element
        for _ in 0..<3 where element >= 0 {
            if page.elements[element].tag == .h1 { return true }
            element = Int(page.elements[element].parent)
        }
        return false
    }

    private mutating func measurePlace() {
        headline = findHeadline()
        let count = Float(page.blocks.count)
        let total = max(1, page.blocks.reduce(0) { $0 + Float($1.characters) })
        var before: Float = 0
        for (row, block) in page.blocks.enumerated() {
            table[row, .position] = Float(row) / count
            table[row, .isAfterHeadline] = Float(headline >= 0 && row > headline)
            table[row, .headlineDistance] = headline >= 0 ? min(1, Float(abs(row - headline)) / 100) : 0.5
            table[row, .hasNoHeadline] = Float(headline < 0)
            before += Float(block.characters)
            table[row, .textBefore] = before / total
        }
    }

    private mutating func measureNeighbours() {
        let count = page.blocks.count
        for row in 0..<count {
            var column = FeatureColumns.neighbours
            for offset in FeatureColumns.offsets {
                let other = row + offset
                for feature in FeatureColumns.neighbourly {
                    if other >= 0, other < count { table[row, column] = table[other, feature] }
                    column += 1
                }
            }
            var links: Float = 0
            var before: Float = 0
            var after: Float = 0
            for other in max(0, row - 5)..<min(count, row + 6) where other != row {
                links += table[other, .isAllLinks]
                if other < row {
                    before += table[other, .endsLongSentence]
                } else {
                    after += table[other, .endsLongSentence]
                }
            }
            table[row, .linksAround] = links / 10
            table[row, .sentencesAround] = (before + after) / 10
            table[row, .sentencesBefore] = before / 5
            table[row, .sentencesAfter] = after / 5
        }
    }

    private mutating func measureSinceHeadline() {
        var text: Float = 0
        var items: Float = 0
        var headings: Float = 0
        var linkText: Float = 0
        for (row, block) in page.blocks.enumerated() {
            let after = table[row, .isAfterHeadline] > 0
            let density = table[row, .linkDensity]
            let length = Float(block.characters)
            let isHeading = table[row, .tagH2] + table[row, .tagH3] + table[row, .tagH4] > 0
            let isGood = table[row, .endsLongSentence] > 0 && density < 0.3
            table[row, .textSinceHeadline] = Logarithm.ofOnePlus(text) / 10
            table[row, .isFirstText] = Float(text == 0 && after && isGood)
            table[row, .linkedItemsSinceHeadline] = min(items, 20) / 10
            table[row, .linkedHeadingsSinceHeadline] = min(headings, 10) / 5
            table[row, .linkTextSinceHeadline] = Logarithm.ofOnePlus(linkText) / 10
            guard after else { continue }
            if isGood { text += length }
            if density > 0.8 {
                if length >= 25, isHeading || table[row, .tagLI] > 0 || table[row, .tagDiv] > 0 { items += 1 }
                if isHeading { headings += 1 }
                linkText += min(length, 60)
            }
            table[row, .isBeforeLinks] = Float(items <= 1 && isGood)
        }
    }
}
