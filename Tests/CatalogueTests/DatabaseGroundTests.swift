import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("The ground that a database stands on")
struct DatabaseGroundTests {
    @Test("A FIFO under the name of the catalogue is told at once, to the daemon and to a command")
    func pipe() throws {
        let scratch = try ScratchDirectory()
        #expect(mkfifo(scratch.path + "/catalogue.sqlite", 0o600) == 0)
        let path = scratch.root.appending("catalogue.sqlite")
        let opened = #expect(throws: CatalogueError.self) { try Catalogue(at: path) }
        #expect(opened?.reason.contains("FIFO") ?? false)
        #expect(throws: CatalogueError.self) { try CatalogueReader(at: path) }
    }
}
