/// A value as it was written, before it is known what it has to be.
enum SettingValue: Sendable, Equatable {
    case single(String)
    case list([String])
    /// Something that the configuration has no use for, such as a mapping.
    case nested
}

/// Why a value cannot be what its key asks for, and what would be fit.
struct UnfitValue: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}

extension SettingValue {
    /// The text of a single value.
    func text() throws(UnfitValue) -> String {
        switch self {
        case .single(""): throw UnfitValue("has no value; give it one, or take the line out")
        case .single(let text): return text
        case .list: throw UnfitValue("takes one value, not a list")
        case .nested: throw UnfitValue("takes one value, not keys of its own")
        }
    }
}

/// The text in straight quotation marks, as messages have it.
func quoted(_ text: String) -> String {
    "\"\(text)\""
}
