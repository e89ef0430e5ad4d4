internal import LinuxIO

/// What a value is made of.
public enum SettingForm: Sendable {
    case single
    case list
    /// Keys with values of their own.
    case table
}

/// How values of a kind are read, and how they are written so that they can be read again.
struct SettingKind<Value>: Sendable {
    var form = SettingForm.single
    /// Throws why the value is not fit, and what would be.
    let read: @Sendable (SettingValue) throws(UnfitValue) -> Value
    /// As it can stand in the configuration file.
    let write: @Sendable (Value) -> String
}

extension SettingKind where Value == Path {
    /// An absolute path, without `.`, doubled slashes and a slash at the end.
    static var path: SettingKind {
        SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
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
            },
            write: { yaml($0) }
        )
    }
}

extension SettingKind where Value: RawRepresentable<String> & CaseIterable & Sendable {
    /// One of the values of an enumeration.
    static func choice() -> SettingKind {
        let names = Value.allCases.map(\.rawValue)
        return SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
                if let chosen = Value(rawValue: text) { return chosen }
                let nearest = Settings.nearest(to: text, among: names).map { "; did you mean \($0)?" } ?? ""
                throw UnfitValue(
                    "\(quoted(text.escapedForDisplay)) is none of \(names.joined(separator: ", "))\(nearest)"
                )
            },
            write: { $0.rawValue }
        )
    }
}

extension SettingKind where Value == Int {
    /// A whole number within the bounds.
    static func number(_ bounds: ClosedRange<Int>) -> SettingKind {
        SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
                guard let number = Int(text) else {
                    throw UnfitValue("\(quoted(text.escapedForDisplay)) is not a whole number")
                }
                guard bounds.contains(number) else {
                    throw UnfitValue("\(number) is not between \(bounds.lowerBound) and \(bounds.upperBound)")
                }
                return number
            },
            write: { "\($0)" }
        )
    }
}

extension SettingKind where Value == Int {
    /// A size in bytes within the bounds, of what is held in memory.
    static func bytes(_ bounds: ClosedRange<Int>) -> SettingKind {
        let size = SettingKind<Int64>.size(Int64(bounds.lowerBound)...Int64(bounds.upperBound))
        return SettingKind(
            read: { value throws(UnfitValue) in Int(try size.read(value)) },
            write: { size.write(Int64($0)) }
        )
    }
}

extension SettingKind where Value == Duration {
    /// A duration within the bounds.
    static func duration(_ bounds: ClosedRange<Duration>) -> SettingKind {
        SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
                guard let duration = Quantity.duration(text) else {
                    throw UnfitValue(
                        "\(quoted(text.escapedForDisplay)) is not a duration; write a number and ms, s, m, h or d, such as "
                            + "200ms"
                    )
                }
                guard bounds.contains(duration) else {
                    let (least, most) = (Quantity.text(bounds.lowerBound), Quantity.text(bounds.upperBound))
                    throw UnfitValue("\(text) is not between \(least) and \(most)")
                }
                return duration
            },
            write: { Quantity.text($0) }
        )
    }
}

extension SettingKind where Value == Duration? {
    /// How long something is kept: `forever`, or a duration from an hour on.
    static var keeping: SettingKind {
        let kind = SettingKind<Duration>.duration(.seconds(3600) ... .seconds(36_500 * 86_400))
        let forever = "forever"
        return SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
                if text == forever { return nil }
                guard Quantity.duration(text) != nil else {
                    throw UnfitValue(
                        "\(quoted(text.escapedForDisplay)) is neither `\(forever)` nor a duration, such as 90d"
                    )
                }
                return try kind.read(value)
            },
            write: { $0.map(kind.write) ?? forever }
        )
    }
}

extension SettingKind where Value == Int64 {
    /// A number of bytes within the bounds.
    static func size(_ bounds: ClosedRange<Int64>) -> SettingKind {
        SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
                guard let size = Quantity.size(text) else {
                    throw UnfitValue(
                        "\(quoted(text.escapedForDisplay)) is not a size; write a number and B, KiB, MiB, GiB or TiB, such "
                            + "as 16MiB"
                    )
                }
                guard bounds.contains(size) else {
                    let (least, most) = (Quantity.size(bounds.lowerBound), Quantity.size(bounds.upperBound))
                    throw UnfitValue("\(text) is not between \(least) and \(most)")
                }
                return size
            },
            write: { Quantity.size($0) }
        )
    }
}

extension SettingKind where Value == [NamePattern] {
    /// Patterns for names.
    static var patterns: SettingKind {
        SettingKind(
            form: .list,
            read: { value throws(UnfitValue) in
                guard case .list(let patterns) = value else {
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
                return patterns.map { NamePattern($0) }
            },
            write: { yaml($0.map(\.description)) }
        )
    }
}
