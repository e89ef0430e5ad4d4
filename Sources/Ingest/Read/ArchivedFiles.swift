import Archive
import Article
import Base
import LinuxIO
import Synchronization

/// The files whose articles were archived lately: what tells that a later one of the same path completes one of them, which was
/// a part of an upload.
///
/// The committer adds to it, and readers ask. What is in it follows from the newest records of the archive.
final class ArchivedFiles: Sendable {
    /// The record of an article of a part.
    struct Piece: Sendable, Equatable {
        var sequence: Int64
        /// The content id of its story's first version.
        var story: ContentID

        /// What the record of the whole is to it.
        var link: StoryLink {
            StoryLink(story: story, revisionOf: sequence, relation: .completes, basis: .bytes)
        }
    }

    private struct File {
        var bytes: Int64
        var digest: SHA256Digest
        var time: Int64
        /// By its place among the articles of the file, from 1.
        var pieces: [Int: Piece]
    }

    private struct State {
        var files: [Path: [File]] = [:]
        /// The paths in the order in which their files were added, from ``first`` on.
        var order: [Path] = []
        var first = 0
    }

    private let state = Mutex(State())
    private let window: Int64
    private let limit: Int

    /// How many of the last articles of a file are remembered.
    private static let piecesKept = 1_000

    /// How many files of one path are held against another.
    private static let compared = 8

    /// - Parameters:
    ///   - window: for how many seconds a file is remembered.
    ///   - limit: how many are remembered at most.
    init(window: Int64, limit: Int) {
        let (nanoseconds, isTooLong) = max(0, window).multipliedReportingOverflow(by: 1_000_000_000)
        self.window = isTooLong ? .max : nanoseconds
        self.limit = max(1, limit)
    }

    /// Adds the record of an article.
    ///
    /// - Parameters:
    ///   - place: of the article in its file, from 1.
    ///   - time: of the record, in nanoseconds since 1970.
    func add(_ piece: Piece, at place: Int, of file: DeliveryIdentity, time: Int64) {
        state.withLock { state in
            let known = state.files[file.path]?.last
            if let known, known.bytes == file.bytes, known.digest == file.digest {
                let last = (state.files[file.path]?.count ?? 1) - 1
                state.files[file.path]?[last].pieces[place] = piece
                // What a longer file completes stands at the end of the shorter.
                state.files[file.path]?[last].pieces[place - ArchivedFiles.piecesKept] = nil
                return
            }
            let added = File(bytes: file.bytes, digest: file.digest, time: time, pieces: [place: piece])
            state.files[file.path, default: []].append(added)
            state.order.append(file.path)
            trim(&state)
        }
    }

    private func trim(_ state: inout State) {
        while state.order.count - state.first > limit {
            let path = state.order[state.first]
            state.first += 1
            state.files[path]?.removeFirst()
            if state.files[path]?.isEmpty ?? false { state.files[path] = nil }
        }
        if state.first > 1_024, state.first * 2 > state.order.count {
            state.order.removeFirst(state.first)
            state.first = 0
        }
    }

    /// The records of the longest file of this path with which these bytes begin and do not end, by their places among its
    /// articles; none where there is no such file.
    ///
    /// - Parameter now: in nanoseconds since 1970.
    func pieces(of path: Path, in bytes: Span<UInt8>, now: Int64) -> [Int: Piece] {
        let files = state.withLock { $0.files[path] ?? [] }
        let candidates = files.filter { $0.bytes > 0 && $0.bytes < Int64(bytes.count) && now - $0.time <= window }
        for file in candidates.suffix(Self.compared).sorted(by: { $0.bytes > $1.bytes }) {
            let beginning = bytes.extracting(0..<Int(file.bytes))
            if SHA256Digest(of: beginning) == file.digest { return file.pieces }
        }
        return [:]
    }
}
