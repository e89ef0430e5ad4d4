/// The elements whose end has not been seen, and which of them a tag ends (HTML standard, section 13.2.6, reduced).
struct OpenElements {
    struct Entry {
        var tag: HTMLTag
        /// What tells elements apart that have no tag of their own.
        var name: HTMLName
        /// The number of the element, or that of the element around it where it is not kept.
        var element: Int32
        /// The number of the link that it is; -1 for none.
        var link: Int32 = -1
    }

    private var entries: [Entry] = []
    /// How many of each tag are open.
    private var counts = [Int32](repeating: 0, count: HTMLTag.allCases.count)

    init() {
        entries.reserveCapacity(64)
    }

    var count: Int { entries.count }
    var top: Entry { entries[entries.count - 1] }

    func isOpen(_ tag: HTMLTag) -> Bool { counts[Int(tag.rawValue)] > 0 }

    mutating func push(_ entry: Entry) {
        entries.append(entry)
        counts[Int(entry.tag.rawValue)] += 1
    }

    mutating func pop() -> Entry {
        let entry = entries.removeLast()
        counts[Int(entry.tag.rawValue)] -= 1
        return entry
    }

    /// The depth to which elements end that a start tag ends without an end tag of their own.
    func depth(afterImpliedBy tag: HTMLTag, _ traits: HTMLTag.Traits) -> Int {
        var depth = entries.count
        if traits.contains(.closesParagraph), isOpen(.p) { depth = cutParagraph(depth) }
        switch tag {
        case .li: depth = cut(depth, [.li], until: [.ul, .ol, .menu, .dir, .table, .td, .th])
        case .dd, .dt: depth = cut(depth, [.dd, .dt], until: [.dl, .table, .td, .th])
        case .tr: depth = cut(depth, [.tr, .td, .th], until: [.table])
        case .td, .th: depth = cut(depth, [.td, .th], until: [.tr, .table])
        case .tbody, .thead, .tfoot: depth = cut(depth, [.tbody, .thead, .tfoot, .tr, .td, .th], until: [.table])
        case .option: depth = cut(depth, [.option], until: [.select])
        case .a: depth = cutLink(depth)
        default: break
        }
        if traits.contains(.heading), depth > 1, entries[depth - 1].tag.traits.contains(.heading) { depth -= 1 }
        return depth
    }

    private func cutParagraph(_ depth: Int) -> Int {
        var index = depth - 1
        while index > 0 {
            let tag = entries[index].tag
            if tag == .p { return index }
            if tag.traits.contains(.barrier) || tag == .div || tag == .li || tag == .button || tag == .blockquote {
                break
            }
            index -= 1
        }
        return depth
    }

    private func cutLink(_ depth: Int) -> Int {
        guard isOpen(.a) else { return depth }
        var index = depth - 1
        while index > 0 {
            let tag = entries[index].tag
            if tag == .a { return index }
            if tag.traits.contains(.barrier) { break }
            index -= 1
        }
        return depth
    }

    /// The depth without the outermost of `ended` above the innermost of `bounds`.
    private func cut(_ depth: Int, _ ended: [HTMLTag], until bounds: [HTMLTag]) -> Int {
        guard ended.contains(where: isOpen) else { return depth }
        var index = depth - 1
        var found = depth
        while index > 0 {
            let tag = entries[index].tag
            if bounds.contains(tag) { break }
            if ended.contains(tag) { found = index }
            index -= 1
        }
        return found
    }

    /// The depth to which an end tag closes; nil where it closes nothing.
    func depth(afterEnd tag: HTMLTag, _ name: HTMLName) -> Int? {
        guard isOpen(tag), tag != .html, tag != .body else { return nil }
        let crosses = tag.traits.contains(.crossesBarriers)
        var index = entries.count - 1
        while index > 0 {
            let entry = entries[index]
            if entry.tag == tag, tag != .unknown || entry.name == name { return index }
            if entry.tag.isForeign || entry.tag.traits.contains(.barrier) && !crosses { return nil }
            index -= 1
        }
        return nil
    }
}

extension HTMLTag {
    /// Whether end tags inside it close nothing outside it.
    var isForeign: Bool { self == .template || self == .svg || self == .math }
}
