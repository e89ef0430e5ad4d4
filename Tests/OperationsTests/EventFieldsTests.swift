import Foundation
import Operations
import Testing

/// What the sources send with each kind of event, what the kind declares, and what the catalogue speaks of.
@Suite("The fields of events")
struct EventFieldsTests {
    /// A place in the sources where something of a kind is logged.
    private struct CallSite {
        var events: [Event]
        var keys: Set<String>
        var place: String
    }

    /// The outcomes of files, which are logged as events without being named as such.
    private static let outcomes: [Event] = [.archived, .duplicate, .quarantined]

    @Test("Every call site sends fields that its event declares, and every field that is declared is sent by one")
    func callSites() throws {
        let sites = try Self.sources().flatMap { try Self.callSites(in: $0) }
        #expect(sites.count > 20)
        var sent: [Event: Set<String>] = [:]
        for site in sites {
            for event in site.events {
                #expect(site.keys.subtracting(event.fields).isEmpty, "\(event) at \(site.place)")
                sent[event, default: []].formUnion(site.keys)
            }
        }
        for event in Event.allCases {
            #expect(sent[event] ?? [] == event.fields, "\(event)")
        }
        // Named by the error that ends the daemon, and by no literal.
        #expect(Event.allCases.filter { sent[$0] == nil } == [.syncFailed])
    }

    @Test("The text of each event names fields of that event only")
    func placeholders() {
        for (event, text) in Self.texts() {
            for name in text.matches(of: /@([A-Z_]+)@/).map({ String($0.1) }) {
                let key = name == "ERRNO" ? "errno" : name.dropFirst("WIREDESK_".count).lowercased()
                #expect(name == "ERRNO" || name.hasPrefix("WIREDESK_"))
                #expect(event.fields.contains(key), "\(event): \(name)")
            }
        }
    }

    @Test("A file's path and the reason stand in the text of each event that has them")
    func pathsAreTold() {
        for (event, text) in Self.texts() where !Self.outcomes.dropLast().contains(event) && event != .inboxBack {
            if event.fields.contains("path") { #expect(text.contains("@WIREDESK_PATH@"), "\(event)") }
            if event.fields == ["reason"] { #expect(text.contains("@WIREDESK_REASON@"), "\(event)") }
        }
    }

    /// The part of the catalogue that each event has.
    private static func texts() -> [(Event, Substring)] {
        let parts = Event.catalogue.split(separator: "\n-- ")
        return Event.allCases.compactMap { event in
            parts.first { $0.hasPrefix(event.messageID) }.map { (event, $0) }
        }
    }

    private static func sources() throws -> [URL] {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let all = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
        return (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }

    /// Finds `record(.event`, `"wiredesk.event": "event"` and the outcomes of files, with the keys of the metadata: in the
    /// same literal, and in what was entered in the same function before.
    private static func callSites(in file: URL) throws -> [CallSite] {
        let text = try String(contentsOf: file, encoding: .utf8)
        var sites: [CallSite] = []
        func add(_ events: [Event], _ literal: Substring, before end: String.Index) {
            let start = text[..<end].ranges(of: "func ").last?.lowerBound ?? text.startIndex
            var keys = keys(in: literal)
            let isBuilt = literal.contains(/[ (]metadata\)/) || literal.contains("metadata[")
            if isBuilt {
                let built = text[start..<end]
                keys.formUnion(built.matches(of: /metadata\["([a-z_]+)"\] =/).map { String($0.1) })
                if let first = built.firstRange(of: "Metadata = ") {
                    keys.formUnion(Self.keys(in: line(at: first, in: text)))
                }
            }
            let line = text[..<end].count { $0 == "\n" } + 1
            sites.append(CallSite(events: events, keys: keys, place: "\(file.lastPathComponent):\(line)"))
        }
        for match in text.matches(of: /record\(\s*\.([a-zA-Z]+)/) {
            guard let event = Event.allCases.first(where: { "\($0)" == String(match.1) }) else { continue }
            add([event], bracketed(text, from: match.range.lowerBound), before: match.range.upperBound)
        }
        for match in text.matches(of: /(?:"wiredesk\.event":|Event.metadataKey: \.string\(Event)[^,\]]+/) {
            let events = named(in: String(match.0))
            let open = text[..<match.range.lowerBound].lastIndex(of: "[") ?? match.range.lowerBound
            if !events.isEmpty { add(events, bracketed(text, from: open), before: match.range.lowerBound) }
        }
        for match in text.matches(of: /metadata\["wiredesk\.event"\] = ("[a-z-]+")/) {
            add(named(in: String(match.1)), text[match.range], before: match.range.upperBound)
        }
        for match in text.matches(of: /\["path": [^\n]*"outcome":/) {
            let function = text[..<match.range.lowerBound].ranges(of: "func ").last?.lowerBound ?? text.startIndex
            let next = text[match.range.upperBound...].firstRange(of: "func ")?.lowerBound ?? text.endIndex
            let body = text[function..<next]
            let keys = body.matches(of: /metadata\["([a-z_]+)"\] =/).map { String($0.1) }
            let all = Set(keys).union(["path", "outcome"])
            sites.append(CallSite(events: outcomes, keys: all, place: file.lastPathComponent))
        }
        return sites
    }

    private static func named(in text: String) -> [Event] {
        Event.allCases.filter { text.contains("\"\($0.rawValue)\"") || text.contains("Event.\($0).rawValue") }
    }

    private static func keys(in literal: Substring) -> Set<String> {
        Set(literal.matches(of: /"([a-z_]+)":\s/).map { String($0.1) })
    }

    private static func line(at range: Range<String.Index>, in text: String) -> Substring {
        text[range.lowerBound...].prefix { $0 != "\n" }
    }

    /// From the first bracket of either kind to the one that closes it.
    private static func bracketed(_ text: String, from start: String.Index) -> Substring {
        var depth = 0
        for index in text[start...].indices {
            if "([".contains(text[index]) { depth += 1 }
            if ")]".contains(text[index]) {
                depth -= 1
                if depth == 0 { return text[start...index] }
            }
        }
        return text[start...]
    }
}
