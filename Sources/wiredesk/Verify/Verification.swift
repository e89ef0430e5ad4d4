import Archive
import Catalogue
import Ingest
import LinuxIO

/// One passage through the archive, the ledger, their catalogue, and the files that were moved.
struct Verification {
    let archive: ArchiveDirectory
    /// Nil where there is none.
    let ledger: ArchiveDirectory?
    let stateDirectory: Path
    /// Whether the bytes of every file that was moved are read, too.
    let readsFiles: Bool
    /// Whether a daemon may be writing.
    let isBeingWritten: Bool

    /// What was found in all.
    struct Result {
        var archive = ArchiveVerifier.Progress()
        var ledger = ArchiveVerifier.Progress()
        var catalogue = CatalogueState.missing
        var catalogueFindings = 0
        /// Files that were looked at where they were moved to, and those that are not as they were read.
        var files: Int64 = 0
        var fileFindings = 0
        /// Files in the archive or the ledger that are none of it, or stand in for a segment that is not there.
        var strays = 0
        /// Damaged lines of archive and ledger.
        var damagedLines = 0
        /// Keys of records that this version of the program does not know and has passed over.
        var unknownKeys = 0

        var findings: Int { archive.findings + ledger.findings + catalogueFindings + fileFindings + strays }
    }

    /// How the catalogue is.
    enum CatalogueState: String {
        case agrees
        case disagrees
        /// It cannot be read.
        case unusable
        /// There is none, which is no fault of the archive.
        case missing
    }

    /// What is no segment, or stands in for one that was packed, renamed or linked away.
    private static func misplaced(in log: ArchiveDirectory, of what: String) throws(SystemError) -> [VerifyFinding] {
        let displaced = try log.displaced()
        let standIns = Set(displaced.map(\.standIn))
        let strays = try log.strays().filter { !standIns.contains($0) }
        return displaced.map { VerifyFinding(displaced: $0, of: what) }
            + strays.map { VerifyFinding(stray: $0, of: what) }
    }

    /// The segments of archive and ledger that stand there plain and packed.
    private func twofold() throws(SystemError) -> [SegmentName] {
        try archive.twofold() + (ledger?.twofold() ?? [])
    }

    private func packedSegments() throws(SystemError) -> Set<SegmentName> {
        let segments = try archive.segments() + (ledger?.segments() ?? [])
        return Set(segments.filter(\.isPacked).map(\.name))
    }

    /// Goes through all, and tells each finding where it comes upon it.
    ///
    /// - Throws: `SystemError` where the folders of archive or ledger, or what was moved, cannot be read.
    func run(bar: ProgressBar, tell: (VerifyFinding) -> Void) throws(SystemError) -> Result {
        var result = Result()
        let cataloguePath = stateDirectory.appending(StateDirectory.catalogue)
        let fileSystem = LinuxFileSystem()
        let begun = Clock.now
        var moved = MovedFiles()
        // Both are called for one after the other, never at once.
        try withoutActuallyEscaping(tell) { tell throws(SystemError) in
            var catalogueFindings = 0
            var agreement: CatalogueAgreement?
            var ledgerAgreement: LedgerAgreement?
            if CatalogueReader.isThere(at: cataloguePath) {
                do throws(CatalogueError) {
                    let reader = try CatalogueReader(at: cataloguePath)
                    let found = { (finding: CatalogueAgreement.Finding) in
                        catalogueFindings += 1
                        tell(VerifyFinding(finding))
                    }
                    agreement = CatalogueAgreement(reader, finding: found)
                    // Before the archive is read, so that the ledger has what the catalogue has by then.
                    ledgerAgreement = try LedgerAgreement(reader, finding: found)
                    result.catalogue = .agrees
                } catch {
                    catalogueFindings += 1
                    tell(VerifyFinding(error))
                    result.catalogue = .unusable
                }
            }
            for finding in try Verification.misplaced(in: archive, of: "archive") {
                result.strays += 1
                tell(finding)
            }
            if let ledger {
                for finding in try Verification.misplaced(in: ledger, of: SegmentKind.deliveries.name) {
                    result.strays += 1
                    tell(finding)
                }
            }
            let twofoldAtFirst = try twofold()
            let ledgerBytes = try ledger?.bytes(from: nil) ?? 0
            var unknownKeys = 0
            var damage = DamageTold(packed: try packedSegments(), tell: tell)
            result.archive = try ArchiveVerifier(archive, isBeingWritten: isBeingWritten).verify(
                progress: { bar.show(bytes: $0.bytes, of: $0.totalBytes + ledgerBytes, records: $0.records) },
                record: { record, position, length in
                    damage.pass(record.sequence)
                    unknownKeys += record.unknownKeys
                    moved.take(record.delivery.identity)
                    agreement?.take(record, at: position, length: length)
                },
                finding: { finding in
                    if case .damaged = finding.problem { agreement?.passOver(line: finding.line, at: finding.position) }
                    damage.take(finding)
                }
            )
            damage.finish()
            let read = result.archive
            if let ledger {
                result.ledger = try LedgerVerifier(ledger, isBeingWritten: isBeingWritten).verify(
                    progress: {
                        bar.show(
                            bytes: read.bytes + $0.bytes,
                            of: read.totalBytes + $0.totalBytes,
                            records: read.records + $0.records
                        )
                    },
                    entry: { entry, position in
                        damage.finish()
                        unknownKeys += entry.unknownKeys
                        moved.take(entry)
                        ledgerAgreement?.take(entry, at: position)
                    },
                    finding: { finding in
                        ledgerAgreement?.passOver()
                        damage.take(finding)
                    }
                )
                damage.finish()
            }
            result.damagedLines = damage.count
            result.unknownKeys = unknownKeys
            do throws(CatalogueError) {
                try ledgerAgreement?.finish(isBeingWritten: isBeingWritten, lines: result.ledger.records)
                try agreement?.finish(archive, isBeingWritten: isBeingWritten)
                if agreement != nil && catalogueFindings > 0 { result.catalogue = .disagrees }
            } catch {
                catalogueFindings += 1
                tell(VerifyFinding(error))
                result.catalogue = .unusable
            }
            result.catalogueFindings = catalogueFindings
            var fileFindings = 0
            try moved.check(in: stateDirectory, fileSystem: fileSystem, until: begun, isThorough: readsFiles) {
                finding in
                fileFindings += 1
                tell(VerifyFinding(finding))
            }
            result.fileFindings = fileFindings
            // While a daemon packs one, it stands there twice for a moment.
            for name in Set(twofoldAtFirst).intersection(try twofold()).sorted() {
                result.strays += 1
                tell(VerifyFinding(twofold: name))
            }
            result.files = moved.count
        }
        return result
    }
}

/// One thing that is wrong, as it is told.
struct VerifyFinding: Encodable {
    /// `archive`, `ledger`, `catalogue` or `files`.
    let of: String
    let segment: String?
    let line: Int?
    /// Bytes from the start of the segment.
    let offset: Int64?
    let problem: String
    /// All of it in one line, fit for a terminal.
    let text: String

    private enum CodingKeys: String, CodingKey { case of, segment, line, offset, problem }

    /// - Parameters:
    ///   - isPacked: whether the segment is there as a compressed file alone.
    ///   - consequence: what follows from it, as the end of a sentence.
    init(_ finding: ArchiveVerifier.Finding, isPacked: Bool, consequence: String = "") {
        let name = finding.position.segment
        let text = finding.description + consequence
        self.init(
            name.kind.name,
            finding.position,
            finding.line,
            text,
            shown: isPacked ? "\(name.packedPath.display), unpacked" + text.dropFirst("\(name)".count) : text
        )
    }

    init(_ finding: CatalogueAgreement.Finding) {
        self.init("catalogue", finding.position, finding.line, finding.description)
    }

    init(_ finding: MovedFiles.Finding) {
        self.init("files", nil, nil, "\(finding.path.display): \(finding.problem)")
    }

    init(displaced: DisplacedSegment, of what: String) {
        self.init(what, nil, nil, "\(displaced); \(displaced.advice)")
    }

    init(stray: Path, of what: String) {
        self.init(
            what,
            nil,
            nil,
            "\(stray.display): is not a segment, and other readers of the \(what) may take it for one; move it elsewhere"
        )
    }

    init(twofold name: SegmentName) {
        self.init(
            name.kind.name,
            nil,
            nil,
            "\(name): there is a compressed copy beside it, \(name.packedPath.display); the plain file is the one that is read. "
                + "With compress_segments on, the daemon compares them and removes the plain one if they are the same; "
                + "if they differ, remove the one whose lines are damaged"
        )
    }

    init(_ error: CatalogueError) {
        self.init("catalogue", nil, nil, error.description)
    }

    private init(_ of: String, _ position: ArchivePosition?, _ line: Int?, _ text: String, shown: String? = nil) {
        self.of = of
        self.line = line
        self.text = shown ?? text
        segment = position.map { "\($0.segment)" }
        offset = position?.offset
        let place = position.map { "\($0.segment), line \(line ?? 0), byte \($0.offset): " } ?? ""
        problem = text.hasPrefix(place) ? String(text.dropFirst(place.count)) : text
    }
}
