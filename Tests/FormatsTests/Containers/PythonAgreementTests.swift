import Wire
import Formats
import Foundation
import TestSupport
import Testing

@Suite("Python's readers agree")
struct PythonAgreementTests {
    private struct Member: Hashable {
        var name: String
        var size: Int
        var checksum: String
    }

    @Test("On members, names and bytes of tar, zip and gzip, as Python writes them")
    func containers() throws {
        let scratch = try ScratchDirectory()
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "containers.py").path
        let result = try Python.run([script, scratch.path])
        #expect(result.status == 0, "\(result.errors)")
        var expected: [String: [Member]] = [:]
        for line in result.output.split(separator: "\n") {
            let words = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(words.count == 4)
            let size = try #require(Int(words[2]))
            expected[words[0], default: []].append(Member(name: words[1], size: size, checksum: words[3]))
        }
        #expect(expected.count == 30)
        for (name, members) in expected.sorted(by: { $0.key < $1.key }) {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: scratch.path + "/" + name)))
            let formats: [String: any ContainerFormat] = ["gz": GzipFormat(), "zip": ZipFormat(), "tar": TarFormat()]
            let format = try #require(name.split(separator: ".").last.flatMap { formats[String($0)] })
            #expect(Self.members(format, bytes) == members, "\(name)")
        }
    }

    private static func members(_ format: some ContainerFormat, _ bytes: [UInt8]) -> [Member] {
        Taken(format, bytes).members.map { member in
            guard case .bytes(let content) = member.content else {
                return Member(name: member.name, size: -1, checksum: "\(member.content)")
            }
            let digits = String(MadeContainer.quickCRC32(content), radix: 16)
            return Member(
                name: member.name,
                size: content.count,
                checksum: String(repeating: "0", count: 8 - digits.count) + digits
            )
        }
    }
}
