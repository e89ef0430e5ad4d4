import Archive
import Catalogue
import LinuxIO
import Synchronization

/// Files of commits that a failure of the catalogue has cut off: their records may be there, and they in the inbox.
struct CutOffFiles: Sendable {
    var paths: Set<Path> = []
    /// How often the inbox had been answered for (``InboxStatus/timesEmptied``) when the last of them was cut off.
    var timesEmptied = 0
}

/// Which files have an outcome and may still be in the inbox. It goes with each batch: whoever moves the files notes in it
/// what became of them, and whoever commits the next batch goes by that.
final class MoveRegister: Sendable {
    /// What an earlier run has left, or a catalogue that failed.
    private enum Recovery {
        /// Of each file that comes up it is found out whether it has an outcome already. Of the rows in doubt it is not
        /// known whether their files were moved.
        case underWay(inDoubt: Range<Int64>, cutOff: CutOffFiles)
        /// Nothing of it is left in the inbox.
        case over
    }

    private struct State {
        /// Outcomes without a record whose files may still be in the inbox.
        var unmoved: [UnmovedDelivery.File: UnmovedDelivery] = [:]
        /// Rows whose files are certainly still in the inbox, and where.
        var stuckRows: [Int64: Path] = [:]
        /// The latest of those rows by path.
        var stuckPaths: [Path: Int64] = [:]
        /// Rows whose files had gone from their names when they were to be moved: they may come back.
        var goneRows: Set<Int64> = []
        var recovery: Recovery
        /// The last row of the batches that were moved or are being moved.
        var lastRow: Int64
        /// The last row of which it is certain that its file was moved, whatever happens to the power.
        var movedRow: Int64
        /// The last row when the moves were last synced.
        var syncedRow: Int64

        /// Rows of an earlier run of which it is not known whether their files were moved.
        var inDoubt: Range<Int64> { if case .underWay(let rows, _) = recovery { rows } else { 0..<0 } }

        /// The file of a path has its answer.
        mutating func answer(_ path: Path) {
            guard case .underWay(let inDoubt, var cutOff) = recovery, cutOff.paths.remove(path) != nil else { return }
            recovery = .underWay(inDoubt: inDoubt, cutOff: cutOff)
        }

        /// The file that a path stood for has been moved, or replaced by the one of another row.
        mutating func release(_ path: Path, row: Int64) {
            if !stuckRows.isEmpty { stuckRows[row] = nil }
            guard !stuckPaths.isEmpty, let earlier = stuckPaths.removeValue(forKey: path), earlier != row else {
                return
            }
            stuckRows[earlier] = nil
            unmoved = unmoved.filter { $0.value.row != earlier }
        }

        /// Remembers an outcome that no record tells of, for when its file is found.
        mutating func expect(_ step: CommitPlan.Step, row: Int64, now: Int64) {
            guard step.outcome != .archived else { return }
            unmoved[step.delivery.fileIdentity] = UnmovedDelivery(
                row: row,
                file: step.delivery.fileIdentity,
                time: now / 1_000_000,
                outcome: step.outcome,
                reason: step.refusal?.code.description,
                explanation: step.refusal?.explanation
            )
        }
    }

    private let state: Mutex<State>

    /// Files that have gone and are waited for: the latest ones.
    private static let goneKept = 256

    /// A register of what an earlier run has left.
    init(rows: (moved: Int64, last: Int64), unmoved: [UnmovedDelivery], cutOff: CutOffFiles) {
        let moved = min(rows.moved, rows.last)
        var state = State(
            recovery: .underWay(inDoubt: moved + 1..<rows.last + 1, cutOff: cutOff),
            lastRow: rows.last,
            movedRow: moved,
            syncedRow: rows.last
        )
        for delivery in unmoved { state.unmoved[delivery.file] = delivery }
        self.state = Mutex(state)
    }

    /// The last row of which it is certain that its file was moved, whatever happens to the power.
    var movedRow: Int64 { state.withLock { $0.movedRow } }

    var rowsSinceSync: Int64 { state.withLock { $0.lastRow - $0.syncedRow } }

    /// Whether the file of a row was not moved: it is still in the inbox, or had gone by another's hand before its move.
    func isStuck(_ row: Int64) -> Bool { state.withLock { $0.stuckRows[row] != nil || $0.goneRows.contains(row) } }

    /// The files that must be known again by whoever takes over after a failure: those that are certainly still in the
    /// inbox though their outcome is durable, and those that an earlier failure has cut off and nobody has answered.
    var unanswered: Set<Path> {
        state.withLock { state in
            let stuck = Set(state.stuckRows.values)
            return if case .underWay(_, let cutOff) = state.recovery { stuck.union(cutOff.paths) } else { stuck }
        }
    }

    /// The rows of which it is not known whether an earlier run has moved their files, and looked at them after that.
    var doubtfulRows: Range<Int64> { state.withLock { $0.inDoubt } }

    /// Whether it is not known if an earlier run has moved the file of a row.
    func isDoubtful(_ row: Int64) -> Bool { state.withLock { $0.inDoubt.contains(row) } }

    /// The delivery without a record whose file may still be in the inbox.
    func unmoved(_ file: UnmovedDelivery.File) -> UnmovedDelivery? {
        state.withLock { $0.unmoved.isEmpty ? nil : $0.unmoved[file] }
    }

    /// Ends the recovery once no file of an earlier run is left in the inbox: the first listing is over, and all that it
    /// found has its answer; and likewise all that a failure of the catalogue has cut off.
    func endRecovery(ifAnsweredIn inbox: InboxStatus) {
        let isOver = state.withLock { state in
            guard case .underWay(_, let cutOff) = state.recovery else { return false }
            return inbox.hasCaughtUp && (cutOff.paths.isEmpty || inbox.timesEmptied > cutOff.timesEmptied)
        }
        if isOver { endRecovery() }
    }

    /// Takes it that no file of an earlier run is left in the inbox.
    func endRecovery() {
        state.withLock { state in
            state.recovery = .over
            let stuck = state.stuckRows.keys
            let gone = state.goneRows
            state.unmoved = state.unmoved.filter { stuck.contains($0.value.row) || gone.contains($0.value.row) }
        }
    }

    /// The files of a batch are about to be moved, all those of the batches before it having been.
    func begins(rows: [Int64]) {
        guard let last = rows.max() else { return }
        state.withLock { $0.lastRow = max($0.lastRow, last) }
    }

    /// The file of a row was moved.
    func isMoved(_ file: UnmovedDelivery.File, row: Int64) {
        state.withLock { state in
            state.release(file.path, row: row)
            state.answer(file.path)
            if !state.goneRows.isEmpty { state.goneRows.remove(row) }
            if !state.unmoved.isEmpty { state.unmoved[file] = nil }
        }
    }

    /// The file of a delivery is still in the inbox, though its outcome is known.
    func keep(_ step: CommitPlan.Step, row: Int64, now: Int64) {
        state.withLock { state in
            state.release(step.delivery.file.path, row: row)
            state.stuckRows[row] = step.delivery.file.path
            state.stuckPaths[step.delivery.file.path] = row
            state.expect(step, row: row, now: now)
        }
    }

    /// The name of a delivery stands for nothing, or for another file, though its outcome is known. Where the file comes
    /// back as it was, it is this delivery's and no further one.
    func isGone(_ step: CommitPlan.Step, row: Int64, now: Int64) {
        state.withLock { state in
            state.release(step.delivery.file.path, row: row)
            state.goneRows.insert(row)
            state.expect(step, row: row, now: now)
            guard state.goneRows.count > MoveRegister.goneKept, let oldest = state.goneRows.min() else { return }
            state.goneRows.remove(oldest)
            state.unmoved = state.unmoved.filter { $0.value.row != oldest }
        }
    }

    /// The moves so far were synced; those of an earlier run that are in doubt stay so.
    ///
    /// - Parameter unseen: the first row whose file is still to be looked at where it was moved to; a start after a kill
    ///   looks instead.
    func endsSync(isDurable: Bool, unseen: Int64? = nil) {
        state.withLock { state in
            state.syncedRow = state.lastRow
            guard isDurable, state.inDoubt.isEmpty else { return }
            let firstOpen = [state.stuckRows.keys.min(), unseen].compactMap(\.self).min()
            state.movedRow = firstOpen.map { $0 - 1 } ?? state.lastRow
        }
    }
}
