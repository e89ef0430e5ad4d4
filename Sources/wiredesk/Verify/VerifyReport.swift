import Archive
import Ingest
import LinuxIO

/// What `wiredesk verify` prints: a line for each finding and a last one that sums up, or one JSON object. Findings are
/// written as they come, and never kept.
final class VerifyReport {
    private let isJSON: Bool
    private let bar: ProgressBar
    private var output = Output()
    private var hasFinding = false
    /// What kept the output from being written.
    private var failure: OutputError?

    init(isJSON: Bool, bar: ProgressBar) {
        self.isJSON = isJSON
        self.bar = bar
        if isJSON { write("{\"findings\":[") }
    }

    /// Writes a finding.
    func tell(_ finding: VerifyFinding) {
        bar.clear()
        if isJSON {
            write((hasFinding ? "," : "") + json(finding))
        } else {
            write(finding.text + "\n")
            flush()
        }
        hasFinding = true
    }

    /// Writes what a repair has done.
    func tell(_ repair: StoreRepair.Outcome, in stateDirectory: Path) {
        guard !isJSON else { return }
        bar.clear()
        tell(repair.torn, in: stateDirectory)
        tell(repair.tornLedger, in: stateDirectory)
        if let reason = repair.rebuiltBecause {
            write(
                "Rebuilt the catalogue from the archive, because \(reason.escapedForDisplay): "
                    + "\(records(Int64(repair.records))).\n"
            )
        } else if repair.records > 0 {
            write("Entered \(records(Int64(repair.records))) in the catalogue, which was behind.\n")
        } else if repair.ledgerLines > 0 {
            let lines = repair.ledgerLines == 1 ? "1 line" : "\(Figure.grouped(Int64(repair.ledgerLines))) lines"
            write("Entered \(lines) of the ledger in the catalogue, which was behind.\n")
        } else if repair.torn == nil, repair.tornLedger == nil {
            write("There was nothing that a repair mends.\n")
        }
        flush()
    }

    private func tell(_ torn: TornTail?, in stateDirectory: Path) {
        guard let torn else { return }
        let kind = torn.segment.kind
        let kept = torn.keptIn.map { ", and kept in \(stateDirectory.appending($0).display)" } ?? ""
        let segment = stateDirectory.appending(kind.folder).appending(torn.segment.path).display
        write("Cut \(bytes(torn.length)) of a torn \(kind.lineName) off \(segment) at byte \(torn.offset)\(kept).\n")
    }

    /// Writes the end, and throws what kept any of it from being written.
    func end(_ result: Verification.Result, repair: StoreRepair.Outcome?) throws(OutputError) {
        bar.clear()
        if isJSON {
            let summary = json(VerifySummary(result, repair))
            write("]," + summary.dropFirst() + "\n")
        } else {
            if result.catalogue == .missing {
                write("There is no catalogue; the next start of the desk makes it from the archive.\n")
            }
            if result.unknownKeys > 0 {
                let keys = Figure.grouped(Int64(result.unknownKeys))
                write(
                    "Passed over \(keys) \(result.unknownKeys == 1 ? "key" : "keys") that a newer version has written.\n"
                )
            }
            if result.damagedLines > 0 {
                let isOne = result.damagedLines == 1
                write(
                    "\(isOne ? "The damaged line is" : "Damaged lines are") passed over by every command; to have what "
                        + "stood there again, stop the desk and put \(isOne ? "its" : "their") segment back from a backup.\n"
                )
            }
            let ledger = result.ledger.records
            let lines =
                ledger == 0
                ? "" : " and \(Figure.grouped(ledger)) \(ledger == 1 ? "line" : "lines") of the ledger"
            let files =
                result.files == 0
                ? "" : ", \(Figure.grouped(result.files)) \(result.files == 1 ? "file" : "files") looked at"
            let read =
                "\(records(result.archive.records)) in \(result.archive.segments) "
                + "\(result.archive.segments == 1 ? "segment" : "segments")\(lines), "
                + "\(Figure.size(result.archive.bytes + result.ledger.bytes)) read\(files)"
            let count = result.findings
            let verdict =
                count == 0
                ? "nothing is wrong" : "\(Figure.grouped(Int64(count))) \(count == 1 ? "finding" : "findings")"
            write("\(read): \(verdict).\n")
        }
        flush()
        if let failure { throw failure }
    }

    private func records(_ count: Int64) -> String {
        count == 1 ? "1 record" : "\(Figure.grouped(count)) records"
    }

    private func bytes(_ count: Int64) -> String {
        count == 1 ? "1 byte" : "\(Figure.grouped(count)) bytes"
    }

    private func json(_ value: some Encodable) -> String {
        String(JSONLine.text(value).dropLast())
    }

    private func write(_ text: String) {
        guard failure == nil else { return }
        do throws(OutputError) { try output.write(text) } catch { failure = error }
    }

    private func flush() {
        guard failure == nil else { return }
        do throws(OutputError) { try output.flush() } catch { failure = error }
    }
}

/// The end of the JSON object.
private struct VerifySummary: Encodable {
    private struct Repair: Encodable {
        var cutBytes: Int64
        var keptIn: String?
        var cutLedgerBytes: Int64?
        var keptLedgerIn: String?
        var catalogueRebuiltBecause: String?
        var recordsEntered: Int

        enum CodingKeys: String, CodingKey {
            case cutBytes = "cut_bytes"
            case keptIn = "kept_in"
            case cutLedgerBytes = "cut_ledger_bytes"
            case keptLedgerIn = "kept_ledger_in"
            case catalogueRebuiltBecause = "catalogue_rebuilt_because"
            case recordsEntered = "records_entered"
        }
    }

    private var sound: Bool
    private var records: Int64
    private var segments: Int
    private var bytes: Int64
    private var ledgerLines: Int64
    private var files: Int64
    private var unknownKeys: Int?
    private var catalogue: String
    private var repair: Repair?

    private enum CodingKeys: String, CodingKey {
        case sound, records, segments, bytes, files, catalogue, repair
        case ledgerLines = "ledger_lines"
        case unknownKeys = "unknown_keys"
    }

    init(_ result: Verification.Result, _ repair: StoreRepair.Outcome?) {
        sound = result.findings == 0
        records = result.archive.records
        segments = result.archive.segments
        bytes = result.archive.bytes
        ledgerLines = result.ledger.records
        files = result.files
        unknownKeys = result.unknownKeys > 0 ? result.unknownKeys : nil
        catalogue = result.catalogue.rawValue
        self.repair = repair.map {
            Repair(
                cutBytes: $0.torn?.length ?? 0,
                keptIn: $0.torn?.keptIn?.display,
                cutLedgerBytes: $0.tornLedger?.length,
                keptLedgerIn: $0.tornLedger?.keptIn?.display,
                catalogueRebuiltBecause: $0.rebuiltBecause,
                recordsEntered: $0.records
            )
        }
    }
}
