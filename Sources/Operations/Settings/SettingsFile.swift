public import LinuxIO
internal import Yams

/// A configuration file that has been read: YAML, a line for each key.
public struct SettingsFile: Sendable, SettingsSource {
    private struct Entry {
        var name: String
        var line: Int
        var value: SettingValue
    }

    /// Where it was read.
    public let path: Path
    private let entries: [Entry]
    /// Keys that stand more than once; the first of each is the one that is judged.
    private let repeated: [SettingsError.Problem]

    /// Reads the text of a configuration file.
    ///
    /// - Throws: what keeps it from being read at all; keys and values are judged by
    ///   ``Settings/load(configFile:environment:overrides:)``.
    public init(path: Path, bytes: [UInt8]) throws(SettingsError) {
        self.path = path
        // libyaml takes a byte-order mark at the start for a document of its own where more than one key follows.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsError(problems: [.init(notText: bytes, in: path)])
        }
        do {
            let read = try KeysOnce(text, in: path)
            repeated = read.problems
            guard let root = read.root, root.scalar?.string != "" else {
                entries = []
                return
            }
            guard let mapping = root.mapping else {
                throw SettingsError(problems: [
                    .init("\(path.display):\(root.mark?.line ?? 1)", "holds no keys; write lines like `settle: 200ms`")
                ])
            }
            let problems = mapping.compactMap { SettingsError.Problem(key: $0, value: $1, in: path) }
            guard problems.isEmpty else { throw SettingsError(problems: problems) }
            entries = mapping.map { key, value in
                Entry(name: key.string ?? "", line: key.mark?.line ?? 1, value: SettingValue(value))
            }
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError(problems: [.init(yaml: error, in: path)])
        }
    }

    func origin(of key: SettingKey) -> SettingOrigin? {
        entries.first { $0.name == key.name }.map { .file(path: path, line: $0.line) }
    }

    func value(of key: SettingKey) -> SettingValue? {
        entries.first { $0.name == key.name }?.value
    }

    var unknownKeys: [SettingsError.Problem] {
        let names = Settings.keys.map(\.name)
        let unknown = entries.filter { !names.contains($0.name) }
        return zip(unknown, Settings.unknown(unknown.map(\.name), among: names)).map { place, message in
            SettingsError.Problem("\(path.display):\(place.line)", message, order: 1 + place.line)
        } + repeated
    }
}

extension SettingValue {
    /// The value of a key in YAML. What a scalar may stand for, such as a number, is left to its key.
    fileprivate init(_ node: Node) {
        if let scalar = node.scalar {
            self = .single(scalar.string)
        } else if let sequence = node.sequence {
            self = .list(sequence.map { $0.scalar?.string ?? "" })
        } else if let mapping = node.mapping {
            self = .table(
                mapping.map { Line(name: $0.scalar?.string ?? "", number: $0.mark?.line ?? 1, value: SettingValue($1)) }
            )
        } else {
            self = .nested
        }
    }

    /// The value that a text has as YAML; the text itself where it is none.
    init(yaml text: String) {
        self = (try? Parser(yaml: text).singleRoot()).map { SettingValue($0) } ?? .single(text)
    }
}

/// A configuration file in which each key stands once, so that the rest of it can be judged too.
private struct KeysOnce {
    private var text: String
    private(set) var root: Node?
    private(set) var problems: [SettingsError.Problem] = []

    /// Reads a file, and empties the lines of each key that stood in it before.
    init(_ text: String, in path: Path) throws {
        self.text = text
        do {
            root = try Parser(yaml: text).singleRoot()
        } catch let error as YamlError {
            guard case .duplicatedKeysInMapping = error else { throw error }
            takeOutRepetitions(in: path)
            // What is more than keys in lines of their own is told as the parser tells it.
            guard !problems.isEmpty, let root = try? Parser(yaml: self.text).singleRoot() else { throw error }
            self.root = root
        }
    }

    private mutating func takeOutRepetitions(in path: Path) {
        var first: [Substring: Int] = [:]
        var isRepeated = false
        var kept: [Substring] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let start = line.unicodeScalars.first, !" \t\r#-".unicodeScalars.contains(start),
                let colon = line.firstIndex(of: ":")
            {
                let key = line[..<colon]
                isRepeated = first[key] != nil
                if let earlier = first[key] {
                    let message =
                        "\(quoted(String(key).escapedForDisplay)) stands twice, first in line \(earlier); keep one of them"
                    problems.append(.init("\(path.display):\(index + 1)", message, order: 2 + index))
                } else {
                    first[key] = index + 1
                }
            }
            kept.append(isRepeated ? "" : line)
        }
        text = kept.joined(separator: "\n")
    }
}

extension SettingsError.Problem {
    /// Bytes that are no text, with the line of the first.
    fileprivate init(notText bytes: [UInt8], in path: Path) {
        var valid = 0
        do { _ = try UTF8Span(validating: bytes.span) } catch { valid = error.byteOffsets.lowerBound }
        let line = 1 + bytes.prefix(valid).count { $0 == UInt8(ascii: "\n") }
        self.init("\(path.display):\(line)", "is not UTF-8; save the file as UTF-8")
    }

    /// A key that is no word, or a list of what are no words; nil for every other.
    fileprivate init?(key: Node, value: Node, in path: Path) {
        if key.scalar == nil {
            self.init("\(path.display):\(key.mark?.line ?? 1)", "a key is one word; write lines like `settle: 200ms`")
        } else if let part = value.sequence?.first(where: { $0.scalar == nil }) {
            let name = (key.string ?? "").escapedForDisplay
            let line = part.mark?.line ?? key.mark?.line ?? 1
            self.init("\(path.display):\(line)", "\(name): its list holds words, and neither lists nor keys")
        } else {
            return nil
        }
    }

    /// What the YAML parser complains of, in one line with its place.
    fileprivate init(yaml error: any Error, in path: Path) {
        switch error as? YamlError {
        case .reader(let problem, let offset, let value, let text):
            let before = text.prefix(offset ?? 0)
            let shown = value < 0 ? "" : "the character U+\(hexadecimal(value)): "
            self.init(
                "\(path.display):\(1 + before.count { $0.isNewline })",
                "is not YAML: \(shown)\(problem.escapedForDisplay)"
            )
        case .scanner(let context, let problem, let mark, let text),
            .parser(let context, let problem, let mark, let text),
            .composer(let context, let problem, let mark, let text):
            // What was opened and not closed is to be mended where it was opened, and not where something else was expected.
            let opened = context.flatMap { context in
                ["a flow sequence", "a flow mapping", "a quoted scalar"].contains { context.text.hasSuffix($0) }
                    ? context : nil
            }
            let line = opened?.mark.line ?? min(mark.line, lastLine(of: text))
            let what = opened.map { " \($0.text)" } ?? ""
            self.init("\(path.display):\(line)", "is not YAML: \((problem + what).escapedForDisplay)")
        case .duplicatedKeysInMapping(let names, let context):
            let shown = names.map { quoted($0.escapedForDisplay) }.joined(separator: ", ")
            self.init("\(path.display):\(context.mark.line)", "\(shown) stands twice; keep one of them")
        default:
            self.init("\(path.display):1", "is not YAML: \("\(error)".escapedForDisplay)")
        }
    }
}

/// The number of the last line with something on it; an end that comes too early is found behind it.
private func lastLine(of text: String) -> Int {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let last = lines.lastIndex { line in
        let first = line.first { ![UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains($0) }
        return first != nil && first != UInt8(ascii: "#")
    }
    return 1 + (last ?? 0)
}

private func hexadecimal(_ scalar: Int32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
