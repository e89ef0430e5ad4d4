import ArgumentParser
import Ingest
import LinuxIO
import Operations

/// `wiredesk quarantine show`: why a file is there, what to do, and how it begins.
struct QuarantineShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows why a file is in quarantine, what to do, and its first lines.",
        discussion: """
            The first lines are shown as they stand in the file; bytes that are no text, and characters that would act on \
            the terminal, are written as \\x1b or \\u{202e}.

            EXAMPLES
              wiredesk quarantine show agency/story.txt
              wiredesk quarantine show agency/story.txt --lines 200 | less

            EXIT STATUS
              0   shown
              66  there is no such file
              77  the quarantine may not be read
              78  the configuration is wrong
            """
    )

    @Argument(
        help: ArgumentHelp("The file's path beneath the quarantine.", valueName: "name"),
        completion: .custom { arguments, _, prefix in Completions.quarantined(arguments, prefix) }
    )
    var name: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many lines of the file to show, 64 KiB at most.", valueName: "count")
    )
    var lines = 12

    @Flag(name: .shortAndLong, help: "Print one JSON object, for programs.")
    var json = false

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        if lines < 0 { throw ValidationError("--lines \(lines) is out of range; it must be 0 or more.") }
    }

    func run() throws {
        try reportingFailures {
            let view = try QuarantineView(try desk.settings())
            let file = try view.file(named: name)
            let head: RawHead?
            do {
                head = try view.quarantine?.head(of: file, limit: RawHead.longest).map { RawHead($0, lines: lines) }
            } catch let error as SystemError {
                throw CommandFailure(reading: error, of: view.settings.stateDirectory)
            }
            let place = view.folder.appending(file.name)
            var output = shown.output
            if json {
                let lines = head.map { $0.lines.joined(separator: "\n") }
                try output.write(JSONLine.text(QuarantineJSON(file, at: place, head: lines)))
            } else {
                let terminal = StandardStream.output
                let width = min(terminal.columns ?? 80, 100)
                try output.write(page(file, at: place, head, width: width, shown.style))
            }
            try output.flush()
        }
    }

    private func page(_ file: Quarantine.File, at place: Path, _ head: RawHead?, width: Int, _ style: Style) -> String {
        var page = style.bold(file.name.display) + "\n"
        let explanation =
            file.page?.explanation.escapedForDisplay ?? "There is no page beside it that says why it is here."
        page += explanation.wrapped(to: width).joined(separator: "\n") + "\n"
        if let advice = file.page?.advice.escapedForDisplay, !advice.isEmpty {
            page += "What to do: \(advice)".wrapped(to: width).joined(separator: "\n") + "\n"
        }
        page += "\n"
        var rows = [
            ("reason", file.page?.reason.escapedForDisplay ?? "unknown"),
            ("quarantined", LocalTime.text(file.time)),
            ("modified", LocalTime.text(UTCTime(nanoseconds: file.status.modified))),
            ("size", size(of: file)),
        ]
        if let digest = file.page?.digest { rows.append(("sha256", digest.escapedForDisplay)) }
        if file.inboxPath != file.name { rows.append(("came as", file.inboxPath.display)) }
        rows.append(("file", place.display))
        for (label, value) in rows { page += style.dim("  " + label.padded(to: 13)) + value + "\n" }
        guard let head, !head.lines.isEmpty else { return page }
        page += "\n"
        for line in head.lines {
            for part in line.broken(to: width - 4) { page += style.dim("  | ") + part + "\n" }
        }
        if head.isCut { page += style.dim("  …") + "\n" }
        return page
    }

    private func size(of file: Quarantine.File) -> String {
        let size = file.status.size
        if file.status.kind != .file { return "none: it is a \(file.status.kind.rawValue)" }
        return size < 1024
            ? (size == 1 ? "1 byte" : "\(size) bytes") : "\(Figure.size(size)) (\(Figure.grouped(size)) bytes)"
    }
}

/// The first lines of a file whatever it holds, fit for a terminal.
struct RawHead {
    let lines: [String]
    /// Whether the file goes on.
    let isCut: Bool

    /// Bytes of a file that are looked at, and characters of a line that are shown.
    static let longest = 64 * 1024
    private static let longestLine = 2_000
    /// The same control character so many times is told by its number.
    private static let longestRun = 8

    /// The first `limit` lines of the bytes.
    init(_ bytes: [UInt8], lines limit: Int) {
        var parts = bytes.split(separator: 0x0A, maxSplits: limit, omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true { parts.removeLast() }
        isCut = parts.count > limit || bytes.count >= RawHead.longest
        lines = parts.prefix(limit).map { RawHead.line($0.last == 0x0D ? $0.dropLast() : $0) }
    }

    /// One line, of no more than a screenful.
    private static func line(_ bytes: ArraySlice<UInt8>) -> String {
        var shown = ""
        var start = bytes.startIndex
        var index = start
        while index < bytes.endIndex, shown.count <= longestLine {
            let run = bytes[index...].prefix { $0 == bytes[index] }
            if bytes[index] < 0x20, run.count > longestRun {
                shown += readable(bytes[start..<index]) + readable(run.prefix(1)) + " × \(run.count)"
                start = run.endIndex
            }
            index = run.endIndex
        }
        shown += readable(bytes[start..<index])
        return shown.count > longestLine ? shown.prefix(longestLine) + "…" : shown
    }

    /// The text, with each byte that is no UTF-8 as `\xHH`.
    private static func readable(_ bytes: ArraySlice<UInt8>) -> String {
        var shown = ""
        var rest = bytes
        while !rest.isEmpty {
            if let text = String(validating: rest, as: UTF8.self) { return shown + text.escapedForDisplay }
            // Up to the first byte that is wrong; a sequence has four bytes at most.
            var decoder = UTF8()
            var iterator = rest.makeIterator()
            var good = ""
            var used = 0
            while case .scalarValue(let scalar) = decoder.decode(&iterator) {
                good.unicodeScalars.append(scalar)
                used += UTF8.width(scalar)
            }
            shown += good.escapedForDisplay
            guard let wrong = rest.dropFirst(used).first else { return shown }
            // What is no UTF-8 is never ASCII, and so has two digits.
            shown += "\\x" + String(wrong, radix: 16)
            rest = rest.dropFirst(used + 1)
        }
        return shown
    }
}

extension String {
    /// The text in pieces of at most so many columns, broken anywhere.
    fileprivate func broken(to width: Int) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var used = 0
        for character in self {
            let columns = character.displayWidth
            if used + columns > max(width, 10) {
                pieces.append(piece)
                piece = ""
                used = 0
            }
            piece.append(character)
            used += columns
        }
        return pieces + [piece]
    }
}
