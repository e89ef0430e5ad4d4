import Archive
import Article

/// The records that a new one may follow: the newest of the archive, up to a number and an age, with what they are found by.
///
/// What is in it follows from those records alone, so that a window rebuilt from the archive is the one that was lost.
struct StoryWindow {
    struct Entry {
        var sequence: Int64
        /// In nanoseconds since 1970.
        var ingestedAt: Int64
        var facts: StoryFacts
        /// The content id of the story's first version.
        var story: ContentID
        /// Whether it follows another record.
        var isLinked: Bool
    }

    /// What a record is found by.
    enum Key: UInt64 {
        case content = 0x51
        case guid
        case url
        case slug
        case headline
        /// The first words of a headline.
        case headlineStart
        /// The first words of a slug.
        case slugStart
        /// Words of a notice whose story is not there yet.
        case named
        case story
    }

    /// How long the texts are kept, and how long what a record is found by besides: in nanoseconds.
    let textAge: Int64
    let age: Int64
    let limit: Int

    private var entries: [Entry] = []
    /// Of ``entries``, those at the front that are gone.
    private var gone = 0
    /// How many of the oldest have lost their text.
    private var textless = 0
    private(set) var shingles = HashIndex()
    private var keys = HashIndex()
    private var hashes: [UInt32] = []

    init(textAge: Int64, limit: Int) {
        self.textAge = textAge
        age = textAge.multipliedReportingOverflow(by: 10).overflow ? Int64.max : textAge * 10
        self.limit = max(1, limit)
    }

    var count: Int { entries.count - gone }
    private var firstSequence: Int64? { gone < entries.count ? entries[gone].sequence : nil }

    /// About how many bytes it takes.
    var memory: Int {
        var total = entries.capacity * MemoryLayout<Entry>.stride + shingles.memory + keys.memory
        for entry in entries[gone...] {
            total += 2 * (entry.facts.body.marks.capacity + entry.facts.headline.marks.capacity) + 64
        }
        return total
    }

    /// Where the record with these low bits of its number stands, where a record numbered `sequence` and committed at `now` may
    /// follow it.
    private func place(_ owner: UInt32, asOf sequence: Int64, _ now: Int64) -> Int? {
        guard let first = firstSequence else { return nil }
        let wanted = first + Int64(owner &- UInt32(truncatingIfNeeded: first))
        var low = gone
        var high = min(entries.count, gone + Int(wanted - first) + 1)
        // Where no record is missing, the number says where it stands.
        if high > low, entries[high - 1].sequence == wanted { low = high - 1 }
        while low < high, entries[low].sequence != wanted {
            let middle = (low + high) / 2
            if entries[middle].sequence < wanted { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].sequence == wanted, sequence - wanted <= Int64(limit),
            now - entries[low].ingestedAt <= age
        else { return nil }
        return low
    }

    /// The record with these low bits of its number, where one may follow it.
    func entry(_ owner: UInt32, asOf sequence: Int64, _ now: Int64) -> Entry? {
        place(owner, asOf: sequence, now).map { entries[$0] }
    }

    /// The story of a record whose text may be compared with that of another, as a short number, and how many shingles it has.
    func text(_ owner: UInt32, asOf sequence: Int64, _ now: Int64) -> (story: UInt64, shingles: Int)? {
        guard let index = place(owner, asOf: sequence, now), now - entries[index].ingestedAt <= textAge else {
            return nil
        }
        return (
            entries[index].story.leadingWord,
            max(0, entries[index].facts.body.marks.count - Shingles.length + 1)
        )
    }

    /// Whether the text of a record is still compared at a time.
    func hasText(_ entry: Entry, _ now: Int64) -> Bool { now - entry.ingestedAt <= textAge }

    /// Calls `body` with the records found by a key, the newest first, until it returns false.
    func find(_ kind: Key, _ key: UInt64, asOf sequence: Int64, _ now: Int64, _ body: (Entry) -> Bool) {
        keys.forEach(StoryWindow.hash(kind, key)) { owner in
            guard let entry = entry(owner, asOf: sequence, now) else { return false }
            return body(entry)
        }
    }

    private static func hash(_ kind: Key, _ key: UInt64) -> UInt32 {
        let mixed = (key ^ kind.rawValue &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
        return UInt32(truncatingIfNeeded: mixed >> 32)
    }

    /// Adds the record that comes next in the archive.
    mutating func add(_ entry: Entry) {
        entries.append(entry)
        let owner = UInt32(truncatingIfNeeded: entry.sequence)
        let facts = entry.facts
        func add(_ kind: Key, _ key: UInt64?) {
            if let key { keys.add(StoryWindow.hash(kind, key), owner: owner) }
        }
        add(.content, facts.id.leadingWord)
        add(.story, entry.story.leadingWord)
        add(.guid, facts.guidKey)
        add(.url, facts.urlKey)
        add(.slug, facts.slugKey)
        add(.headline, KeyHash.of(facts.headline.marks))
        add(.headlineStart, NamedStory.start(ofHeadline: facts.headline))
        add(.slugStart, facts.slug.flatMap { NamedStory.start(ofSlug: $0) })
        if facts.isKill, !entry.isLinked {
            for start in NamedStory.starts(in: facts) { add(.named, start) }
        }
        Shingles.hash(facts.body.marks, into: &hashes)
        let modulus = Shingles.modulus(hashes.count)
        for hash in hashes where hash % modulus == 0 { shingles.add(hash, owner: owner) }
    }

    /// Takes out the newest records, down to the one before `sequence`: they have not become durable.
    mutating func remove(from sequence: Int64) {
        while count > 0, let last = entries.last, last.sequence >= sequence {
            let owner = UInt32(truncatingIfNeeded: last.sequence)
            while shingles.newest == owner { shingles.removeNewest() }
            while keys.newest == owner { keys.removeNewest() }
            entries.removeLast()
        }
    }

    /// Lets go of what no later record may follow.
    mutating func trim() {
        guard let last = entries.last else { return }
        while let entry = entries[gone...].first,
            last.sequence - entry.sequence >= Int64(limit) || last.ingestedAt - entry.ingestedAt > age
        {
            let owner = UInt32(truncatingIfNeeded: entry.sequence)
            while keys.oldest == owner { keys.removeOldest() }
            while shingles.oldest == owner { shingles.removeOldest() }
            gone += 1
        }
        textless = max(textless, gone)
        while textless < entries.count, last.ingestedAt - entries[textless].ingestedAt > textAge {
            let owner = UInt32(truncatingIfNeeded: entries[textless].sequence)
            while shingles.oldest == owner { shingles.removeOldest() }
            entries[textless].facts.body = StoryWords()
            textless += 1
        }
        if gone > 1_024, gone * 2 > entries.count {
            entries.removeFirst(gone)
            textless -= gone
            gone = 0
        }
    }
}
