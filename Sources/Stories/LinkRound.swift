import Archive
import Article

/// One record on its way to its story: the rules, each asked where those before it have found nothing.
struct LinkRound {
    let window: StoryWindow
    let facts: StoryFacts
    let sequence: Int64
    let now: Int64

    typealias Entry = StoryWindow.Entry

    /// How many records of one key are looked at.
    private static let reach = 32
    private static let day: Int64 = 86_400

    private func found(_ kind: StoryWindow.Key, _ key: UInt64?, where fits: (Entry) -> Bool) -> [Entry] {
        guard let key else { return [] }
        var entries: [Entry] = []
        var visited = 0
        window.find(kind, key, asOf: sequence, now) { entry in
            visited += 1
            if fits(entry) { entries.append(entry) }
            return visited < Self.reach
        }
        return entries
    }

    // MARK: What the document says itself

    /// The same id of the same sender.
    func byGuid() -> StoryLink? {
        let versions = found(.guid, facts.guidKey) { $0.facts.guidKey == facts.guidKey }
        guard let newest = versions.first else { return nil }
        guard let version = facts.version else { return link(to: newest, .guid) }
        func isLater(_ other: Entry) -> Bool {
            other.facts.version.flatMap { DocumentName.isLater($0, than: version) } ?? false
        }
        guard versions.contains(where: isLater) else { return link(to: newest, .guid) }
        // An earlier version that came later follows the one before it, and replaces none.
        let before = versions.filter { !isLater($0) }
        let follows = before.max { one, two in
            guard let first = one.facts.version, let second = two.facts.version else { return false }
            return DocumentName.isLater(second, than: first) ?? false
        }
        return link(to: follows ?? versions.last ?? newest, .guid, isLate: true)
    }

    /// The version that the document names.
    func byReference() -> StoryLink? {
        for key in facts.predecessors {
            if let entry = found(.guid, key, where: { $0.facts.guidKey == key }).first {
                return link(to: entry, .reference)
            }
        }
        return nil
    }

    /// The same address, unless its page holds something else now.
    func byURL(_ search: inout TextSearch) -> StoryLink? {
        let entries = found(.url, facts.urlKey) { $0.facts.urlKey == facts.urlKey }
        guard let entry = entries.first, !isPageUsedAgain(entry, &search) else { return nil }
        return link(to: entry, .url)
    }

    /// Whether nothing of a text and its headline is left in another with the same address, as of a page that has the weather of
    /// each day.
    private func isPageUsedAgain(_ entry: Entry, _ search: inout TextSearch) -> Bool {
        guard !facts.isKill, !facts.isCorrection, !facts.isSummary, !entry.facts.isSummary, window.hasText(entry, now)
        else {
            return false
        }
        if let headlines = HeadlineOverlap.share(entry.facts.headline, facts.headline), headlines >= 0.3 {
            guard HeadlineOverlap.differInFigures(entry.facts.headline, facts.headline) else { return false }
        }
        let few = 15
        guard entry.facts.body.marks.count >= few, facts.body.marks.count >= few else { return false }
        let texts = search.comparison(entry, facts)
        return max(texts.shareOfEarlier, texts.shareOfLater) < 0.1
    }

    /// The story that a notice of another desk is about, by the words of its first version there.
    func byDeskNotice() -> StoryLink? {
        guard let notice = facts.notice else { return nil }
        let first = found(.content, notice.story.leadingWord) { $0.facts.id == notice.story }.first
        return first.map {
            StoryLink(story: $0.story, revisionOf: $0.sequence, relation: notice.relation, basis: .operator)
        }
    }

    /// The same words, with another standing: else it would be a duplicate.
    func byContent() -> StoryLink? {
        found(.content, facts.id.leadingWord) { $0.facts.id == facts.id }.first.flatMap { link(to: $0, .content) }
    }

    // MARK: The slug

    /// The same slug of the same agency within a day, where marks say that there is an earlier version, or the texts bear it out.
    func bySlug(_ search: inout TextSearch) -> StoryLink? {
        let entries = found(.slug, facts.slugKey) { entry in
            entry.facts.slugKey == facts.slugKey && isSameAgency(entry) && isWithinADay(entry)
        }
        for entry in entries {
            if facts.isKill || facts.isCorrection { return link(to: entry, .slugline) }
            if let take = facts.take, take > entry.facts.take ?? 1 { return link(to: entry, .slugline) }
            guard facts.isRevision, !facts.isWrapup, window.hasText(entry, now) else { continue }
            if let step = facts.step, let before = entry.facts.step, before >= step { continue }
            let texts = search.comparison(entry, facts)
            let headlines = HeadlineOverlap.share(entry.facts.headline, facts.headline) ?? 0
            if texts.containment >= 0.08 || headlines >= 0.3 {
                return link(to: entry, .slugline, texts: texts)
            }
        }
        return nil
    }

    private func isSameAgency(_ entry: Entry) -> Bool {
        if let one = entry.facts.agency, let two = facts.agency { return one.isSame(as: two) }
        if let one = entry.facts.publisher, let two = facts.publisher { return one.isSame(as: two) }
        return true
    }

    private func isWithinADay(_ entry: Entry) -> Bool { (apart(entry) ?? 0) <= Self.day && !isDaysApart(entry) }

    // MARK: Notices

    /// A notice that names its story; or a story that a notice has named which came before it.
    func byNotice(_ search: inout TextSearch) -> StoryLink? {
        facts.isKill || facts.isCorrection ? byName(&search) : byEarlierNotice()
    }

    private func byName(_ search: inout TextSearch) -> StoryLink? {
        let key = KeyHash.of(facts.headline.marks)
        if let same = found(.headline, key, where: { $0.facts.headline.marks.count >= 2 && isSameHeadline($0) }).first {
            return link(toNamed: same, &search)
        }
        let words = NamedStory.words(of: facts)
        var best: (words: Int, entry: Entry)?
        for (kind, starts) in [
            (StoryWindow.Key.headlineStart, NamedStory.headlineStarts(words)),
            (.slugStart, NamedStory.slugStarts(words)),
        ] {
            for start in starts {
                for entry in found(kind, start, where: { !$0.facts.isKill }) {
                    let count = NamedStory.wordsNamed(entry.facts, in: words)
                    if count > best?.words ?? 0 || count == best?.words && entry.sequence > best?.entry.sequence ?? 0 {
                        best = (count, entry)
                    }
                }
            }
            // A headline says more than a slug.
            if let best { return link(toNamed: newest(of: best.entry), &search) }
        }
        return nil
    }

    /// A notice that has the whole text of its story with it is a version of it.
    private func link(toNamed entry: Entry, _ search: inout TextSearch) -> StoryLink {
        guard window.hasText(entry, now) else { return link(to: entry, .notice) }
        let texts = search.comparison(entry, facts)
        return texts.containment >= TextJudgement.containment && texts.shared >= TextJudgement.fewest
            ? link(to: entry, .text, texts: texts) : link(to: entry, .notice)
    }

    private func byEarlierNotice() -> StoryLink? {
        let starts = [
            NamedStory.start(ofHeadline: facts.headline), facts.slug.flatMap { NamedStory.start(ofSlug: $0) },
        ]
        for start in starts {
            let notices = found(.named, start) { entry in
                entry.facts.isKill && NamedStory.wordsNamed(facts, in: NamedStory.words(of: entry.facts)) > 0
            }
            if let notice = notices.first { return link(to: notice, .notice, isLate: true) }
        }
        let key = KeyHash.of(facts.headline.marks)
        let kill = found(.headline, key) { $0.facts.isKill && !$0.isLinked && isSameHeadline($0) }.first
        guard let kill, facts.headline.marks.count >= 3, !facts.isRevision else { return nil }
        return link(to: kill, .notice, isLate: true)
    }

    private func isSameHeadline(_ entry: Entry) -> Bool {
        entry.facts.headline.marks.elementsEqual(facts.headline.marks) { ($0 ^ $1) & StoryWords.compared == 0 }
    }

    /// The newest record of an entry's story.
    private func newest(of entry: Entry) -> Entry {
        found(.story, entry.story.leadingWord) { $0.story == entry.story }.first ?? entry
    }

    // MARK: The text

    /// The story whose text has most in common.
    func byText(_ search: inout TextSearch) -> StoryLink? {
        let candidates = search.candidates(facts, in: window, asOf: sequence, now)
        var best: (margin: Double, entry: Entry, texts: TextComparison)?
        for entry in candidates where !isDaysTooFar(entry) {
            let texts = search.comparison(candidate: entry, facts)
            guard let margin = TextJudgement.margin(texts, circumstances(entry)) else { continue }
            if margin > best?.margin ?? -1 { best = (margin, entry, texts) }
        }
        return best.flatMap { link(to: $0.entry, .text, texts: $0.texts) }
    }

    private func circumstances(_ entry: Entry) -> TextJudgement.Circumstances {
        TextJudgement.Circumstances(
            headlines: HeadlineOverlap.share(entry.facts.headline, facts.headline),
            headlinesDifferInFigures: HeadlineOverlap.differInFigures(entry.facts.headline, facts.headline),
            headlinesAreOfOneForm: HeadlineOverlap.areOfOneForm(entry.facts.headline, facts.headline),
            isMarked: facts.isRevision && !facts.isWrapup,
            isMarkedCorrection: facts.isCorrection || facts.isKill,
            isSameSlug: facts.slugKey != nil && facts.slugKey == entry.facts.slugKey,
            isOtherDay: isDaysApart(entry),
            apart: entry.facts.isTimeOfDayKnown && facts.isTimeOfDayKnown ? apart(entry) : nil
        )
    }

    // MARK: Time

    /// Seconds between two stories, as their documents date them.
    private func apart(_ entry: Entry) -> Int64? {
        guard let one = entry.facts.time, let two = facts.time else { return nil }
        return abs(one - two)
    }

    /// Whether they are of different days: where both have a time of day, more than 18 hours apart.
    private func isDaysApart(_ entry: Entry) -> Bool {
        if let apart = apart(entry) {
            return apart > (entry.facts.isTimeOfDayKnown && facts.isTimeOfDayKnown ? 18 * 3_600 : Self.day / 2)
        }
        guard let one = entry.facts.printedDay, let two = facts.printedDay else { return false }
        return one != two
    }

    /// Whether their dates are further apart than texts are compared; archives come in at once.
    private func isDaysTooFar(_ entry: Entry) -> Bool {
        guard let apart = apart(entry) else { return false }
        let isKnown = entry.facts.isTimeOfDayKnown && facts.isTimeOfDayKnown
        return apart > window.textAge / 1_000_000_000 + (isKnown ? 0 : Self.day / 2)
    }

    // MARK: The link

    /// - Parameter isLate: whether the record comes later than one that replaces or kills it.
    private func link(
        to entry: Entry,
        _ basis: StoryLink.Basis,
        isLate: Bool = false,
        texts: TextComparison? = nil
    ) -> StoryLink {
        StoryLink(
            story: entry.story,
            revisionOf: entry.sequence,
            relation: isLate || facts.isEarlierAtItsDesk(than: entry.facts)
                ? .repeat : relation(to: entry, basis, texts),
            similarity: texts.map { Int(($0.containment * 1_000).rounded()) },
            basis: basis
        )
    }

    private func relation(
        to entry: Entry,
        _ basis: StoryLink.Basis,
        _ texts: TextComparison?
    ) -> StoryLink.Relation {
        if facts.isKill { return .kill }
        if facts.isWithheld { return .withdrawal }
        if facts.isCorrection { return .correction }
        if let take = facts.take, take > entry.facts.take ?? 1 { return .completes }
        if entry.facts.isSummary, !facts.isSummary { return .completes }
        if facts.isRepeat { return .repeat }
        if let one = entry.facts.agency, let two = facts.agency, !one.isSame(as: two) { return .copy }
        if facts.isRevision { return .update }
        if basis == .text || basis == .content, let one = entry.facts.publisher, let two = facts.publisher,
            !one.isSame(as: two)
        {
            return .copy
        }
        if let texts, texts.isSame { return .repeat }
        return .update
    }
}
