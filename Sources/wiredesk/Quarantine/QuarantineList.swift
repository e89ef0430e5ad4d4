import Ingest
import LinuxIO
import Operations

/// The lines of `wiredesk quarantine list`, written as they come.
struct QuarantineList: ~Copyable {
    private let isJSON: Bool
    private let screen: Screen
    private var style: Style { screen.style }
    private var output: Output
    private var files: Int64 = 0
    private var bytes: Int64 = 0
    /// The first lines, which decide how wide the columns are.
    private var held: [[String]] = []
    private var sizeWidth = 4
    private var reasonWidth = 6
    private var isBegun = false

    /// Lines that are held until the columns are decided.
    private static let heldAtMost = 1_000

    init(isJSON: Bool, _ shown: ScreenOptions) {
        self.isJSON = isJSON
        screen = shown.screen
        output = shown.output
    }

    /// Whether no file was written.
    var isEmpty: Bool { files == 0 }

    mutating func write(_ file: Quarantine.File) throws(OutputError) {
        files += 1
        bytes += file.status.size
        if isJSON { return try output.write(JSONLine.text(QuarantineJSON(file))) }
        let fields = [
            LocalTime.text(file.time), Figure.size(file.status.size), file.page?.reason.escapedForDisplay ?? "unknown",
            file.name.display,
        ]
        if screen.columns == nil { return try output.write(fields.joined(separator: "\t") + "\n") }
        if isBegun { return try line(fields) }
        held.append(fields)
        if held.count == Self.heldAtMost { try begin() }
    }

    /// Writes what is held, and the sum.
    mutating func finish() throws(OutputError) {
        if files > 0, let columns = screen.columns, !isJSON {
            if !isBegun { try begin() }
            let count = files == 1 ? "1 file" : "\(Figure.grouped(files)) files"
            let hint = "\(count), \(Figure.size(bytes)); wiredesk quarantine show NAME says what to do."
            for line in hint.wrapped(to: columns) {
                try output.write(style.dim(line) + "\n")
            }
        }
        try output.flush()
    }

    private mutating func begin() throws(OutputError) {
        isBegun = true
        sizeWidth = held.reduce(sizeWidth) { max($0, $1[1].displayWidth) }
        reasonWidth = held.reduce(reasonWidth) { max($0, $1[2].displayWidth) }
        let heading =
            "quarantined          " + "size".leftPadded(to: sizeWidth) + "  " + "reason".padded(to: reasonWidth)
            + "  name"
        try output.write(style.dim(heading) + "\n")
        for fields in held { try line(fields) }
        held = []
    }

    private mutating func line(_ fields: [String]) throws(OutputError) {
        let size = fields[1].leftPadded(to: sizeWidth)
        // Too wide a reason pushes the name, and is not cut.
        let reason = fields[2] + String(repeating: " ", count: max(0, reasonWidth - fields[2].displayWidth))
        try output.write("\(fields[0])  \(size)  \(style.yellow(reason))  \(fields[3])\n")
    }
}

/// The newest of the files that are added, in bounded memory.
struct NewestFiles {
    private let limit: Int
    private var held: [(time: Int64, file: Quarantine.File)] = []
    /// When the oldest of those was quarantined that are certain to be among the newest.
    private var bound = Int64.min

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { held.count }
    /// In the order in which they were added, as far as they are held.
    var all: [Quarantine.File] { held.map(\.file) }

    mutating func add(_ file: Quarantine.File) {
        let time = file.time.nanoseconds
        if time < bound { return }
        held.append((time, file))
        guard held.count >= 2 * limit + 1_000 else { return }
        held = newest
        bound = held.first?.time ?? bound
    }

    /// The newest last.
    var sorted: [Quarantine.File] { newest.map(\.file) }

    private var newest: [(time: Int64, file: Quarantine.File)] {
        held.sorted { first, second in
            first.time == second.time
                ? first.file.name.bytes.lexicographicallyPrecedes(second.file.name.bytes) : first.time < second.time
        }.suffix(limit)
    }
}
