import Archive
import Catalogue
import LinuxIO

/// One passage through the archive and its catalogue.
struct Verification {
    let archive: ArchiveDirectory
    let cataloguePath: Path
    /// Whether a daemon may be writing.
    let isBeingWritten: Bool

    /// What was found in all.
    struct Result {
        var archive = ArchiveVerifier.Progress()
        var catalogue = CatalogueState.missing
        var catalogueFindings = 0
        /// Files in the archive that are none of it.
        var strays = 0

        var findings: Int { archive.findings + catalogueFindings + strays }
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

    /// Goes through both, and tells each finding where it comes upon it.
    ///
    /// - Throws: `SystemError` where the folders of the archive cannot be read.
    func run(bar: ProgressBar, tell: (VerifyFinding) -> Void) throws(SystemError) -> Result {
        var result = Result()
        // Both are called for one after the other, never at once.
        try withoutActuallyEscaping(tell) { tell throws(SystemError) in
            var catalogueFindings = 0
            var agreement: CatalogueAgreement?
            if CatalogueReader.isThere(at: cataloguePath) {
                do throws(CatalogueError) {
                    agreement = CatalogueAgreement(try CatalogueReader(at: cataloguePath)) { finding in
                        catalogueFindings += 1
                        tell(VerifyFinding(finding))
                    }
                    result.catalogue = .agrees
                } catch {
                    catalogueFindings += 1
                    tell(VerifyFinding(error))
                    result.catalogue = .unusable
                }
            }
            for stray in try archive.strays() {
                result.strays += 1
                tell(VerifyFinding(stray: stray))
            }
            result.archive = try ArchiveVerifier(archive, isBeingWritten: isBeingWritten).verify(
                progress: { bar.show(bytes: $0.bytes, of: $0.totalBytes, records: $0.records) },
                record: { agreement?.take($0, at: $1, length: $2) },
                finding: { finding in
                    if case .damaged = finding.problem { agreement?.passOver(line: finding.line, at: finding.position) }
                    tell(VerifyFinding(finding))
                }
            )
            do throws(CatalogueError) {
                try agreement?.finish(archive, isBeingWritten: isBeingWritten)
                if agreement != nil && catalogueFindings > 0 { result.catalogue = .disagrees }
            } catch {
                catalogueFindings += 1
                tell(VerifyFinding(error))
                result.catalogue = .unusable
            }
            result.catalogueFindings = catalogueFindings
        }
        return result
    }
}

/// One thing that is wrong, as it is told.
struct VerifyFinding: Encodable {
    /// `archive` or `catalogue`.
    let of: String
    let segment: String?
    let line: Int?
    /// Bytes from the start of the segment.
    let offset: Int64?
    let problem: String
    /// All of it in one line, fit for a terminal.
    let text: String

    private enum CodingKeys: String, CodingKey { case of, segment, line, offset, problem }

    init(_ finding: ArchiveVerifier.Finding) {
        self.init("archive", finding.position, finding.line, finding.description)
    }

    init(_ finding: CatalogueAgreement.Finding) {
        self.init("catalogue", finding.position, finding.line, finding.description)
    }

    init(stray: Path) {
        self.init(
            "archive",
            nil,
            nil,
            "\(stray.display): is no segment, and other readers of the archive may take it for one; move it elsewhere"
        )
    }

    init(_ error: CatalogueError) {
        self.init("catalogue", nil, nil, error.description)
    }

    private init(_ of: String, _ position: ArchivePosition?, _ line: Int?, _ text: String) {
        self.of = of
        self.line = line
        self.text = text
        segment = position.map { "\($0.segment)" }
        offset = position?.offset
        let place = position.map { "\($0.segment), line \(line ?? 0), byte \($0.offset): " } ?? ""
        problem = text.hasPrefix(place) ? String(text.dropFirst(place.count)) : text
    }
}
