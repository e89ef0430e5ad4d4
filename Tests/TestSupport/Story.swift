/// Small articles that differ, for tests in which what they say does not matter.
public enum Story {
    /// The headline of the story with this number.
    public static func headline(_ number: Int) -> String {
        "Story number \(number) of the day"
    }

    /// A whole story as wire copy; two with the same number have one content.
    public static func text(_ number: Int, paragraphs: Int = 1) -> String {
        var text = headline(number) + "\n\nRIVERTON, June 10 (Example) - Paragraph 1 of story \(number).\n"
        for paragraph in 1..<max(1, paragraphs) { text += "\nParagraph \(paragraph + 1) of story \(number).\n" }
        return text
    }
}
