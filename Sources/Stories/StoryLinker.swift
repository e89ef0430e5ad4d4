public import Archive

/// Decides which story each record belongs to, in the order of the archive, from the records before it.
///
/// The rules are asked one after the other, facts first: the sender's id, the version that a document names, its address, the
/// content, the slug, a notice that names its story; and at last what the texts have in common. <doc:Stories> has them.
///
/// ```swift
/// var linker = StoryLinker(settings: .init())
/// let link = linker.link(StoryFacts(article), sequence: 7, at: now)   // revision_of 3, update
/// ```
///
/// It knows no clock and no disk: the same records in the same order give the same links, in whatever batches they come, and
/// after a start from the newest records of the archive (``restore(_:)``).
public struct StoryLinker {
    /// How far back a record's story is looked for.
    public struct Settings: Sendable, Equatable {
        /// Texts are compared for so long, in seconds; what a document says itself of the version that it follows counts ten times
        /// as long.
        public var window: Int64
        /// How many records are looked back over at most.
        public var limit: Int

        public init(window: Int64 = 72 * 3_600, limit: Int = 50_000) {
            self.window = window
            self.limit = limit
        }
    }

    private var window: StoryWindow
    private var search = TextSearch()

    public init(settings: Settings = Settings()) {
        let seconds = min(max(0, settings.window), Int64.max / 1_000_000_000)
        window = StoryWindow(textAge: seconds * 1_000_000_000, limit: settings.limit)
    }

    /// How many records are looked back over.
    public var count: Int { window.count }
    /// About how many bytes they take.
    public var memory: Int { window.memory }

    /// Decides what the record that comes next is, which is to be committed at `now`, in nanoseconds since 1970; nil where it is
    /// the first of its story.
    ///
    /// It counts among the records from then on. If it does not become durable, ``takeBack(from:)`` has to be called.
    public mutating func link(_ facts: StoryFacts, sequence: Int64, at now: Int64) -> StoryLink? {
        let link = decide(facts, sequence, now)
        // No version follows a notice of a desk.
        if link?.basis != .operator { add(facts, link, sequence, now) }
        return link
    }

    /// Adds the record that comes next with a link that was decided elsewhere: by the bytes of its file.
    public mutating func follow(_ link: StoryLink, _ facts: StoryFacts, sequence: Int64, at now: Int64) {
        add(facts, link, sequence, now)
    }

    /// Adds a record of the archive with the link that it has. A notice of the desk counts among none: no version follows it.
    public mutating func restore(_ record: Record) {
        if record.link?.basis == .operator { return }
        add(StoryFacts(record), record.link, record.sequence, record.ingestedAt)
        window.trim()
    }

    /// Forgets the records from a number on, which were not written.
    public mutating func takeBack(from sequence: Int64) {
        window.remove(from: sequence)
    }

    /// Lets go of the oldest records, once those that were linked are durable.
    public mutating func settle() {
        window.trim()
    }

    private mutating func add(_ facts: StoryFacts, _ link: StoryLink?, _ sequence: Int64, _ now: Int64) {
        window.add(
            StoryWindow.Entry(
                sequence: sequence,
                ingestedAt: now,
                facts: facts,
                story: link?.story ?? facts.id,
                isLinked: link != nil
            )
        )
    }

    private mutating func decide(_ facts: StoryFacts, _ sequence: Int64, _ now: Int64) -> StoryLink? {
        let round = LinkRound(window: window, facts: facts, sequence: sequence, now: now)
        if facts.notice != nil { return round.byDeskNotice() }
        return round.byGuid() ?? round.byReference() ?? round.byURL(&search) ?? round.byContent()
            ?? round.bySlug(&search) ?? round.byNotice(&search) ?? round.byText(&search)
    }
}
