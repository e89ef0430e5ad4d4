import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("What stands where the configuration is to be")
struct ConfigurationKindTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    @Test(
        "What is no regular file is refused at once, whatever it is, and not waited on",
        arguments: ["FIFO", "socket", "directory", "character device"]
    )
    func otherKinds(kind: String) throws {
        var path = scratch.path + "/wiredesk.yaml"
        var listener: Int32 = -1
        defer {
            if listener >= 0 {
                close(listener)
                unlink(path)
            }
        }
        switch kind {
        case "FIFO": #expect(mkfifo(path, 0o644) == 0)
        case "directory": #expect(mkdir(path, 0o755) == 0)
        case "socket":
            // A socket's path is short.
            path = "/tmp/wd-\(UUID().uuidString.prefix(8))"
            listener = try LocalSocket.bind(to: path)
        default: path = "/dev/null"
        }
        let link = scratch.path + "/link.yaml"
        #expect(symlink(path, link) == 0)
        for name in [path, link] {
            let error = #expect(throws: SettingsError.self) { try SettingsFile.read(named: name) }
            #expect(error?.description == "\(name): is a \(kind); the configuration is a regular file")
        }
    }

    @Test("A link to a regular file is read")
    func linkedFile() throws {
        let file = try scratch.write("settle: 1s\n", to: "wiredesk.yaml")
        let link = scratch.path + "/link.yaml"
        #expect(symlink(file, link) == 0)
        let settings = try Settings.load(configFile: try SettingsFile.read(named: link), environment: [:])
        #expect(settings.settle == .seconds(1))
    }

    @Test("A file that is not there is told as such")
    func missing() {
        let error = #expect(throws: SettingsError.self) { try SettingsFile.read(named: "/nowhere/wiredesk.yaml") }
        #expect(error?.description == "/nowhere/wiredesk.yaml: cannot be read: No such file or directory")
    }
}
