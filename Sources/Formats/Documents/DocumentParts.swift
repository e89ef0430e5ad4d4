import Text
import Wire
import Article

extension Part {
    /// The article that a draft makes, or why it makes none.
    init(member: String? = nil, _ draft: ArticleDraft, _ context: ReadingContext) {
        switch draft.article(context) {
        case .success(let article): self.init(member: member, .article(article))
        case .failure(let rejection): self.init(member: member, .refused(rejection))
        }
    }
}

extension [Part] {
    /// The parts with the members by which they are told apart: what the document calls them, else their place. A part that
    /// stands alone needs none.
    consuming func named() -> [Part] {
        var parts = self
        var seen: Set<String> = []
        for index in parts.indices {
            guard parts.count > 1 else {
                parts[index] = Part(parts[index].content)
                break
            }
            if let member = parts[index].member, !member.isEmpty, seen.insert(member).inserted { continue }
            parts[index].member = "#\(index + 1)"
        }
        return parts
    }
}

extension Reading {
    /// Notes that a document could be read no further, which is a fault of it or for a limit, and what came before is read.
    mutating func noteEnd(_ explanation: String, _ limit: LimitSetting?) {
        note = "the document \(explanation); what came before is read\(limit.map { "; \($0.hint)" } ?? "")"
    }
}

extension Rejection {
    /// A document of XML that ends or breaks before anything in it is whole.
    static func brokenMarkup(_ fault: MarkupFault?) -> Rejection {
        let explanation = fault.map { "The document \($0.explanation)." } ?? "The document has no element."
        return Rejection(
            code: fault?.reason == .endsEarly ? .endsEarly : .brokenDocument,
            explanation: explanation,
            advice: "Fetch or save the document again; if its sender wrote it so, it has to be repaired there."
        )
        .beyond(fault?.setting)
    }

    /// A document of JSON that ends or breaks before anything in it is whole.
    static func brokenJSON(_ fault: JSONFault?) -> Rejection {
        let explanation = fault.map { "The document \($0.explanation)." } ?? "The document has no value."
        return Rejection(
            code: fault?.reason == .endsEarly ? .endsEarly : .brokenDocument,
            explanation: explanation,
            advice: "Fetch or save the document again; if its sender wrote it so, it has to be repaired there."
        )
        .beyond(fault?.setting)
    }
}
