import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("What the index takes of memory is bounded by the size of a text")
struct IndexMemoryTests {
    @Test("A text full of different words in capitals is indexed in little memory")
    func capitals() throws {
        let desk = try MadeDesk()
        var generator = SeededGenerator(seed: 1)
        func word() -> String {
            let letters = (0..<8).map { _ in Character(Unicode.Scalar(UInt8.random(in: 0x61...0x7A, using: &generator)))
            }
            return String(letters).capitalized
        }
        let paragraphs = (0..<1_300).map { _ in
            "The list has \((0..<18).map { _ in word() }.joined(separator: " ")) in it."
        }
        let text = "Ferry list published\n\nRIVERTON, June 10 (Example) - The list is out, the company said.\n\n"
        try desk.deliver(text + paragraphs.joined(separator: "\n\n"), as: "list.txt", at: 1_795_348_800_000_000_000)
        try desk.enterCatalogue()
        let find = ["find", "published", "--state-directory", desk.path]
        let peak = try Program.peakMemory(Program.product("wiredesk"), find)
        #expect(peak < 160 << 20, "\(peak >> 20) MiB")
        let found = try Program.run(Program.product("wiredesk"), find)
        #expect(found.status == 0 && found.output.contains("Ferry list published"), "\(found.output)\(found.errors)")
    }
}
