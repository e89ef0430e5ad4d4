import Foundation
import LinuxIO
import TestSupport

/// rsyslog's imfile over the same files in the same run: it makes a message of each line that is not empty, and a line of
/// JSON of each message.
///
/// It does less than is asked of a desk: it neither knows when a file is whole nor what an article is, takes no file away,
/// and syncs nothing. It keeps two descriptors for each file of the folder, so that there are at most
/// ``ImfileBench/mostFiles``.
enum ImfileBench {
    private static let mostFiles = 5_000

    static func run(_ options: Options) throws {
        guard
            let rsyslogd = ["/usr/sbin/rsyslogd", "/usr/bin/rsyslogd"].first(
                where: FileManager.default.isExecutableFile
            )
        else {
            note("imfile: no rsyslogd; apt-get install rsyslog")
            return
        }
        let files = min(options.files, mostFiles)
        let desk = try ScratchDesk()
        note("imfile: writing \(files) files")
        let deliveries = try Deliveries(files, seed: options.seed, in: desk)
        let lines = try lines(in: desk.inbox)
        var readers: [Double] = []
        var desks: [Double] = []
        for round in 1...options.rounds {
            try deliveries.reset()
            let seconds = try read(desk.inbox, lines, by: rsyslogd)
            try deliveries.reset()
            let wiredesk = try deliveries.drainByDesk()
            readers.append(seconds)
            desks.append(wiredesk.seconds)
            note("imfile \(round): \(Figures.text(seconds)) s, wiredesk \(Figures.text(wiredesk.seconds)) s")
        }
        let ratios = zip(readers, desks).map { $0 / $1 }
        func rate(_ seconds: [Double]) -> String { Figures.text(Double(files) / Figures.median(seconds), 0) }
        say(
            """
            imfile: \(files) files, against rsyslog's imfile, which makes \(lines) messages of their lines
              imfile    \(rate(readers)) files/s
              wiredesk  \(rate(desks)) files/s
              ratio     \(Figures.text(Figures.median(ratios))) times imfile's rate (\(Figures.list(ratios)))
            """
        )
    }

    /// The lines of the files of a folder that are not empty.
    private static func lines(in folder: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { sum, name in
            let bytes = try Data(contentsOf: URL(filePath: folder + "/" + name))
            return sum + bytes.split(separator: UInt8(ascii: "\n")).count
        }
    }

    /// The seconds from the start of rsyslogd until all lines stand in its file.
    private static func read(_ inbox: String, _ lines: Int, by rsyslogd: String) throws -> Double {
        let scratch = try ScratchDirectory()
        let output = scratch.path + "/messages.jsonl"
        try scratch.write(
            Array(
                """
                global(workDirectory="\(scratch.path)")
                module(load="imfile" mode="inotify")
                template(name="line" type="string" string="{\\"file\\":\\"%$!metadata!filename%\\",\\"line\\":\\"%msg:::json%\\"}\\n")
                input(type="imfile" File="\(inbox)/*" Tag="wire" addMetadata="on")
                action(type="omfile" file="\(output)" template="line")

                """.utf8
            ),
            to: "rsyslog.conf"
        )
        let process = Process()
        process.executableURL = URL(filePath: rsyslogd)
        process.arguments = ["-n", "-f", scratch.path + "/rsyslog.conf", "-i", scratch.path + "/pid"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let start = Clock.monotonic
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        var count = LineCount(of: output)
        while count.advance() < lines {
            guard Clock.monotonic - start < 300_000_000_000 else {
                throw BenchFailure(
                    description: "imfile has written \(count.lines) of \(lines) lines after five minutes"
                )
            }
            poll(nil, 0, 5)
        }
        return Double(Clock.monotonic - start) / 1e9
    }
}

/// The lines of a file that grows, counted as they come.
private struct LineCount {
    private let path: String
    private var file: FileHandle?
    private(set) var lines = 0

    init(of path: String) {
        self.path = path
    }

    /// Counts what has come since the last call, and returns the lines so far.
    mutating func advance() -> Int {
        if file == nil { file = FileHandle(forReadingAtPath: path) }
        while let bytes = try? file?.read(upToCount: 1 << 20), !bytes.isEmpty {
            lines += bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        }
        return lines
    }
}
