/// Finds the story that a notice names: its headline, or its slug, stands in the notice word for word.
enum NamedStory {
    /// Words of a headline by which it is found in a notice; shorter ones are no name.
    private static let headlineWords = 4
    private static let slugWords = 2
    /// How far into a notice names are looked for.
    private static let reach = 400

    static func start(ofHeadline headline: StoryWords) -> UInt64? { start(headline.marks, 0, headlineWords) }
    static func start(ofSlug slug: StoryWords) -> UInt64? { start(slug.marks, 0, slugWords) }

    private static func start(_ marks: [UInt16], _ at: Int, _ count: Int) -> UInt64? {
        guard at + count <= marks.count else { return nil }
        return KeyHash.of(marks[at..<at + count]) ^ UInt64(count)
    }

    /// The words of a notice, headline and body.
    static func words(of notice: StoryFacts) -> [UInt16] {
        Array((notice.headline.marks + notice.body.marks).prefix(reach))
    }

    /// What a story's headline or slug that the notice names can start with.
    static func starts(in notice: StoryFacts) -> [UInt64] {
        let marks = words(of: notice)
        return marks.indices.flatMap { at in
            [start(marks, at, headlineWords), start(marks, at, slugWords)].compactMap(\.self)
        }
    }

    /// How many words the notice names the story by; 0 where it does not.
    static func wordsNamed(_ story: StoryFacts, in notice: [UInt16]) -> Int {
        if story.headline.marks.count >= headlineWords, contains(story.headline.marks, notice) {
            return story.headline.marks.count
        }
        if let slug = story.slug, slug.marks.count >= slugWords, contains(slug.marks, notice) {
            return slug.marks.count
        }
        return 0
    }

    private static func contains(_ name: [UInt16], _ words: [UInt16]) -> Bool {
        guard name.count <= words.count else { return false }
        for start in 0...words.count - name.count {
            var offset = 0
            while offset < name.count, (words[start + offset] ^ name[offset]) & StoryWords.compared == 0 { offset += 1 }
            if offset == name.count { return true }
        }
        return false
    }

    /// The hashes to look stories up by, in a notice's words.
    static func headlineStarts(_ notice: [UInt16]) -> [UInt64] {
        notice.indices.compactMap { start(notice, $0, headlineWords) }
    }

    static func slugStarts(_ notice: [UInt16]) -> [UInt64] {
        notice.indices.compactMap { start(notice, $0, slugWords) }
    }
}
