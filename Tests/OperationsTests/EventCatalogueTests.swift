import Foundation
import Operations
import Testing
import TestSupport

@Suite("Deploy/wiredesk.catalog")
struct EventCatalogueTests {
    private let path: String

    init() {
        path =
            URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Deploy/wiredesk.catalog").path
    }

    @Test("The catalogue explains every kind of event, as the program has it")
    func matchesTheEvents() throws {
        #expect(try String(contentsOfFile: path, encoding: .utf8) == Event.catalogue)
    }

    @Test("No two kinds of event have one message id")
    func messageIDs() {
        let ids = Event.allCases.map(\.messageID)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    }
}
