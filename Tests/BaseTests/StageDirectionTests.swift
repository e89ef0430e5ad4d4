import Foundation
import Testing

/// Holds the folders of the pipeline to one direction, which imports cannot do within a module.
@Suite("The direction of the stages")
struct StageDirectionTests {
    /// The folders of Sources/Ingest, the first stage first. A file names types of its own folder and of those before it.
    static let layers: [[String]] = [
        ["Shared"],
        ["Watch"],
        ["Read"],
        ["Commit"],
        ["Move"],
        ["Import", "Quarantine"],
        ["Notices", "Retention"],
        ["Desk"],
    ]

    private struct Source {
        var file: String
        var folder: String
        var layer: Int
        /// Without comments and texts.
        var code: String
    }

    private static let ingest = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Ingest")

    private static func sources() throws -> [Source] {
        var sources: [Source] = []
        for (layer, folders) in layers.enumerated() {
            for folder in folders {
                let path = ingest.appending(path: folder)
                for name in try FileManager.default.contentsOfDirectory(atPath: path.path).sorted()
                where name.hasSuffix(".swift") {
                    let text = try String(contentsOf: path.appending(path: name), encoding: .utf8)
                    sources.append(
                        Source(file: "\(folder)/\(name)", folder: folder, layer: layer, code: code(of: text))
                    )
                }
            }
        }
        return sources
    }

    /// What the compiler reads as names: no comments, and of texts in quotes nothing.
    private static func code(of text: String) -> String {
        text.replacing(#/"""(?s:.*?)"""/#, with: "").replacing(#/"(?:\\.|[^"\\\n])*"/#, with: "")
            .replacing(#/\/\/[^\n]*/#, with: "")
    }

    /// The types that stand at the outermost level of a file.
    private static func declared(in code: String) -> [String] {
        code.matches(
            of:
                #/^(?:(?:public|package|internal|final|indirect) )*(?:struct|class|enum|protocol|actor|typealias) (\w+)/#
                .anchorsMatchLineEndings()
        ).map { String($0.output.1) }
    }

    /// The names in code that begin with a capital.
    private static func named(in code: String) -> Set<String> {
        Set(code.matches(of: #/\b[A-Z]\w*/#).map { String($0.output) })
    }

    /// Each place where a file names a type that is declared in a later stage, or beside its own.
    private static func faults(in sources: [Source]) -> [String] {
        var homes: [String: Source] = [:]
        for source in sources { for type in declared(in: source.code) { homes[type] = source } }
        return sources.flatMap { source in
            named(in: source.code).sorted().compactMap { name in
                guard let home = homes[name], home.folder != source.folder, home.layer >= source.layer else {
                    return nil
                }
                return "\(source.file) names \(name) of \(home.file)"
            }
        }
    }

    @Test("Every file of the pipeline stands in a folder that has its place")
    func complete() throws {
        let entries = try FileManager.default.contentsOfDirectory(atPath: Self.ingest.path)
        #expect(entries.filter { !$0.hasSuffix(".docc") }.sorted() == Self.layers.flatMap(\.self).sorted())
    }

    @Test("No stage names a type of a later one")
    func direction() throws {
        let sources = try Self.sources()
        #expect(sources.flatMap { Self.declared(in: $0.code) }.count > 60, "the types were not found")
        #expect(Self.faults(in: sources) == [])
    }

    @Test(
        "A name that looks back is found, wherever in the code it stands, and one in a comment or a text is none",
        arguments: [
            ("    private let mover: Mover", true),
            ("    func take(_ moves: [Mover.Moved]) {}", true),
            ("extension Mover {}", true),
            ("    let count = values.count  // Mover does the rest", false),
            ("    /// What the ``Mover`` does.", false),
            (#"    let text = "Mover""#, false),
            ("    let mover = 1, RemoverMover = 2", false),
        ]
    )
    func found(line: String, isFault: Bool) {
        let sources = [
            Source(file: "Commit/Example.swift", folder: "Commit", layer: 3, code: Self.code(of: line)),
            Source(file: "Move/Mover.swift", folder: "Move", layer: 4, code: "final class Mover: Sendable {}"),
        ]
        #expect(Self.faults(in: sources) == (isFault ? ["Commit/Example.swift names Mover of Move/Mover.swift"] : []))
    }
}
