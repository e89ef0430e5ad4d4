import Foundation
import Testing

/// Holds what the modules import to one direction, and the pure ones to what is pure.
@Suite("The direction of imports")
struct ModuleDirectionTests {
    /// Every module of Sources in layers, the lowest first. One imports from the layers before its own, and no other.
    static let layers: [[String]] = [
        ["CDigest", "CLinux", "CNats", "CSystemd", "CText"],
        ["Base", "Text"],
        ["LinuxIO"],
        ["Article"],
        ["Wire"],
        ["Formats"],
        ["Archive", "Operations"],
        ["Catalogue", "Commands", "Stories"],
        ["Search"],
        ["Follow", "Ingest"],
        ["DeskDaemon", "Streams"],
        ["wiredeskd", "wiredesk", "wiredesk-publish", "wiredesk-collect"],
    ]
    /// The modules that know no clock, no disk and no environment: they import each other and these shims.
    static let pure: Set = ["Base", "Text", "Article", "Wire", "Formats", "CDigest", "CText"]
    /// Programs of C alone, which import nothing.
    static let ofC: Set = ["wiredesk-leases"]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private struct Module {
        var name: String
        var folder: String
        var excluded: [String]
        var dependencies: [String]
    }

    /// The targets in Sources, as Package.swift declares them.
    private static func modules() throws -> [Module] {
        let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let starts = manifest.matches(of: #/\.(target|executableTarget|systemLibrary|testTarget)\(\s*name: /#)
        let ends = starts.dropFirst().map(\.range.lowerBound) + [manifest.endIndex]
        return zip(starts, ends).compactMap { start, end in
            let text = manifest[start.range.lowerBound..<end]
            guard start.output.1 != "testTarget", let name = text.firstMatch(of: #/name: "([^"]+)"/#)?.output.1 else {
                return nil
            }
            let folder = text.firstMatch(of: #/path: "([^"]+)"/#).map { String($0.output.1) } ?? "Sources/\(name)"
            func list(_ label: String) -> [String] {
                guard let label = text.range(of: label + ": ["),
                    let end = text[label.upperBound...].firstIndex(of: "]")
                else { return [] }
                return text[label.upperBound..<end].matches(of: #/"([^"]+)"/#).map { String($0.output.1) }
            }
            guard folder.hasPrefix("Sources/") else { return nil }
            return Module(
                name: String(name),
                folder: folder,
                excluded: list("exclude"),
                dependencies: list("dependencies")
            )
        }
    }

    /// What the Swift files of a module import, each with the file.
    private static func imports(of module: Module) throws -> [(file: String, module: String)] {
        let folder = root.appending(path: module.folder)
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var imports: [(file: String, module: String)] = []
        for name in names
        where name.hasSuffix(".swift") && !module.excluded.contains(where: { name.hasPrefix($0 + "/") }) {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for line in text.matches(
                of: #/^(?:@\w+ )?(?:public |package |internal )?import (?:\w+ )?(\w+)/#.anchorsMatchLineEndings()
            ) {
                imports.append(("\(module.folder)/\(name)", String(line.output.1)))
            }
        }
        return imports
    }

    private static func layer(of module: String) -> Int? {
        layers.firstIndex { $0.contains(module) }
    }

    @Test("Every module of Sources has its layer, and every layer its modules")
    func complete() throws {
        let declared = try Self.modules().map(\.name).filter { !Self.ofC.contains($0) }
        #expect(declared.sorted() == Self.layers.flatMap(\.self).sorted())
    }

    @Test("No module imports or depends on one of its own layer or of a later one")
    func direction() throws {
        let modules = try Self.modules()
        var seen = 0
        for module in modules where !Self.ofC.contains(module.name) {
            let own = try #require(Self.layer(of: module.name), "\(module.name) stands in no layer")
            for dependency in module.dependencies {
                guard let other = Self.layer(of: dependency) else { continue }
                #expect(other < own, "Package.swift: \(module.name) depends on \(dependency)")
            }
            for (file, imported) in try Self.imports(of: module) {
                guard let other = Self.layer(of: imported) else { continue }
                seen += 1
                #expect(other < own, "\(file) imports \(imported)")
            }
        }
        #expect(seen > 100, "the imports were not found")
    }

    @Test("A pure module imports nothing that is not", arguments: ["Base", "Text", "Article", "Wire", "Formats"])
    func purity(name: String) throws {
        let module = try #require(try Self.modules().first { $0.name == name })
        for (file, imported) in try Self.imports(of: module) where Self.layer(of: imported) != nil {
            #expect(Self.pure.contains(imported), "\(file) imports \(imported)")
        }
        for (file, imported) in try Self.imports(of: module) {
            #expect(!["Foundation", "FoundationEssentials", "Glibc"].contains(imported), "\(file) imports \(imported)")
        }
    }
}
