import Archive
import FoundationEssentials
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
        let archive = stateDirectory.appending("archive")
        if let torn = repair.torn {
            let kept = torn.keptIn.map { ", and kept in \(archive.appending($0).display)" } ?? ""
            let segment = archive.appending(torn.segment.path).display
            write("Cut \(bytes(torn.length)) of a torn record off \(segment) at byte \(torn.offset)\(kept).\n")
        }
        if let reason = repair.anewBecause {
            write(
                "Made the catalogue anew from the archive, as \(reason.escapedForDisplay): "
                    + "\(records(Int64(repair.records))).\n"
            )
        } else if repair.records > 0 {
            write("Entered \(records(Int64(repair.records))) in the catalogue, which was behind.\n")
        } else if repair.torn == nil {
            write("There was nothing that a repair mends.\n")
        }
        flush()
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
            let read =
                "\(records(result.archive.records)) in \(result.archive.segments) "
                + "\(result.archive.segments == 1 ? "segment" : "segments"), \(Figure.size(result.archive.bytes)) read"
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
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Nothing in these types can fail to be encoded.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
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
        var catalogueMadeAnewBecause: String?
        var recordsEntered: Int

        enum CodingKeys: String, CodingKey {
            case cutBytes = "cut_bytes"
            case keptIn = "kept_in"
            case catalogueMadeAnewBecause = "catalogue_made_anew_because"
            case recordsEntered = "records_entered"
        }
    }

    private var sound: Bool
    private var records: Int64
    private var segments: Int
    private var bytes: Int64
    private var catalogue: String
    private var repair: Repair?

    init(_ result: Verification.Result, _ repair: StoreRepair.Outcome?) {
        sound = result.findings == 0
        records = result.archive.records
        segments = result.archive.segments
        bytes = result.archive.bytes
        catalogue = result.catalogue.rawValue
        self.repair = repair.map {
            Repair(
                cutBytes: $0.torn?.length ?? 0,
                keptIn: $0.torn?.keptIn.map { "archive/\($0.display)" },
                catalogueMadeAnewBecause: $0.anewBecause,
                recordsEntered: $0.records
            )
        }
    }
}
