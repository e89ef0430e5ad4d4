import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

/// Opens archives as the daemon does.
enum Harness {
    /// The archive folder of a file system, made where it is missing.
    static func archive(_ fileSystem: any FileSystem, root: Path = "/") throws -> ArchiveDirectory {
        let state = try fileSystem.openRoot(root)
        return ArchiveDirectory(
            try fileSystem.openOrMakeDirectory("archive", in: state),
            fileSystem: fileSystem
        )
    }

    /// A disk with an empty archive folder.
    static func disk(_ ordering: DiskModel.Ordering = .journalled) -> DiskModel {
        let disk = DiskModel(ordering: ordering)
        disk.placeFolder("archive")
        return disk
    }

    /// Recovers, and opens a writer.
    static func writer(
        _ archive: ArchiveDirectory,
        segmentSize: Int64 = 256 << 20,
        from mark: ArchivePosition? = nil
    ) throws -> ArchiveWriter {
        try ArchiveWriter(
            archive,
            settings: ArchiveWriter.Settings(segmentSize: segmentSize),
            recovered: try ArchiveRecovery.recover(archive, keepingIn: "/", from: mark)
        )
    }

    /// Everything that is wrong with an archive.
    static func findings(_ archive: ArchiveDirectory) throws -> [ArchiveVerifier.Finding] {
        var findings: [ArchiveVerifier.Finding] = []
        _ = try ArchiveVerifier(archive).verify { findings.append($0) }
        return findings
    }

    /// All sound records in order.
    static func records(_ archive: ArchiveDirectory) throws -> [Record] {
        var cursor = try ArchiveCursor(archive)
        var records: [Record] = []
        while try cursor.advance() != nil {
            if let record = try? Record(line: cursor.line) { records.append(record) }
        }
        return records
    }

    /// All lines in order, damaged or not.
    static func lines(_ archive: ArchiveDirectory) throws -> [[UInt8]] {
        var cursor = try ArchiveCursor(archive)
        var lines: [[UInt8]] = []
        while try cursor.advance() != nil {
            lines.append(cursor.line.indices.map { cursor.line[$0] })
        }
        return lines
    }

    /// The promises that hold of an archive after a crash, whatever the crash was.
    ///
    /// - Every record that was reported as durable is there.
    /// - Nothing stands in it that was not written, no content twice, no line that is not sound, no gap.
    /// - It can be appended to, and is sound after that too.
    static func checkPromises(
        _ disk: DiskModel,
        acknowledged: [String],
        offered: Set<String>,
        mark: ArchivePosition? = nil,
        _ context: @autoclosure () -> String,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let archive = try archive(disk)
        let writer = try writer(archive, from: mark)
        let records = try records(archive)
        if !records.map(\.headline).starts(with: acknowledged) {
            Issue.record("acknowledged records are missing: \(context())", sourceLocation: location)
        }
        if !offered.isSuperset(of: records.map(\.headline)) {
            Issue.record("records that nobody wrote: \(context())", sourceLocation: location)
        }
        let found = try findings(archive)
        if !found.isEmpty { Issue.record("\(found): \(context())", sourceLocation: location) }
        _ = try writer.append([Articles.tail(99_999)], at: Articles.noon + 3 * Articles.day)
        let after = try Harness.records(archive)
        if after.count != records.count + 1 || !after.starts(with: records) {
            Issue.record("the archive cannot be appended to: \(context())", sourceLocation: location)
        }
        for fault in try RecordJudge.faults(of: try lines(archive)) {
            Issue.record("\(fault): \(context())", sourceLocation: location)
        }
        let foundAfter = try findings(archive)
        if !foundAfter.isEmpty {
            Issue.record("\(foundAfter): after appending: \(context())", sourceLocation: location)
        }
    }
}
