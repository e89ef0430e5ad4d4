import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("The model of a disk") struct DiskModelTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func write(_ text: String, to file: borrowing Descriptor, on disk: DiskModel) throws {
        try disk.writeAll(bytes(text).span, to: file)
    }

    @Test("A file that nobody synced may be missing, empty, torn at any byte, zeros or whole, and nothing else")
    func unsynced() throws {
        let disk = DiskModel()
        let root = try disk.openRoot("/")
        let file = try disk.open("a", in: root, .create)
        try write("abcd", to: file, on: disk)
        let states = disk.crashStates()
        let contents = Set(states.map { $0.reboot().content(of: "a").map { String(decoding: $0, as: UTF8.self) } })
        #expect(contents == [nil, "", "a", "ab", "abc", "abcd", "\0\0\0\0"])
    }

    @Test("A synced file stays, name and all, as a journal has it; without one its name needs the folder's sync")
    func synced() throws {
        for (ordering, survives) in [(DiskModel.Ordering.journalled, true), (.unordered, false)] {
            let disk = DiskModel(ordering: ordering)
            let root = try disk.openRoot("/")
            let file = try disk.open("a", in: root, .create)
            try write("abcd", to: file, on: disk)
            try disk.synchronizeData(of: file)
            #expect(disk.crashStates().allSatisfy { $0.reboot().content(of: "a") == bytes("abcd") } == survives)
            try disk.synchronize(root)
            #expect(disk.isSynced)
            #expect(disk.crashStates().map { $0.reboot().content(of: "a") } == [bytes("abcd")])
        }
    }

    @Test("Of several changes to names a journal keeps a prefix; without one any of them")
    func names() throws {
        func outcomes(_ ordering: DiskModel.Ordering) throws -> Set<String> {
            let disk = DiskModel(ordering: ordering)
            disk.place("in/a", [1])
            disk.place("in/b", [2])
            disk.placeFolder("out")
            let root = try disk.openRoot("/")
            try disk.move("in/a", in: root, to: "out/a", in: root)
            try disk.move("in/b", in: root, to: "out/b", in: root)
            return Set(disk.crashStates().map { $0.reboot().files.map(\.display).joined(separator: " ") })
        }
        let both = ["in/a in/b", "in/b out/a", "out/a out/b"]
        #expect(try outcomes(.journalled) == Set(both))
        #expect(try outcomes(.unordered) == Set(both + ["in/a out/b"]))
    }

    @Test("Blocks of one unsynced write may be zeros")
    func holes() throws {
        let disk = DiskModel()
        disk.place("a", [])
        let root = try disk.openRoot("/")
        let file = try disk.open("a", in: root, .append)
        try write(String(repeating: "x", count: 10_000), to: file, on: disk)
        let whole = disk.crashStates(limit: 100_000).map { $0.reboot().content(of: "a") ?? [] }.filter {
            $0.count == 10_000
        }
        let zeros = Set(whole.map { content in [0, 4096, 8192].map { content[$0] == 0 } })
        #expect(
            zeros == [
                [false, false, false], [true, false, false], [false, true, false], [false, false, true],
                [true, true, true],
            ]
        )
    }

    @Test("The power goes before a change or right after it, and every call fails from then on")
    func powerCut() throws {
        for moment in DiskModel.Moment.allCases {
            let disk = DiskModel()
            let root = try disk.openRoot("/")
            disk.cutPower(moment, change: 2)
            try disk.makeDirectory("a", in: root)
            #expect(throws: SystemError.self) { try disk.makeDirectory("b", in: root) }
            #expect(throws: SystemError.self) { try disk.status(of: "a", in: root) }
            let kept = Set(
                disk.crashStates().map { state in
                    let next = state.reboot()
                    return ["a", "b"].filter { (try? next.openRoot(Path($0)).number) != nil }
                }
            )
            #expect(kept == (moment == .before ? [[], ["a"]] : [[], ["a"], ["a", "b"]]))
        }
    }

    @Test("A full disk takes what fits and then has no room, for names either")
    func full() throws {
        let disk = DiskModel()
        let root = try disk.openRoot("/")
        let file = try disk.open("a", in: root, .create)
        disk.setCapacity(6)
        let four = bytes("abcd")
        #expect(try disk.write(four.span, to: file) == 4)
        #expect(try disk.write(four.span, to: file) == 2)
        #expect(try disk.fileSystemStatus(of: root).free == 0)
        #expect(throws: SystemError("write", number: ENOSPC)) { try disk.write(four.span, to: file) }
        #expect(throws: SystemError("mkdirat", "b", number: ENOSPC)) { try disk.makeDirectory("b", in: root) }
        try disk.truncate(file, to: 0)
        #expect(try disk.write(four.span, to: file) == 4)
    }

    @Test("Bytes that a failed sync dropped stay readable until the cache is let go of")
    func lostPages() throws {
        let disk = DiskModel()
        disk.place("a", bytes("ab"))
        let faulty = FaultyFileSystem(disk)
        faulty.inject(Fault(.synchronizeData, error: EIO, effect: .pagesLost))
        let root = try faulty.openRoot("/")
        let file = try faulty.open("a", in: root, .append)
        let more = bytes("cd")
        try faulty.writeAll(more.span, to: file)
        #expect(throws: SystemError("fdatasync", number: EIO)) { try faulty.synchronizeData(of: file) }
        try faulty.synchronizeData(of: file)
        #expect(disk.content(of: "a") == bytes("abcd"))
        try faulty.discardCache(of: file)
        #expect(disk.content(of: "a") == bytes("ab"))
        #expect(faulty.changes == ["write a", "fdatasync a", "fdatasync a"])
    }

    @Test("The model and the kernel answer alike")
    func likeTheKernel() throws {
        func answers(_ fileSystem: any FileSystem, _ path: Path) throws -> [String] {
            var answers: [String] = []
            func note(_ what: String, _ call: () throws -> Void) {
                do {
                    try call()
                    answers.append(what)
                } catch let error as SystemError {
                    answers.append("\(what): \(error.call) \(error.number)")
                } catch {
                    answers.append("\(error)")
                }
            }
            let root = try fileSystem.openRoot(path)
            note("mkdir") { try fileSystem.makeDirectory("f", in: root) }
            note("mkdir again") { try fileSystem.makeDirectory("f", in: root) }
            note("mkdir nowhere") { try fileSystem.makeDirectory("g/h", in: root) }
            note("open none") { _ = try fileSystem.open("f/a", in: root, .read) }
            note("create") { _ = try fileSystem.open("f/a", in: root, .create) }
            note("create again") { _ = try fileSystem.open("f/a", in: root, .create) }
            note("create nowhere") { _ = try fileSystem.open("g/a", in: root, .create) }
            note("folder as file") { _ = try fileSystem.open("f", in: root, .append) }
            note("file as folder") { _ = try fileSystem.open("f/a", in: root, .directory) }
            note("above") { _ = try fileSystem.open("../x", in: root, .read) }
            note("itself") { _ = try fileSystem.open(".", in: root, .directory) }
            note("write") {
                let file = try fileSystem.open("f/a", in: root, .append)
                try fileSystem.writeAll(Array("hello".utf8).span, to: file)
                try fileSystem.truncate(file, to: 3)
                try fileSystem.writeAll(Array("p".utf8).span, to: file)
                try fileSystem.synchronize(file)
                try fileSystem.discardCache(of: file)
                try fileSystem.setPermissions(0o440, of: file)
                let status = try fileSystem.status(of: file)
                answers.append("\(status.size) \(status.links) \(status.kind) \(String(status.permissions, radix: 8))")
            }
            note("read") {
                let file = try fileSystem.open("f/a", in: root, .read)
                var buffer = [UInt8](repeating: 0, count: 9)
                var span = buffer.mutableSpan
                let count = try fileSystem.readFully(file, at: 1, into: &span)
                answers.append(String(decoding: buffer[..<count], as: UTF8.self))
                var more = buffer.mutableSpan
                answers.append("\(try fileSystem.read(file, at: 100, into: &more))")
                note("write to it") { _ = try fileSystem.write(Array("x".utf8).span, to: file) }
            }
            note("move onto") {
                _ = try fileSystem.open("b", in: root, .create)
                try fileSystem.move("b", in: root, to: "f/a", in: root)
            }
            note("move none") { try fileSystem.move("c", in: root, to: "d", in: root) }
            note("move") { try fileSystem.move("b", in: root, to: "f/b", in: root) }
            note("replace") { try fileSystem.replace("f/a", in: root, with: "f/b", in: root) }
            note("remove") { try fileSystem.remove("f/a", in: root) }
            note("remove again") { try fileSystem.remove("f/a", in: root) }
            note("status") { _ = try fileSystem.status(of: "f/a", in: root) }
            note("list") {
                for name in ["x", "y", "z"] { _ = try fileSystem.open(Path("f/\(name)"), in: root, .create) }
                let folder = try fileSystem.open("f", in: root, .directory)
                let entries = try fileSystem.entries(of: folder).sorted { $0.name.display < $1.name.display }
                answers.append(entries.map { "\($0.name.display) \($0.kind)" }.joined(separator: ","))
                answers.append("\(try fileSystem.nextEntries(of: folder).count)")
                try fileSystem.rewind(folder)
                answers.append("\(try fileSystem.nextEntries(of: folder).count)")
            }
            return answers
        }
        let folder = try ScratchDirectory()
        let real = try answers(LinuxFileSystem(), Path(folder.path))
        let model = try answers(DiskModel(), "/")
        #expect(real == model)
        #expect(real.count == 28)
    }
}
