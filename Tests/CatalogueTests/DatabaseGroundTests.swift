import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("The ground that a database stands on")
struct DatabaseGroundTests {
    @Test(
        "A FIFO under the name of the catalogue, or of a file that SQLite keeps beside it, is told at once",
        arguments: ["", "-journal", "-wal", "-shm"]
    )
    func pipe(_ suffix: String) throws {
        let scratch = try ScratchDirectory()
        #expect(mkfifo(scratch.path + "/catalogue.sqlite" + suffix, 0o600) == 0)
        let path = scratch.root.appending("catalogue.sqlite")
        let opened = #expect(throws: CatalogueError.self) { try Catalogue(at: path) }
        #expect(opened?.reason.contains("FIFO") ?? false)
        #expect(suffix.isEmpty || opened?.reason.contains("catalogue.sqlite" + suffix) ?? false)
        #expect(throws: CatalogueError.self) { try CatalogueReader(at: path) }
    }
}
