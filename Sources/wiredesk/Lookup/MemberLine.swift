import Archive
import Catalogue
import LinuxIO

/// One member of a delivery as `trace` tells it.
struct MemberLine: Encodable {
    private let member: DeliveryMember

    init(_ member: DeliveryMember) {
        self.member = member
    }

    private enum CodingKeys: String, CodingKey {
        case number, name, outcome, reason, explanation, seq, count
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(member.part, forKey: .number)
        try container.encodeIfPresent(member.name, forKey: .name)
        try container.encode(member.outcome.rawValue, forKey: .outcome)
        try container.encodeIfPresent(member.reason, forKey: .reason)
        try container.encodeIfPresent(member.explanation, forKey: .explanation)
        try container.encodeIfPresent(member.article, forKey: .seq)
        if member.name == nil, member.outcome != .archived { try container.encode(member.count, forKey: .count) }
    }

    /// A line beneath its delivery: on a terminal as wide as that, with tabs elsewhere; without its line break.
    func text(_ screen: Screen) -> String {
        let number = member.part.map { "\($0)" } ?? ""
        let name = member.name?.escapedForDisplay ?? ""
        guard let columns = screen.columns else {
            let outcome = member.count > 1 ? "\(member.count) \(member.outcome.rawValue)" : member.outcome.rawValue
            return "\tmember\t\(number)\t\(name)\t\(outcome)\t\(detail)"
        }
        let text = (name.isEmpty ? "" : name + "  ") + what
        let indent = number.count < 4 ? String(repeating: " ", count: 4 - number.count) : ""
        return screen.style.dim("  " + indent + number) + "  " + text.cut(to: max(20, columns - 8))
    }

    /// Its record, or why it has none.
    private var detail: String {
        switch member.outcome {
        case .archived, .duplicate: member.article.map { "\($0)" } ?? ""
        case .refused, .noNews:
            [member.reason, member.explanation].compactMap { $0 }.joined(separator: ": ").oneLine
        }
    }

    /// What became of it, in words.
    private var what: String {
        let count = member.name == nil && member.outcome != .archived ? "\(Figure.grouped(Int64(member.count))) " : ""
        switch member.outcome {
        case .archived: return "archived" + (member.article.map { " as article \($0)" } ?? "")
        case .duplicate where member.article == nil: return count + (member.count == 1 ? "duplicate" : "duplicates")
        case .duplicate: return "duplicate" + (member.article.map { " of article \($0)" } ?? "")
        case .refused: return count + "set aside" + (detail.isEmpty ? "" : ": \(detail)")
        case .noNews: return count + "no news" + (detail.isEmpty ? "" : ": \(detail)")
        }
    }
}
