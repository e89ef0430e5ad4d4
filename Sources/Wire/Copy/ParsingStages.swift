import Text
package import Article

/// The stages of reading a text, each by itself, for the benchmark to time.
package struct ParsingStages {
    private let story: StoryParser.Story

    /// Lines, head, paragraphs, dateline, tail, marks. Nil for what is no article.
    package init?(structureOf bytes: Span<UInt8>) {
        guard case .success(let story) = StoryParser.structure(bytes, from: 0) else {
            return nil
        }
        self.story = story
    }

    /// How many bytes of UTF-8 a text decodes to; nil for what is no text.
    package static func decode(_ bytes: Span<UInt8>) -> Int? {
        switch try? TextDecoder.decode(bytes) {
        case .inPlace(let skip): bytes.count - skip
        case .converted(let text): text.bytes.count
        case nil: nil
        }
    }

    /// The day that the text speaks for.
    package func published() -> Published? {
        var assumed = ArticleDetails.Assumed()
        return PublicationDate.published(story.parts, story.text.span, ReadingContext(), &assumed)
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
