/// Finds the stories whose text may be a version of another, by a sample of its shingles, and compares the whole texts.
struct TextSearch {
    private var comparer = TextComparer()
    private var hashes: [UInt32] = []
    private var isCommon: [Bool] = []
    /// The records that have shingles of the sample, and how many.
    private var hits: [Hit] = []
    /// The same, once for each of those shingles.
    private var found: [UInt32] = []
    /// The stories that have one shingle.
    private var stories: [UInt64] = []

    private struct Hit {
        var owner: UInt32
        var shingles: Int
        var count: Int
        /// What part of the shorter text the other has, as the sample has it.
        var estimate = 0.0
    }

    /// How many records with a shingle are looked at.
    private static let reach = 32
    /// How many of the first shingles are all looked up: an alert comes before the story that opens with it.
    private static let opening = 40
    /// In how many stories a shingle is no sign of any: boilerplate.
    private static let common = 4
    /// What part of the shorter text the other must have by the sample, which can be far off for short texts.
    private static let leastEstimate = 0.15
    /// How many texts are compared as a whole.
    private static let candidates = 6

    /// The records whose text may be a version of a story, the likeliest first. The comparisons that follow are with that story.
    mutating func candidates(
        _ facts: StoryFacts,
        in window: StoryWindow,
        asOf sequence: Int64,
        _ now: Int64
    ) -> [StoryWindow.Entry] {
        Shingles.hash(facts.body.marks, into: &hashes)
        isCommon.removeAll(keepingCapacity: true)
        isCommon.append(contentsOf: repeatElement(false, count: hashes.count))
        found.removeAll(keepingCapacity: true)
        let modulus = Shingles.modulus(hashes.count)
        var lastSampled = -1
        for at in hashes.indices where at < Self.opening || hashes[at] % modulus == 0 {
            let common = look(up: hashes[at], window, sequence, now)
            if common {
                // Those around it that are not looked up are taken to be as common.
                let from = max(lastSampled + 1, at - Int(modulus))
                for near in from..<min(hashes.count, at + Int(modulus)) { isCommon[near] = true }
            } else if modulus > 1, at > 0, isCommon[at] {
                for near in at..<min(hashes.count, at + Int(modulus)) { isCommon[near] = false }
            }
            lastSampled = at
        }
        countHits(in: window, asOf: sequence, now)
        for at in hits.indices {
            let sampling = max(Shingles.modulus(hits[at].shingles), modulus)
            let sampled = Double(max(1, min(hits[at].shingles, hashes.count))) / Double(sampling)
            hits[at].estimate = min(1, Double(hits[at].count) / max(1, sampled))
        }
        hits.sort { one, two in
            one.estimate != two.estimate
                ? one.estimate > two.estimate : Int32(bitPattern: one.owner &- two.owner) > 0
        }
        var entries: [StoryWindow.Entry] = []
        for hit in hits.prefix(Self.candidates) where hit.estimate >= Self.leastEstimate {
            if let entry = window.entry(hit.owner, asOf: sequence, now) { entries.append(entry) }
        }
        return entries
    }

    /// Notes the records that have a shingle; true where many stories have it, which is no sign of any.
    private mutating func look(up hash: UInt32, _ window: StoryWindow, _ sequence: Int64, _ now: Int64) -> Bool {
        let before = found.count
        stories.removeAll(keepingCapacity: true)
        window.shingles.forEach(hash) { owner in
            guard found.count == before || found[found.count - 1] != owner else { return true }
            guard let text = window.text(owner, asOf: sequence, now) else { return false }
            found.append(owner)
            if !stories.contains(text.story) { stories.append(text.story) }
            return found.count - before < Self.reach && stories.count < Self.common
        }
        guard stories.count >= Self.common else { return false }
        found.removeLast(found.count - before)
        return true
    }

    private mutating func countHits(in window: StoryWindow, asOf sequence: Int64, _ now: Int64) {
        hits.removeAll(keepingCapacity: true)
        found.sort()
        for owner in found {
            if hits.last?.owner == owner {
                hits[hits.count - 1].count += 1
            } else if let text = window.text(owner, asOf: sequence, now) {
                hits.append(Hit(owner: owner, shingles: text.shingles, count: 1))
            }
        }
    }

    /// Compares a candidate's text with the story that the candidates were found for.
    mutating func comparison(candidate entry: StoryWindow.Entry, _ facts: StoryFacts) -> TextComparison {
        comparer.compare(entry.facts, facts, hashes, isCommon: isCommon)
    }

    /// Compares a record's text with a later one, boilerplate included.
    mutating func comparison(_ entry: StoryWindow.Entry, _ facts: StoryFacts) -> TextComparison {
        Shingles.hash(facts.body.marks, into: &hashes)
        isCommon.removeAll(keepingCapacity: true)
        isCommon.append(contentsOf: repeatElement(false, count: hashes.count))
        return comparison(candidate: entry, facts)
    }
}
