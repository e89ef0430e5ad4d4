/// A story of our own in the shape in which agencies' stories are saved from a web page.
enum FerryStory {
    static let text = """
        Local news

        Riverton’s old ferry returns to service after eleven years

        The boat was rebuilt by volunteers, says the harbour office

        RIVERTON, June 10. /EXAMPLE/. The ferry “Marianne” carried its first passengers across the Alder on Wednesday, \
        eleven years after it was laid up, Riverton’s harbour office said.

        “We had given her up twice,” harbour master Ada Quill said. “Both times somebody came by with a welding torch.”

        The boat takes forty passengers and crosses every half hour until October 31, 2026.

        """

    /// The same with straight quotation marks and apostrophes.
    static var straight: String {
        String(text.map { "“”".contains($0) ? "\"" : $0 == "’" ? "'" : $0 })
    }
}
