internal import LinuxIO
internal import Text

/// One key of a line in the table `folders`: how its value is read, written and handed on. A further one is a line of
/// ``all`` and a property of ``FolderDefaults``.
struct FolderKey: Sendable {
    let name: String
    let read: @Sendable (SettingValue, inout FolderDefaults) throws(UnfitValue) -> Void
    /// As it can stand in the configuration file; nil where it is not said.
    let written: @Sendable (FolderDefaults) -> String?
    /// Takes the value of others, where they say one.
    let take: @Sendable (_ from: FolderDefaults, inout FolderDefaults) -> Void

    private init<Value: Sendable>(
        _ name: String,
        _ path: any WritableKeyPath<FolderDefaults, Value?> & Sendable,
        _ kind: SettingKind<Value>
    ) {
        self.name = name
        read = { value, defaults throws(UnfitValue) in defaults[keyPath: path] = try kind.read(value) }
        written = { $0[keyPath: path].map(kind.write) }
        take = { source, target in target[keyPath: path] = source[keyPath: path] ?? target[keyPath: path] }
    }

    static let all: [FolderKey] = [
        FolderKey("source", \.source, .line),
        FolderKey("language", \.language, .language),
        FolderKey("zone", \.zone, .zone),
        FolderKey("encoding", \.encoding, .encoding),
        FolderKey("year", \.year, .number(1_000...9_999)),
        FolderKey("linger", \.linger, Settings.lingerKind),
    ]
}

extension SettingKind where Value == String {
    /// A name of one line.
    fileprivate static var line: SettingKind {
        SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
                guard text.unicodeScalars.allSatisfy({ !$0.actsOnDisplay }), text.contains(where: { !$0.isWhitespace }),
                    text.count <= 200
                else {
                    throw UnfitValue(
                        "\(quoted(text.escapedForDisplay)) is not a name; write one line of up to 200 characters"
                    )
                }
                return text
            },
            write: { yamlQuoted($0) }
        )
    }

    /// A language under the code that records have.
    fileprivate static var language: SettingKind {
        SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
                let parts = text.split(separator: "-", omittingEmptySubsequences: false)
                let isCode =
                    (2...3).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy { (0x61...0x7A).contains($0) }
                    && parts.dropFirst().allSatisfy { part in
                        (2...8).contains(part.utf8.count)
                            && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
                    }
                guard isCode else {
                    throw UnfitValue(
                        "\(quoted(text.escapedForDisplay)) is not the code of a language; write one of ISO 639, such as en"
                    )
                }
                return text
            },
            write: { yamlQuoted($0) }
        )
    }

    /// A time zone of this system.
    fileprivate static var zone: SettingKind {
        SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
                guard ZoneDatabase().rules(named: text) != nil else {
                    throw UnfitValue(
                        "\(quoted(text.escapedForDisplay)) is not a time zone of this system; `timedatectl list-timezones` "
                            + "lists them"
                    )
                }
                return text
            },
            write: { yamlQuoted($0) }
        )
    }

    /// An encoding, by any of its labels.
    fileprivate static var encoding: SettingKind {
        SettingKind(
            read: { value throws(UnfitValue) in
                let text = try value.text()
                guard EncodingLabel.encoding(text) != nil else {
                    throw UnfitValue(
                        "\(quoted(text.escapedForDisplay)) is not the name of an encoding; write one such as windows-1251, "
                            + "koi8-r or gb18030"
                    )
                }
                return text
            },
            write: { yamlQuoted($0) }
        )
    }
}

extension SettingKind where Value == [FolderRule] {
    /// Patterns for paths in the inbox, each with what is known of the files that fit.
    static var folders: SettingKind {
        SettingKind(
            form: .table,
            read: { value throws(UnfitValue) in
                guard case .table(let lines) = value else {
                    throw UnfitValue("takes a table, such as {\"tass/**\": {source: TASS}}, or {} for none")
                }
                var rules: [FolderRule] = []
                var faults: [UnfitValue.Fault] = []
                for line in lines {
                    do throws(UnfitValue) {
                        rules.append(try rule(line))
                    } catch {
                        faults += error.faults
                    }
                }
                if !faults.isEmpty { throw UnfitValue(faults) }
                return rules
            },
            write: { rules in
                let lines = rules.map { rule in
                    let values = FolderKey.all.compactMap { key in
                        key.written(rule.defaults).map { "\(key.name): \($0)" }
                    }
                    return "\(yamlQuoted(rule.pattern.description)): {\(values.joined(separator: ", "))}"
                }
                return "{\(lines.joined(separator: ", "))}"
            }
        )
    }

    private static func rule(_ line: SettingValue.Line) throws(UnfitValue) -> FolderRule {
        let shown = quoted(line.name.escapedForDisplay)
        guard let pattern = PathPattern(line.name) else {
            let advice = "write the path in the inbox, such as \"tass/**\" for all that lies in tass"
            throw UnfitValue([.init("\(shown) is not a pattern for files in the inbox; \(advice)", line: line.number)])
        }
        guard case .table(let values) = line.value else {
            let message = "\(shown) takes keys of its own, such as {source: TASS}"
            throw UnfitValue([.init(message, line: line.number)])
        }
        var defaults = FolderDefaults()
        var faults: [UnfitValue.Fault] = []
        for value in values {
            guard let key = FolderKey.all.first(where: { $0.name == value.name }) else {
                let message = Settings.unknown([value.name], among: FolderKey.all.map(\.name))[0]
                faults.append(.init("\(shown): \(message)", line: value.number))
                continue
            }
            do {
                try key.read(value.value, &defaults)
            } catch {
                faults += error.faults.map { .init("\(shown): \(key.name): \($0.message)", line: value.number) }
            }
        }
        if !faults.isEmpty { throw UnfitValue(faults) }
        return FolderRule(pattern: pattern, defaults: defaults)
    }
}
