/// Decides whether two texts are versions of one story: by what they have in common, and by what else speaks for or against it.
///
/// Containment of six tenths is the rule. What is known besides moves it: two headlines with the same words, marks of an
/// update, names that the first version knows lower what is asked for; another day, headlines and names without anything in
/// common raise it. Whatever the containment, the same sentences with other figures and names in their places are no version:
/// a market report, the lottery, an obituary from a form.
struct TextJudgement {
    /// What is known of the two beside their texts.
    struct Circumstances {
        /// Of the headlines; nil where they say too little.
        var headlines: Double?
        var headlinesDifferInFigures = false
        /// Whether one headline is the other with another word or two in their places.
        var headlinesAreOfOneForm = false
        /// Whether the later one has marks of a version.
        var isMarked = false
        var isMarkedCorrection = false
        var isSameSlug = false
        /// Whether they are of different days, where that is known.
        var isOtherDay = false
        /// Seconds between them, where they are known to the hour.
        var apart: Int64?
    }

    /// The containment asked for where nothing else is known.
    static let containment = 0.6
    /// Shingles that two texts must share at least.
    static let fewest = 4
    /// A text with fewer shingles says little.
    static let short = 10

    /// By how much the texts are more alike than is asked for; nil where they are not versions of one story.
    static func margin(_ texts: TextComparison, _ known: Circumstances) -> Double? {
        guard texts.shared >= fewest, !isForm(texts, known) else { return nil }
        let margin = texts.containment - threshold(texts, known)
        return margin >= 0 ? margin : nil
    }

    /// Whether the later text fills in a form that the earlier one filled in otherwise.
    private static func isForm(_ texts: TextComparison, _ known: Circumstances) -> Bool {
        if known.isMarkedCorrection { return texts.replaced >= 4 && texts.replacedShare >= 0.6 }
        if known.headlinesDifferInFigures, texts.replaced >= 2 || known.isOtherDay { return true }
        let isOld = known.isOtherDay && !known.isMarked
        // A forecast has the headline of the day before, and may have no more than the day and a figure of its own.
        let isDaily = isOld && (known.headlines ?? 0) > 0.9
        let fewest = known.isMarked ? 5 : isDaily ? 2 : 3
        let share = isOld ? 0.25 : known.isMarked ? 0.5 : 0.3
        return texts.replaced >= fewest && texts.replacedShare >= share
    }

    private static func threshold(_ texts: TextComparison, _ known: Circumstances) -> Double {
        var threshold = containment
        if texts.compared < short { threshold = 0.75 }
        // Where both open with words of their own, what they share may be no more than what their sender puts below all copy.
        let familiar = texts.familiar ?? 1
        if familiar < 0.6 {
            threshold += min(0.25, 0.7 * (0.6 - familiar))
        } else {
            if texts.familiar != nil { threshold -= 0.08 }
            let isSeries = known.headlinesAreOfOneForm || known.isOtherDay && (known.headlines ?? 0) > 0.9
            if let headlines = known.headlines, headlines >= 0.5, known.isMarked || !isSeries { threshold -= 0.12 }
        }
        if known.isMarked { threshold -= 0.1 }
        if known.isSameSlug { threshold -= 0.15 }
        if known.isOtherDay { threshold += 0.06 }
        if let apart = known.apart, apart <= 6 * 3_600 { threshold -= 0.03 }
        return max(0.2, threshold)
    }
}
