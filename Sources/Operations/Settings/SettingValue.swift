/// A value as it was written, before it is known what it has to be.
enum SettingValue: Sendable, Equatable {
    case single(String)
    case list([String])
    /// Keys with values of their own, in their order.
    case table([Line])
    /// Something that the configuration has no use for, such as an alias.
    case nested

    /// A key of a table.
    struct Line: Sendable, Equatable {
        var name: String
        /// The line of the file that it stands in, from 1 on.
        var number: Int
        var value: SettingValue
    }
}

/// Why a value cannot be what its key asks for, and what would be fit.
struct UnfitValue: Error {
    /// One thing that is wrong.
    struct Fault {
        var message: String
        /// The line of the file that it stands in, from 1 on; nil for that of the key.
        var line: Int?

        init(_ message: String, line: Int? = nil) {
            self.message = message
            self.line = line
        }
    }

    /// At least one.
    let faults: [Fault]

    init(_ message: String) {
        faults = [Fault(message)]
    }

    init(_ faults: [Fault]) {
        self.faults = faults
    }
}

extension SettingValue {
    /// The text of a single value.
    func text() throws(UnfitValue) -> String {
        switch self {
        case .single(""): throw UnfitValue("has no value; give it one, or take the line out")
        case .single(let text): return text
        case .list: throw UnfitValue("takes one value, not a list")
        case .table, .nested: throw UnfitValue("takes one value, not keys of its own")
        }
    }
}

/// The text in straight quotation marks, as messages have it.
func quoted(_ text: String) -> String {
    "\"\(text)\""
}
