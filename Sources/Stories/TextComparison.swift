/// What two texts have in common, by all of their words.
struct TextComparison {
    /// What part of the shorter text's shingles the other has, those left out that many stories share.
    var containment = 0.0
    /// The same of each text, with all shingles.
    var shareOfEarlier = 0.0
    var shareOfLater = 0.0
    /// Shingles that both have and few others do, and how many the shorter text has of its own kind.
    var shared = 0
    var compared = 0
    /// Figures and names that both have at the same place, and those that stand in the place of others: the same sentences
    /// with other figures are another day's report, not another version.
    var kept = 0
    var replaced = 0
    /// What part of the later one's headline and first paragraph, as far as they are its own, the earlier one knows: words that
    /// tell, each counted once. Nil where one of the two opens as the other does.
    var familiar: Double?
    /// Whether both are the same words in the same order.
    var isSame = false

    /// The share of figures and names that stand in the place of others.
    var replacedShare: Double { replaced == 0 ? 0 : Double(replaced) / Double(replaced + kept) }
}

/// Compares texts; keeps its room from one comparison to the next.
struct TextComparer {
    /// The shingles of the earlier text: in each slot a hash, and in the lower half its first place in the text and 1; 0 for an
    /// empty slot. Open addressing, a power of two, at most half full.
    private var table: [UInt64] = []
    /// A bit for each mark.
    private var ownMarks = [UInt64](repeating: 0, count: (1 << 16) / 64)
    private var earlierHashes: [UInt32] = []
    private var isEarlierCovered: [Bool] = []
    private var isLaterCovered: [Bool] = []
    private var isEarlierMatched: [Bool] = []

    private struct Run {
        var earlier: Int
        var later: Int
        var words: Int
    }

    /// Compares a story with a later one, whose shingles are given; `isCommon` says of each of them whether many stories have it.
    mutating func compare(
        _ earlierFacts: StoryFacts,
        _ laterFacts: StoryFacts,
        _ hashes: [UInt32],
        isCommon: [Bool]
    ) -> TextComparison {
        let earlier = earlierFacts.body.marks
        let later = laterFacts.body.marks
        Shingles.hash(earlier, into: &earlierHashes)
        var result = TextComparison()
        guard !earlierHashes.isEmpty, !hashes.isEmpty else { return result }
        let runs = match(hashes, isCommon, earlier.count, later.count, &result)
        result.isSame = earlier.count == later.count && runs.count == 1 && runs[0].words == later.count
        weighGaps(runs, earlier, later, &result)
        result.familiar = familiar(earlierFacts, laterFacts)
        return result
    }

    /// Finds the shingles of the later text in the earlier one, and the runs that they make.
    private mutating func match(
        _ hashes: [UInt32],
        _ isCommon: [Bool],
        _ earlierCount: Int,
        _ laterCount: Int,
        _ result: inout TextComparison
    ) -> [Run] {
        TextComparer.fill(&table, with: earlierHashes)
        reset(&isEarlierCovered, earlierCount)
        reset(&isLaterCovered, laterCount)
        reset(&isEarlierMatched, earlierHashes.count)
        var runs: [Run] = []
        var matched = 0
        var matchedCommon = 0
        let common = isCommon.count { $0 }
        var last = -2
        var lastLater = -2
        for (at, hash) in hashes.enumerated() {
            var place = last + 1
            if lastLater != at - 1 || place >= earlierHashes.count || earlierHashes[place] != hash {
                guard let found = TextComparer.find(hash, table.span) else { continue }
                place = found
            }
            matched += 1
            if isCommon[at] { matchedCommon += 1 }
            isEarlierMatched[place] = true
            TextComparer.cover(&isEarlierCovered, place)
            TextComparer.cover(&isLaterCovered, at)
            if lastLater == at - 1, place == last + 1 {
                runs[runs.count - 1].words += 1
            } else {
                runs.append(Run(earlier: place, later: at, words: Shingles.length))
            }
            last = place
            lastLater = at
        }
        let matchedEarlier = isEarlierMatched.count { $0 }
        result.shareOfEarlier = Double(matchedEarlier) / Double(earlierHashes.count)
        result.shareOfLater = Double(matched) / Double(hashes.count)
        // What many stories share counts on neither side.
        let earlierOwn = max(1, earlierHashes.count - min(matchedEarlier, matchedCommon))
        let laterOwn = max(1, hashes.count - common)
        result.compared = min(earlierOwn, laterOwn)
        result.shared = max(0, min(matched - matchedCommon, matchedEarlier))
        result.containment = min(1, Double(result.shared) / Double(result.compared))
        return runs
    }

    /// Counts the figures and names that are kept, and those that stand in the place of others: in gaps of similar length
    /// between the same runs, which are short, or have other words in common.
    private func weighGaps(_ runs: [Run], _ earlier: [UInt16], _ later: [UInt16], _ result: inout TextComparison) {
        for at in later.indices where isLaterCovered[at] && TextComparer.isTelling(later[at]) { result.kept += 1 }
        var before = (earlier: 0, later: 0)
        for run in runs + [Run(earlier: earlier.count, later: later.count, words: 0)] {
            let gapEarlier = run.earlier - before.earlier
            let gapLater = run.later - before.later
            if gapEarlier > 0, gapLater > 0, gapEarlier <= TextComparer.longestGap, gapLater <= TextComparer.longestGap,
                abs(gapEarlier - gapLater) <= 2 + min(gapEarlier, gapLater) / 4
            {
                weigh(before.earlier..<run.earlier, before.later..<run.later, earlier, later, &result)
            }
            // A run that goes back in the earlier text leaves no gap that could be compared.
            before = (max(0, run.earlier + run.words), run.later + run.words)
        }
    }

    private static let longestGap = 60
    private static let shortGap = 6

    /// Weighs a gap in both texts. A figure or name is kept where a neighbour is the same as well: lists of results share
    /// names and small figures by chance.
    private func weigh(
        _ earlier: Range<Int>,
        _ later: Range<Int>,
        _ one: [UInt16],
        _ two: [UInt16],
        _ result: inout TextComparison
    ) {
        func isSame(_ left: Int, _ right: Int) -> Bool {
            one.indices.contains(left) && two.indices.contains(right)
                && (one[left] ^ two[right]) & StoryWords.compared == 0
        }
        var words = 0
        var sharedWords = 0
        var kept = 0
        var replaced = 0
        for at in later {
            let places = earlier.filter { isSame($0, at) }
            if TextComparer.isTelling(two[at]) {
                if places.contains(where: { isSame($0 - 1, at - 1) || isSame($0 + 1, at + 1) }) {
                    kept += 1
                } else {
                    replaced += 1
                }
            } else {
                words += 1
                if !places.isEmpty { sharedWords += 1 }
            }
        }
        let isShort = max(earlier.count, later.count) <= TextComparer.shortGap
        let isList = kept + replaced >= words * 2
        guard isShort || isList || sharedWords * 5 >= words * 2 else { return }
        // A figure in the place of a word, or the other way round, is a rewrite.
        let others = earlier.count { place in TextComparer.isTelling(one[place]) } - kept
        result.kept += kept
        result.replaced += min(replaced, max(0, others))
    }

    /// How many words open a story, and how many of them both must share to open alike.
    private static let opening = 40
    private static let alike = 20

    private mutating func familiar(_ earlier: StoryFacts, _ later: StoryFacts) -> Double? {
        guard isEarlierCovered.prefix(Self.opening).count(where: { $0 }) < Self.alike,
            isLaterCovered.prefix(Self.opening).count(where: { $0 }) < Self.alike
        else { return nil }
        var own: [UInt16] = []
        for mark in later.headline.marks where TextComparer.isTelling(mark) { note(mark, in: &own) }
        for (at, mark) in later.body.marks.prefix(Self.opening).enumerated()
        where !isLaterCovered[at] && TextComparer.isTelling(mark) {
            note(mark, in: &own)
        }
        defer { for mark in own { strike(mark) } }
        guard own.count >= 4 else { return nil }
        var known = 0
        for mark in earlier.headline.marks where strike(mark) { known += 1 }
        for mark in earlier.body.marks where strike(mark) { known += 1 }
        return Double(known) / Double(own.count)
    }

    /// Adds a word to those that the later text has of its own, where it is not among them.
    private mutating func note(_ mark: UInt16, in own: inout [UInt16]) {
        let word = mark & StoryWords.compared
        let bit: UInt64 = 1 << UInt64(word & 63)
        guard ownMarks[Int(word >> 6)] & bit == 0 else { return }
        ownMarks[Int(word >> 6)] |= bit
        own.append(word)
    }

    /// Takes a word out of those; true where it was among them.
    @discardableResult
    private mutating func strike(_ mark: UInt16) -> Bool {
        let word = mark & StoryWords.compared
        let bit: UInt64 = 1 << UInt64(word & 63)
        guard ownMarks[Int(word >> 6)] & bit != 0 else { return false }
        ownMarks[Int(word >> 6)] &= ~bit
        return true
    }

    /// Whether a word is a figure or a name.
    private static func isTelling(_ mark: UInt16) -> Bool { mark & (StoryWords.figure | StoryWords.name) != 0 }

    private func reset(_ flags: inout [Bool], _ count: Int) {
        flags.removeAll(keepingCapacity: true)
        flags.append(contentsOf: repeatElement(false, count: count))
    }

    /// Marks the words of a shingle.
    @inline(__always)
    private static func cover(_ words: inout [Bool], _ place: Int) {
        var flags = words.mutableSpan
        for word in place..<place + Shingles.length { flags[word] = true }
    }

    private static func fill(_ table: inout [UInt64], with hashes: [UInt32]) {
        var size = 64
        while size < hashes.count * 2 { size *= 2 }
        table.removeAll(keepingCapacity: true)
        table.append(contentsOf: repeatElement(0, count: size))
        var slots = table.mutableSpan
        for (place, hash) in hashes.enumerated() {
            var slot = Int(hash) & (size - 1)
            while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot] >> 32) != hash {
                slot = (slot + 1) & (size - 1)
            }
            if slots[slot] == 0 { slots[slot] = UInt64(hash) << 32 | UInt64(place + 1) }
        }
    }

    /// The first place of a shingle in the earlier text.
    @inline(__always)
    private static func find(_ hash: UInt32, _ slots: Span<UInt64>) -> Int? {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if UInt32(truncatingIfNeeded: slots[slot] >> 32) == hash {
                return Int(UInt32(truncatingIfNeeded: slots[slot])) - 1
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }
}
