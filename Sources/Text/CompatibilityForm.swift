extension String {
    /// The text in the form NFKC (Unicode Standard Annex 15): what is one character to a reader is one here, however it was
    /// typed.
    public var compatibilityForm: String {
        String(decoding: TextLibraries.nfkc(Array(utf8)), as: UTF8.self)
    }
}
