import LinuxIO
import Operations
import Testing

@Suite("What is known of files by their folder")
struct FolderSettingTests {
    private static let table = """
        linger: 1s
        folders:
          "**": {language: en}
          "tass/**":
            source: TASS
            zone: Europe/Moscow
            linger: 3s
          "tass/ru/**": {language: ru, encoding: KOI8-R, year: 1998}

        """

    private func load(_ yaml: String, environment: [String: String] = [:]) throws -> Settings {
        try Settings.load(
            configFile: try SettingsFile(path: "/etc/wiredesk/wiredesk.yaml", bytes: Array(yaml.utf8)),
            environment: environment
        )
    }

    private func refusal(_ yaml: String, environment: [String: String] = [:]) -> [String] {
        do {
            _ = try load(yaml, environment: environment)
            return []
        } catch let error as SettingsError {
            return error.problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test("Of several patterns that fit, the last that says a value counts, key by key")
    func lastCounts() throws {
        let settings = try load(Self.table)
        let other = settings.defaults(for: "afp/a.txt")
        #expect(other.language == "en" && other.source == nil && settings.linger(for: "afp/a.txt") == .seconds(1))
        let tass = settings.defaults(for: "tass/a.txt")
        #expect(tass.source == "TASS" && tass.zone == "Europe/Moscow" && tass.language == "en" && tass.year == nil)
        let russian = settings.defaults(for: "tass/ru/old/a.txt")
        #expect(russian.language == "ru" && russian.encoding == "KOI8-R" && russian.year == 1998)
        #expect(russian.source == "TASS" && settings.linger(for: "tass/ru/old/a.txt") == .seconds(3))
        #expect(settings.lingeringNowhere.linger(for: "tass/a.txt") == .zero)
    }

    @Test("What `config show` prints is read again as the same, from the file and from the environment")
    func written() throws {
        let settings = try load(Self.table)
        let shown = try #require(settings.effective.first { $0.key == "folders" }).value
        #expect(
            shown.hasPrefix(
                #"{"**": {language: "en"}, "tass/**": {source: "TASS", zone: "Europe/Moscow", linger: 3s}, "#
            )
        )
        #expect(try load("folders: \(shown)\n").folders == settings.folders)
        let environment = try load("", environment: ["WIREDESK_FOLDERS": shown])
        #expect(environment.folders == settings.folders)
        #expect(environment.origins["folders"]?.description == "WIREDESK_FOLDERS")
        #expect(try load("folders: {}\n").folders.isEmpty)
    }

    @Test(
        "What is wrong is told with its line, all of it, and what would be right",
        arguments: [
            ("folders: tass\n", 1, "folders: takes a table, such as {\"tass/**\": {source: TASS}}, or {} for none"),
            ("folders:\n  tass: TASS\n", 2, "folders: \"tass\" takes keys of its own, such as {source: TASS}"),
            (
                "folders:\n  a: {}\n  /in/b: {}\n", 3,
                "folders: \"/in/b\" is not a pattern for files in the inbox; write the path"
            ),
            (
                "folders:\n  a:\n    sorce: X\n", 3,
                "folders: \"a\": there is no key \"sorce\"; did you mean \"source\"?"
            ),
            (
                "folders:\n  a:\n    zone: Moscow\n", 3,
                "folders: \"a\": zone: \"Moscow\" is not a time zone of this system"
            ),
            (
                "folders:\n  a: {encoding: windows-9}\n", 2,
                "folders: \"a\": encoding: \"windows-9\" is not the name of an encoding"
            ),
            (
                "folders:\n  a: {language: English}\n", 2,
                "folders: \"a\": language: \"English\" is not the code of a language"
            ),
            ("folders:\n  a: {language: EN}\n", 2, "folders: \"a\": language: \"EN\" is not the code of a language"),
            ("folders:\n  a: {source: [TASS]}\n", 2, "folders: \"a\": source: takes one value, not a list"),
            ("folders:\n  a: {source: \"T\\nASS\"}\n", 2, "folders: \"a\": source: \"T\\nASS\" is not a name"),
            ("folders:\n  a: {year: 98}\n", 2, "folders: \"a\": year: 98 is not between 1000 and 9999"),
            ("folders:\n  a: {linger: 2m}\n", 2, "folders: \"a\": linger: 2m is not between 0ms and 1m"),
        ]
    )
    func wrong(_ yaml: String, _ line: Int, _ message: String) {
        let told = refusal(yaml)
        #expect(told.count == 1 && told[0].hasPrefix("/etc/wiredesk/wiredesk.yaml:\(line): \(message)"), "\(told)")
    }

    @Test("Several faults are told together, and a table in the environment is refused by its name")
    func several() {
        let told = refusal("folders:\n  a: {zone: X, year: old}\n  /b: {}\nsettle: soon\n")
        #expect(told.count == 4, "\(told)")
        let environment = refusal("", environment: ["WIREDESK_FOLDERS": "{a: {zone: X}}"])
        #expect(environment.count == 1 && environment[0].hasPrefix("environment: WIREDESK_FOLDERS: \"a\": zone: "))
        #expect(refusal("", environment: ["WIREDESK_FOLDERS": "{a: {"]).count == 1)
    }
}
