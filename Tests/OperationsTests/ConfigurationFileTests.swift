import Foundation
import LinuxIO
import Operations
import Testing

@Suite("Config/wiredesk.yaml")
struct ConfigurationFileTests {
    private let text: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        text = try String(contentsOf: root.appending(path: "Config/wiredesk.yaml"), encoding: .utf8)
    }

    @Test("The file is what the program would write: every key with its sentence and its default")
    func matchesTheKeys() {
        #expect(text == Settings.documentedFile)
    }

    @Test("The file as it is changes nothing")
    func changesNothing() throws {
        let file = try SettingsFile(path: "/etc/wiredesk/wiredesk.yaml", bytes: Array(text.utf8))
        let plain = try Settings.load(configFile: nil, environment: [:])
        #expect(try Settings.load(configFile: file, environment: [:]).effective == plain.effective)
    }

    @Test("With every line that holds a default put in force, the settings are the same")
    func defaultsAreTheDefaults() throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let inForce = lines.map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
        }.joined(separator: "\n")
        let file = try SettingsFile(path: "/etc/wiredesk/wiredesk.yaml", bytes: Array(inForce.utf8))
        var settings = try Settings.load(configFile: file, environment: [:])
        #expect(Set(settings.origins.filter { $0.value != .standard }.keys) == Set(Settings.keys.map(\.name)))
        let defaults = try Settings.load(configFile: nil, environment: [:])
        settings.origins = defaults.origins
        #expect(settings.effective == defaults.effective)
    }
}
