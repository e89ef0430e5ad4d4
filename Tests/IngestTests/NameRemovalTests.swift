import Archive
import Base
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest

@Suite("Removing names that somebody else may give to another file")
struct NameRemovalTests {
    private let scratch: ScratchDirectory
    private let fileSystem = FaultyFileSystem(LinuxFileSystem())

    init() throws {
        scratch = try ScratchDirectory()
        try scratch.write("", to: "inbox/.keep")
        try scratch.write("The first file.\n", to: "quarantine/one.txt")
        try scratch.write(Self.page("first"), to: "quarantine/one.txt.reason.json")
    }

    private static func page(_ reason: String) -> String {
        #"{"path":"one.txt","reason":"\#(reason)","explanation":"","what_to_do":"","quarantined_at":"2026-11-22T10:16:02Z"}"#
    }

    /// Has somebody put another file under a name right before the next call that would take the name away.
    private func replace(_ name: String, by text: String) {
        let path = scratch.path + "/" + name
        let other = path + "-new"
        for kind in [FileSystemCall.Kind.remove, .move] {
            // The seam knows the path beneath the folder that was opened first.
            fileSystem.precede(kind, suffix: Path(name).name.display) {
                if FileManager.default.createFile(atPath: other, contents: Data(text.utf8)) { rename(other, path) }
            }
        }
    }

    private func quarantine() throws -> (Quarantine, Quarantine.File) {
        let quarantine = try #require(try Quarantine(stateDirectory: scratch.root, fileSystem: fileSystem))
        return (quarantine, try #require(try quarantine.file(named: "one.txt")))
    }

    @Test("A page that the daemon writes while a retry removes the old one stays")
    func pageDuringRetry() throws {
        let (quarantine, file) = try quarantine()
        let inbox = try InboxFolder(scratch.root.appending("inbox"), on: fileSystem)
        #expect(try quarantine.putBack(file, into: inbox, at: file.inboxPath) == .done)
        try scratch.write("Another file.\n", to: "quarantine/one.txt")
        replace("quarantine/one.txt.reason.json", by: Self.page("second"))
        try quarantine.finish()
        #expect(scratch.read("quarantine/one.txt.reason.json") == Self.page("second"))
        #expect(try scratch.names(in: "quarantine") == ["one.txt", "one.txt.reason.json"])
        #expect(scratch.read("inbox/one.txt") == "The first file.\n")
    }

    @Test("A file that takes the name of one that is being thrown away stays")
    func fileDuringDiscard() throws {
        let (quarantine, file) = try quarantine()
        replace("quarantine/one.txt", by: "Another file.\n")
        #expect(try !quarantine.discard(file))
        try quarantine.finish()
        #expect(scratch.read("quarantine/one.txt") == "Another file.\n")
        #expect(try scratch.names(in: "quarantine") == ["one.txt", "one.txt.reason.json"])
    }

    @Test("What a removal that was killed has left aside goes back under its name")
    func leftAside() throws {
        let name = NameRemoval.prefix + "two.txt"
        try scratch.write("Set aside.\n", to: "quarantine/a/" + name)
        let quarantine = try #require(try Quarantine(stateDirectory: scratch.root, fileSystem: fileSystem))
        try quarantine.forEachFile { _ in true }
        try quarantine.tidy()
        // What is aside now may be under way.
        #expect(try scratch.names(in: "quarantine/a") == [name])
        let folder = try fileSystem.openRoot(scratch.root.appending("quarantine/a"))
        try NameRemoval(fileSystem: fileSystem).putBackLeft(Path(name), in: folder)
        #expect(scratch.read("quarantine/a/two.txt") == "Set aside.\n")
    }

    @Test("A name in the inbox that was replaced while its file was copied to another file system stays")
    func inboxDuringCopy() throws {
        let one = try OneDelivery()
        let delivery = try one.prepared()
        let memory = try one.processedInMemory()
        let path = one.path
        let other = path + "-new"
        for kind in [FileSystemCall.Kind.remove, .move] {
            // The first call that would take the name away finds that the other file system is another one.
            let suffix = kind == .move ? "inbox/1.txt" : "1.txt"
            one.fileSystem.precede(.synchronize, suffix: "2026-11-22") {
                one.fileSystem.precede(kind, suffix: suffix) {
                    if FileManager.default.createFile(atPath: other, contents: Data("A new file.\n".utf8)) {
                        rename(other, path)
                    }
                }
            }
        }
        _ = try one.disposer().move(delivery.file, to: "processed", day: "2026-11-22")
        #expect(one.scratch.read("inbox/1.txt") == "A new file.\n")
        #expect(try one.scratch.names(in: "inbox") == ["1.txt"])
        #expect(try memory.names(in: "2026-11-22") == ["1.txt"])
    }

    @Test("The source of an import that was replaced at the last moment stays, and so does one of other bytes")
    func importedSource() throws {
        try scratch.write("The first file.\n", to: "collection/one.txt")
        let path = scratch.root.appending("collection")
        let root = try ImportSources.Root.named(path, on: fileSystem)
        let file = ImportSources.File(root: root, path: "one.txt", target: "collection/one.txt")
        let status = try fileSystem.status(of: "one.txt", in: root.folder.descriptor)
        let inbox = try InboxFolder(scratch.root.appending("inbox"), on: fileSystem)
        func remove(_ proof: ImportRemoval.Proof) throws -> (removed: Int, reasons: [String]) {
            var removal = ImportRemoval(inbox: inbox, fileSystem: fileSystem)
            removal.add(file, status, proof)
            var reasons: [String] = []
            let removed = try removal.remove { reasons.append($1) }
            return (removed, reasons)
        }
        let other = try remove(.digest(SHA256Digest(of: Array("Other bytes\n".utf8))))
        #expect(other.removed == 0 && other.reasons.count == 1)
        #expect(try remove(.digest(nil)).removed == 0)
        #expect(try scratch.names(in: "collection") == ["one.txt"])
        replace("collection/one.txt", by: "A new file.\n")
        #expect(try remove(.digest(SHA256Digest(of: Array("The first file.\n".utf8)))).removed == 0)
        #expect(scratch.read("collection/one.txt") == "A new file.\n")
        #expect(try scratch.names(in: "collection") == ["one.txt"])
    }
}
