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

    @Test("Fields that an explanation names are fields that the journal gets")
    func placeholders() {
        let names = Event.catalogue.matches(of: /@([A-Z_]+)@/).map { String($0.1) }
        #expect(Set(names) == ["WIREDESK_DROPPED", "WIREDESK_PATH", "WIREDESK_REASON", "WIREDESK_STAGE"])
    }
}
