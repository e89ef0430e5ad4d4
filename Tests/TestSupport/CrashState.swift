import LinuxIO
import Synchronization

/// One state in which a disk may be found after a power cut.
public struct CrashState: Sendable, CustomStringConvertible {
    let tree: DiskTree
    let nextInode: UInt64
    let capacity: Int
    let ordering: DiskModel.Ordering
    let clock: @Sendable () -> Int64
    /// What became of the unsynced changes, in words.
    public let description: String

    /// The disk as the next boot finds it.
    public func reboot() -> DiskModel {
        DiskModel(tree, nextInode: nextInode, capacity: capacity, ordering: ordering, clock: clock)
    }
}

extension DiskModel {
    /// The states in which a power cut at this moment may leave the disk.
    ///
    /// All of them where there are no more than `limit`; else as many, drawn with `seed`, with the extreme ones among
    /// them: everything unsynced lost, all of it kept, only names kept, only contents kept, contents as zeros.
    public func crashStates(limit: Int = 256, seed: UInt64 = 1) -> [CrashState] {
        let state = state.withLock { $0 }
        let space = CrashSpace(state, ordering)
        var choices: [CrashSpace.Choice] = []
        if space.count <= limit {
            choices = (0..<space.count).map { space.choice($0) }
        } else {
            var generator = SeededGenerator(seed: seed)
            choices = space.extremes
            while choices.count < limit { choices.append(space.random(&generator)) }
        }
        return choices.map { choice in
            CrashState(
                tree: space.tree(choice),
                nextInode: state.nextInode,
                capacity: state.capacity,
                ordering: ordering,
                clock: clock,
                description: space.describe(choice)
            )
        }
    }
}

/// All states that the unsynced changes of a disk allow, numbered.
struct CrashSpace {
    /// What becomes of each unsynced change.
    struct Choice {
        /// Which changes to names and permissions are kept.
        var metadata: [Bool]
        /// For each file with unsynced changes, in the order of ``files``: how it looks, of ``looks(_:)``.
        var looks: [Int]
    }

    let state: DiskModel.State
    let ordering: DiskModel.Ordering
    /// The inodes with unsynced content.
    let files: [UInt64]

    init(_ state: DiskModel.State, _ ordering: DiskModel.Ordering) {
        self.state = state
        self.ordering = ordering
        files = state.data.keys.sorted()
    }

    /// In how many ways the names may stand; no more than can be counted.
    private var metadataCount: Int {
        switch ordering {
        case .journalled: state.metadata.count + 1
        case .unordered: 1 << min(40, state.metadata.count)
        }
    }

    private func metadata(_ number: Int) -> [Bool] {
        switch ordering {
        case .journalled: state.metadata.indices.map { $0 < number }
        case .unordered: state.metadata.indices.map { $0 < 40 && number >> $0 & 1 == 1 }
        }
    }

    /// In how many ways a file's content may stand: any number of its changes done, and the next one in part.
    private func looks(_ inode: UInt64) -> Int {
        let changes = state.data[inode] ?? []
        return changes.count + 1 + changes.reduce(0) { $0 + $1.partialTraces }
    }

    /// How many states there are, or a large number where they are too many to count.
    var count: Int {
        var count = metadataCount
        for inode in files {
            let (product, overflow) = count.multipliedReportingOverflow(by: looks(inode))
            if overflow { return .max }
            count = product
        }
        return count
    }

    /// The state of this number.
    func choice(_ number: Int) -> Choice {
        var rest = number
        let names = metadata(rest % metadataCount)
        rest /= metadataCount
        var chosen: [Int] = []
        for inode in files {
            chosen.append(rest % looks(inode))
            rest /= looks(inode)
        }
        return Choice(metadata: names, looks: chosen)
    }

    func random(_ generator: inout SeededGenerator) -> Choice {
        let names: [Bool] =
            switch ordering {
            case .journalled: metadata(Int.random(in: 0..<metadataCount, using: &generator))
            case .unordered: state.metadata.map { _ in Bool.random(using: &generator) }
            }
        return Choice(metadata: names, looks: files.map { Int.random(in: 0..<looks($0), using: &generator) })
    }

    var extremes: [Choice] {
        let none = state.metadata.map { _ in false }
        let all = state.metadata.map { _ in true }
        let lost = files.map { _ in 0 }
        let kept = files.map { state.data[$0]?.count ?? 0 }
        let zeros = files.map { looks($0) - 1 }
        return [
            Choice(metadata: none, looks: lost), Choice(metadata: all, looks: kept),
            Choice(metadata: none, looks: kept), Choice(metadata: all, looks: lost),
            Choice(metadata: all, looks: zeros),
        ]
    }

    /// How a content looks: how many changes are done, and which trace the next one leaves.
    private func look(_ number: Int, of inode: UInt64) -> (done: Int, next: DataChange.Trace?) {
        let changes = state.data[inode] ?? []
        if number <= changes.count { return (number, nil) }
        var rest = number - changes.count - 1
        for (index, change) in changes.enumerated() {
            if rest < change.partialTraces { return (index, change.partialTrace(rest)) }
            rest -= change.partialTraces
        }
        return (changes.count, nil)
    }

    func tree(_ choice: Choice) -> DiskTree {
        var tree = state.durable
        for (change, isKept) in zip(state.metadata, choice.metadata) where isKept { tree.apply(change) }
        for (inode, number) in zip(files, choice.looks) {
            let changes = state.data[inode] ?? []
            let (done, next) = look(number, of: inode)
            guard var content = tree.nodes[inode]?.content else { continue }
            for change in changes[..<done] { change.apply(to: &content) }
            if let next { changes[done].apply(to: &content, next) }
            tree.nodes[inode]?.content = content
        }
        tree.collect()
        return tree
    }

    func describe(_ choice: Choice) -> String {
        var parts = ["names kept: \(choice.metadata.map { $0 ? "1" : "0" }.joined())"]
        for (inode, number) in zip(files, choice.looks) {
            let (done, next) = look(number, of: inode)
            let path = state.live.paths().first { $0.inode == inode }?.path.display ?? "inode \(inode)"
            let partly = next.map { ", then \($0)" } ?? ""
            parts.append("\(path): \(done) of \(state.data[inode]?.count ?? 0) changes\(partly)")
        }
        return parts.joined(separator: "; ")
    }
}
