/// The stages of reading a text, each by itself, for the benchmark to time.
package struct ParsingStages {
    private let story: StoryParser.Story

    /// Lines, head, paragraphs, dateline, tail, marks. Nil for what is no article.
    package init?(structureOf bytes: Span<UInt8>) {
        guard TextDecoder.isValidUTF8(bytes), case .success(let story) = StoryParser.structure(bytes, from: 0) else {
            return nil
        }
        self.story = story
    }

    /// The text that the content id is the digest of.
    package func normalize() -> [UInt8] {
        Completion.canonical(story.parts, story.text.span).bytes
    }

    package static func hash(_ canonical: [UInt8]) -> ContentID {
        ContentID.of(canonical: canonical)
    }

    package func words() -> Int {
        var counter = WordCounter()
        let text = story.text.span
        for range in story.parts.body { counter.add(text.extracting(range.start..<range.end)) }
        return counter.words
    }

    package func language() -> String? {
        Completion.language(story.parts, story.text.span)
    }
}
