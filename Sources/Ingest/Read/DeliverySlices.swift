import Archive
import Article
import Formats
import LinuxIO
import Stories

/// Makes deliveries for the committer out of the parts of one file: a slice each time that the parts so far are enough for
/// a commit, and the rest at the end.
///
/// Where the slices part says nothing: the number and the member of each article follow from the bytes alone. What is held
/// is bounded by a slice and a member, however many parts there are.
struct DeliverySlices {
    /// How much a slice holds.
    struct Bounds {
        /// Articles.
        var records: Int
        /// Bytes, of records and of members to be set aside.
        var bytes: Int
        /// Bytes of refused members that are kept while nothing is archived yet.
        var held: Int
        /// The longest tail of a record.
        var tail: Int
    }

    /// What all slices have in common.
    struct Origin {
        var file: ClaimedFile
        var identity: DeliveryIdentity
        var answered: Candidate.Answered?
        /// What is known of the file beside its content.
        var note: ReadingNote
        /// The records of a part of an upload that it completes.
        var pieces: [Int: ArchivedFiles.Piece]
        /// What the delivery was read as.
        var reading: Reading
        var completed: Int64
    }

    private let origin: Origin
    private let bounds: Bounds
    private let give: (PreparedDelivery) -> Bool
    private let progress = DeliveryProgress()
    private var tails: [RecordTail] = []
    private var facts: [StoryFacts] = []
    private var weight = 0
    /// The first article, until there is a second: only then is it one of several.
    private var first: Part?
    /// Articles of the delivery, also those whose record would be too long.
    private var articles = 0
    private var remainder = Remainder()
    /// Why the first member was refused that was.
    private var refusal: (member: String?, refusal: PreparedDelivery.Refusal)?
    private var refused = 0
    private var isBegun = false

    /// - Parameter give: takes a slice that is not the last; false where nothing more of the delivery is wanted.
    init(_ origin: Origin, _ bounds: Bounds, give: @escaping (PreparedDelivery) -> Bool) {
        self.origin = origin
        self.bounds = bounds
        self.give = give
    }

    /// Whether nothing more of it is wanted.
    var isGivenUp: Bool { progress.isGivenUp }

    /// Whether any part so far is an article.
    var hasArticles: Bool { isBegun || first != nil || !tails.isEmpty }

    /// Takes the next part; false where nothing more of the delivery is wanted.
    mutating func add(_ part: Part) -> Bool {
        switch part.content {
        case .article:
            articles += 1
            if articles == 1 {
                first = part
                return true
            }
            if let first { append(first, place: 1) }
            first = nil
            append(part, place: articles)
        case .refused(let rejection):
            note(part.member, PreparedDelivery.Refusal(rejection), part.source)
        case .notNews(let kind):
            remainder.notNews[kind, default: 0] += 1
            let format = part.source?.format ?? origin.reading.format
            remainder.count(PartCount(.noNews, format: format, kind: kind.rawValue))
        }
        return handOverIfFull()
    }

    /// Takes it that a member is refused by the desk itself; false where nothing more of the delivery is wanted.
    mutating func refuse(
        _ member: String,
        _ refusal: PreparedDelivery.Refusal,
        bytes: [UInt8]?,
        envelope: MemberEnvelope? = nil
    ) -> Bool {
        var source = Part.Source(
            format: origin.reading.format,
            container: [origin.reading.format],
            bytes: bytes
        )
        source.envelope = envelope
        note(member, refusal, source)
        return handOverIfFull()
    }

    private mutating func append(_ part: Part, place: Int?) {
        let part = origin.note.member.map { part.within($0, origin.note.container, origin.reading) } ?? part
        guard let article = part.article,
            let tail = RecordTail.tail(of: part, in: origin.reading, from: origin.identity, place: place)
        else { return }
        // What no reader takes is refused before it stands in the archive for good.
        guard tail.bytes.count <= bounds.tail else {
            var source = part.source
            source?.bytes = nil
            note(part.member, .recordTooLong(tail.bytes.count, bounds.tail), source)
            return
        }
        let fact = StoryFacts(article)
        weight += tail.bytes.count + fact.weight
        tails.append(tail)
        facts.append(fact)
    }

    /// - Parameter source: what the member was read as; nil where that is what the delivery was read as.
    private mutating func note(_ member: String?, _ refusal: PreparedDelivery.Refusal, _ source: Part.Source?) {
        refused += 1
        remainder.count(PartCount(.refused, format: source?.format ?? origin.reading.format))
        self.refusal = self.refusal ?? (member, refusal)
        guard let member else { return }
        let bytes = source?.bytes
        let isHeld = isBegun || !tails.isEmpty || remainder.weight + (bytes?.count ?? 0) <= bounds.held
        weight += remainder.add(
            Remainder.Member(
                name: member,
                refusal: refusal,
                bytes: isHeld ? bytes : nil,
                note: origin.note.of(member: member, in: source?.container ?? [], envelope: source?.envelope)
            )
        )
    }

    private mutating func handOverIfFull() -> Bool {
        guard !tails.isEmpty, tails.count >= bounds.records || weight >= bounds.bytes else { return !isGivenUp }
        isBegun = true
        let slice = slice(.articles(tails), remainder.takeBytes(), isLast: false)
        (tails, facts, weight) = ([], [], 0)
        return give(slice) && !isGivenUp
    }

    /// The last slice, or the whole delivery where it is the only one.
    ///
    /// - Parameter note: what a person should know about the delivery as a whole.
    consuming func finish(note: String? = nil) -> PreparedDelivery {
        if let first { append(first, place: nil) }
        first = nil
        remainder.note = note
        if isBegun || !tails.isEmpty { return slice(.articles(tails), remainder, isLast: true) }
        if let refusal {
            var all = refusal.refusal
            all.explanation = Rejection.explanation(ofAll: refused, first: refusal.member, all.explanation)
            return slice(.refused(all), remainder.told, isLast: true)
        }
        guard !remainder.notNews.isEmpty else { return refusedAsWhole(PreparedDelivery.Refusal(.emptyContainer)) }
        return slice(.noNews(Rejection.noNews(remainder.notNews).explanation), remainder, isLast: true)
    }

    /// The end of a delivery that can be read no further: it is refused, unless records of it are there already. Those never
    /// change, and so what cannot be read counts as one more member that is set aside.
    consuming func finish(broken refusal: PreparedDelivery.Refusal, member: Int) -> PreparedDelivery {
        guard isBegun else { return refusedAsWhole(refusal) }
        note(DeliverySlices.rest(from: member), refusal, nil)
        return finish()
    }

    private func refusedAsWhole(_ refusal: PreparedDelivery.Refusal) -> PreparedDelivery {
        var remainder = Remainder()
        remainder.count(PartCount(.refused, format: origin.reading.format))
        return slice(.refused(refusal), remainder, isLast: true)
    }

    /// What the members from a number on are called where they cannot be told apart.
    static func rest(from member: Int) -> String { "#\(member) and what follows it" }

    private func slice(
        _ content: PreparedDelivery.Content,
        _ remainder: Remainder,
        isLast: Bool
    ) -> PreparedDelivery {
        PreparedDelivery(
            file: origin.file,
            digest: origin.identity.digest,
            answered: origin.answered,
            content: content,
            facts: facts,
            pieces: origin.pieces,
            remainder: remainder,
            slice: isBegun ? PreparedDelivery.Slice(progress: progress, isLast: isLast) : nil,
            completed: origin.completed
        )
    }
}

extension Part {
    /// The article of a file that was itself a member of a delivery, as it would have been read there.
    fileprivate func within(_ outer: String, _ containers: [String], _ reading: Reading) -> Part {
        var part = self
        part.member = member.map { "\(outer)/\($0)" } ?? outer
        var source =
            source
            ?? Source(format: reading.format, encoding: reading.encoding, damaged: reading.damaged, container: [])
        source.container = containers + source.container
        part.source = source
        return part
    }
}
