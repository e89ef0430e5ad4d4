internal import LinuxIO

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
    private func text() throws(UnfitValue) -> String {
        switch self {
        case .single(""): throw UnfitValue("has no value; give it one, or take the line out")
        case .single(let text): return text
        case .list: throw UnfitValue("takes one value, not a list")
        case .nested: throw UnfitValue("takes one value, not keys of its own")
        }
    }

    /// An absolute path, without `.`, doubled slashes and a slash at the end.
    func folder() throws(UnfitValue) -> Path {
        let text = try text()
        if text.utf8.contains(0) {
            throw UnfitValue("\(quoted(text.escapedForDisplay)) holds a NUL, which no path may")
        }
        let path = Path(text)
        guard path.isAbsolute else {
            throw UnfitValue("\(quoted(path.display)) is not absolute; write the path from / on")
        }
        let components = path.components.filter { $0 != "." }
        if components.contains("..") {
            throw UnfitValue("\(quoted(path.display)) has a `..`; write the path that is meant")
        }
        return components.reduce("/") { $0.appending($1) }
    }

    /// One of the values of an enumeration.
    func choice<Value: RawRepresentable<String> & CaseIterable>() throws(UnfitValue) -> Value {
        let text = try text()
        if let value = Value(rawValue: text) { return value }
        let names = Value.allCases.map(\.rawValue)
        let nearest = Settings.nearest(to: text, among: names).map { "; did you mean \($0)?" } ?? ""
        throw UnfitValue("\(quoted(text.escapedForDisplay)) is none of \(names.joined(separator: ", "))\(nearest)")
    }

    /// A whole number within the bounds.
    func number(_ bounds: ClosedRange<Int64>) throws(UnfitValue) -> Int64 {
        let text = try text()
        guard let number = Int64(text) else {
            throw UnfitValue("\(quoted(text.escapedForDisplay)) is no whole number")
        }
        guard bounds.contains(number) else {
            throw UnfitValue("\(number) is not between \(bounds.lowerBound) and \(bounds.upperBound)")
        }
        return number
    }

    /// A duration within the bounds.
    func duration(_ bounds: ClosedRange<Duration>) throws(UnfitValue) -> Duration {
        let text = try text()
        guard let duration = Quantity.duration(text) else {
            throw UnfitValue(
                "\(quoted(text.escapedForDisplay)) is no duration; write a number and ms, s, m, h or d, such as 200ms"
            )
        }
        guard bounds.contains(duration) else {
            throw UnfitValue(
                "\(text) is not between \(Quantity.text(bounds.lowerBound)) and \(Quantity.text(bounds.upperBound))"
            )
        }
        return duration
    }

    /// A number of bytes within the bounds.
    func size(_ bounds: ClosedRange<Int64>) throws(UnfitValue) -> Int64 {
        let text = try text()
        guard let size = Quantity.size(text) else {
            throw UnfitValue(
                "\(quoted(text.escapedForDisplay)) is no size; write a number and B, KiB, MiB, GiB or TiB, such as 16MiB"
            )
        }
        guard bounds.contains(size) else {
            throw UnfitValue(
                "\(text) is not between \(Quantity.size(bounds.lowerBound)) and \(Quantity.size(bounds.upperBound))"
            )
        }
        return size
    }

    /// Patterns for names.
    func patterns() throws(UnfitValue) -> [String] {
        guard case .list(let patterns) = self else {
            throw UnfitValue("takes a list, such as [\"*.tmp\", \"*.part\"], or [] for none")
        }
        for pattern in patterns {
            if pattern.isEmpty { throw UnfitValue("has an empty pattern; take it out") }
            if pattern.contains("/") {
                throw UnfitValue(
                    "\(quoted(pattern.escapedForDisplay)) has a `/`; patterns are held against names, not paths"
                )
            }
        }
        return patterns
    }
}

/// The text in straight quotation marks, as messages have it.
func quoted(_ text: String) -> String {
    "\"\(text)\""
}
