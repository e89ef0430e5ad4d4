import LinuxIO
import Synchronization

/// What the desk's own moves have done to files with several names, so that they are not taken for a writer's doing.
///
/// rename(2) and unlink(2) set the time of change of the inode (`st_ctime`, inode(7)), which all names of a file share:
/// each move of one name would have all others settle again. The rule: where inode, size, time of modification and time of
/// change are exactly what a move of ours has left, the time of change from before that move counts. Everything else that
/// touches the file (a write, a further name, other permissions) makes one of them differ, and the file settles from then
/// on. That nobody is writing, the lease says as ever.
///
/// A move and a look at such a file keep out of each other's way, so that no look falls between a move and its note.
final class OwnMoves: Sendable {
    private struct Move {
        /// The file right after the move.
        var left: FileStatus
        /// The time of change that counts.
        var changed: Int64
    }

    private let moves = Mutex<[FileIdentity: Move]>([:])

    /// Files that are remembered; one that is forgotten settles once more.
    private static let capacity = 1024

    /// The status of an open file, with the time of change that our own moves have not made.
    func status(of file: OpenFile, on fileSystem: any FileSystem) throws(SystemError) -> FileStatus {
        let status = try fileSystem.status(of: file.descriptor)
        return try moves.withLock { moves throws(SystemError) -> FileStatus in
            // The last name of a file that was moved by copying is its only one by now.
            if status.links < 2 { return moves.isEmpty ? status : OwnMoves.without(moves, status) }
            return OwnMoves.without(moves, try fileSystem.status(of: file.descriptor))
        }
    }

    /// Takes a name from a file, and notes what that has done to the file where other names share it.
    ///
    /// - Parameters:
    ///   - links: how many names the file had when it was read.
    ///   - before: looks at the file by the name that is taken.
    ///   - after: looks at it when that is done.
    func note(
        sharedBy links: UInt64,
        before: () throws(SystemError) -> FileStatus,
        _ move: () throws(SystemError) -> Void,
        after: () throws(SystemError) -> FileStatus
    ) throws(SystemError) {
        guard links > 1 else { return try move() }
        try moves.withLock { moves throws(SystemError) -> Void in
            let found = try? before()
            try move()
            // Who cannot look has the other names settle.
            guard let found, let left = try? after(), left.identity == found.identity, left.size == found.size,
                left.modified == found.modified
            else { return }
            let changed = OwnMoves.without(moves, found).changed
            if moves.count >= OwnMoves.capacity { moves.removeAll() }
            moves[left.identity] = Move(left: left, changed: changed)
        }
    }

    /// The time of change of a file that our own moves have not made.
    func changed(_ status: FileStatus) -> Int64 {
        moves.withLock { OwnMoves.without($0, status).changed }
    }

    private static func without(_ moves: [FileIdentity: Move], _ status: FileStatus) -> FileStatus {
        guard let move = moves[status.identity], status.isUnchanged(since: move.left) else { return status }
        var status = status
        status.changed = move.changed
        return status
    }
}
