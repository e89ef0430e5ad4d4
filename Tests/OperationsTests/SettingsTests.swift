import LinuxIO
import Logging
import Operations
import Testing

@Suite("Settings")
struct SettingsTests {
    private func load(
        _ yaml: String? = nil,
        environment: [String: String] = [:],
        overrides: [String: String] = [:]
    ) throws -> Settings {
        try Settings.load(
            configFile: try yaml.map { try SettingsFile(path: "/etc/wiredesk/wiredesk.yaml", bytes: Array($0.utf8)) },
            environment: environment,
            overrides: overrides
        )
    }

    /// What is said of settings that are refused.
    private func refusal(
        _ yaml: String? = nil,
        environment: [String: String] = [:],
        overrides: [String: String] = [:]
    ) -> String {
        do {
            _ = try load(yaml, environment: environment, overrides: overrides)
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test("Without a file, a variable or an option every key has its default")
    func defaults() throws {
        let settings = try load()
        #expect(settings.stateDirectory == "/var/lib/wiredesk")
        #expect(settings.runtimeDirectory == "/var/lib/wiredesk")
        #expect(settings.inbox == "/var/lib/wiredesk/inbox")
        #expect(settings.settle == .seconds(1))
        #expect(settings.maxFileSize == 16_777_216)
        #expect(settings.segmentSize == 268_435_456)
        #expect(Set(settings.origins.keys) == Set(Settings.keys.map(\.name)))
        #expect(settings.origins.values.allSatisfy { $0 == .standard })
    }

    @Test("The command line outranks the environment, which outranks the file, which outranks the default")
    func precedence() throws {
        let file = "settle: 1s\nmax_depth: 3\nlog_level: debug\n"
        let environment = ["WIREDESK_SETTLE": "2s", "WIREDESK_MAX_DEPTH": "4", "HOME": "/root"]
        let settings = try load(file, environment: environment, overrides: ["settle": "3s"])
        #expect(settings.settle == .seconds(3))
        #expect(settings.maxDepth == 4)
        #expect(settings.logLevel == .debug)
        #expect(settings.watch == .auto)
        #expect(settings.origins["settle"]?.description == "--settle")
        #expect(settings.origins["max_depth"]?.description == "WIREDESK_MAX_DEPTH")
        #expect(settings.origins["log_level"]?.description == "/etc/wiredesk/wiredesk.yaml:3")
        #expect(settings.origins["watch"]?.description == "default")
    }

    @Test("Inbox and runtime directory follow the state directory unless they are given")
    func derivedFolders() throws {
        let moved = try load("state_directory: /srv/desk/\n")
        #expect(moved.stateDirectory == "/srv/desk")
        #expect(moved.inbox == "/srv/desk/inbox")
        #expect(moved.runtimeDirectory == "/srv/desk")
        let service = try load(environment: ["RUNTIME_DIRECTORY": "/run/wiredesk:/run/more"])
        #expect(service.runtimeDirectory == "/run/wiredesk")
        let given = try load("runtime_directory: /tmp/x", environment: ["RUNTIME_DIRECTORY": "/run/wiredesk"])
        #expect(given.runtimeDirectory == "/tmp/x")
    }

    @Test(
        "Metrics follow the runtime directory unless a file is given, which node_exporter reads and the desk does not"
    )
    func metricsFile() throws {
        #expect(try load("runtime_directory: /run/news\n").metricsFile == "/run/news/wiredesk.prom")
        let given = try load("metrics_file: /var/lib/prometheus/node-exporter/news.prom\n")
        #expect(given.metricsFile == "/var/lib/prometheus/node-exporter/news.prom")
        #expect(
            refusal("metrics_file: /srv/metrics.txt\n")
                == "/etc/wiredesk/wiredesk.yaml:1: metrics_file: /srv/metrics.txt does not end in .prom, and node_exporter "
                + "reads no other names"
        )
        #expect(refusal("metrics_file: /var/lib/wiredesk/inbox/news.prom\n").contains("lies in the inbox"))
        #expect(refusal("metrics_file: news.prom\n").contains("is not absolute"))
    }

    @Test("An unknown key is refused with its line and the key that was meant")
    func unknownKeys() {
        #expect(
            refusal("watch: auto\nsetle: 1s\n")
                == "/etc/wiredesk/wiredesk.yaml:2: there is no key \"setle\"; did you mean \"settle\"?"
        )
        #expect(
            refusal(environment: ["WIREDESK_MAX_FILESIZE": "1"])
                == "environment: there is no key \"WIREDESK_MAX_FILESIZE\"; did you mean \"WIREDESK_MAX_FILE_SIZE\"?"
        )
        #expect(refusal("completely_different: 1").contains("the keys are state_directory, runtime_directory"))
    }

    @Test(
        "A key that is shortened, or written in capitals, has a nearest one too",
        arguments: [
            ("state_dir: /srv", "\"state_dir\"; did you mean \"state_directory\"?"),
            ("max_size: 1MiB", "\"max_size\"; did you mean \"max_file_size\"?"),
            ("log: info", "\"log\"; did you mean \"log_level\"?"),
            ("Settle: 1s", "\"Settle\"; did you mean \"settle\"?"),
            ("size: 1MiB", "\"size\"; the keys are state_directory, "),
            (
                "log_level: INFO",
                "\"INFO\" is none of trace, debug, info, notice, warning, error, critical; did you mean info?"
            ),
            ("hard_links: Ingest", "\"Ingest\" is none of ingest, refuse; did you mean ingest?"),
        ]
    )
    func shortened(yaml: String, message: String) {
        #expect(refusal(yaml).contains(message), "\(refusal(yaml))")
    }

    @Test("A key that stands twice is told with both of its lines, and so is all else that is wrong")
    func repeated() {
        let told = refusal("setle: 1s\nsettle: abc\nignore:\n  - a\nmax_depth: deep\nignore:\n- b\n- c\nwatch: no\n")
        let lines = told.split(separator: "\n")
        #expect(lines.count == 5, "\(told)")
        #expect(told.contains(":6: \"ignore\" stands twice, first in line 3; keep one of them"), "\(told)")
        for place in [":1: there is no key \"setle\"", ":2: settle: ", ":5: max_depth: ", ":9: watch: "] {
            #expect(told.contains(place), "\(told)")
        }
        #expect(refusal("{settle: 1s, settle: 2s}").contains("\"settle\" stands twice"))
    }

    @Test("Of many names that are no keys, the keys that there are are told once")
    func manyUnknown() {
        let yaml = refusal("one: 1\nanother: 2\nsetle: 3\n")
        #expect(
            yaml.split(separator: "\n").map { $0.contains("; the keys are state_directory, ") } == [true, false, false]
        )
        #expect(yaml.contains(":2: there is no key \"another\"\n"), "\(yaml)")
        let variables = refusal(environment: ["WIREDESK_FOO": "1", "WIREDESK_BARBAZ": "2"]).split(separator: "\n")
        #expect(variables.map { $0.contains("; the keys are WIREDESK_STATE_DIRECTORY, ") } == [true, false])
        #expect(variables.last == "environment: there is no key \"WIREDESK_FOO\"")
    }

    @Test("What all variables begin with makes none of them the nearest")
    func unknownVariable() {
        let told = refusal(environment: ["WIREDESK_FOO": "1"])
        #expect(
            told.hasPrefix("environment: there is no key \"WIREDESK_FOO\"; the keys are WIREDESK_STATE_DIRECTORY, ")
        )
        #expect(refusal(environment: ["WIREDESK_MAX_SIZE": "1"]).hasSuffix("did you mean \"WIREDESK_MAX_FILE_SIZE\"?"))
    }

    @Test(
        "A value that does not fit is refused with its line and what would fit",
        arguments: [
            ("settle: fast", "settle: \"fast\" is not a duration; write a number and ms, s, m, h or d, such as 200ms"),
            ("settle: 2 days", "settle: \"2 days\" is not a duration"),
            ("settle: 9999999999999999d", "is not a duration"),
            ("settle: 2d", "settle: 2d is not between 0ms and 1h"),
            ("settle: -1s", "is not a duration"),
            (
                "max_file_size: 16MB",
                "max_file_size: \"16MB\" is not a size; write a number and B, KiB, MiB, GiB or TiB"
            ),
            ("max_file_size: 0", "max_file_size: 0 is not between 1B and 1GiB"),
            ("max_depth: deep", "max_depth: \"deep\" is not a whole number"),
            ("watch: inotify", "watch: \"inotify\" is none of auto, events, scan"),
            ("log_level: loud", "is none of trace, debug, info, notice, warning, error, critical"),
            ("hard_links: [a]", "hard_links: takes one value, not a list"),
            ("hard_links:\n  a: b", "hard_links: takes one value, not keys of its own"),
            ("inbox:", "inbox: has no value"),
            ("inbox: drop", "inbox: \"drop\" is not absolute"),
            ("inbox: \"/a\\0b\"", "holds a NUL"),
            ("inbox: /a/../b", "has a `..`"),
            ("inbox: \"/a\\e[31m/../b\"", "\"/a\\u{1b}[31m/../b\""),
            ("ignore: \"*.tmp\"", "ignore: takes a list"),
            ("ignore: [\"a/b\"]", "patterns are held against names, not paths"),
            ("inbox: /var/lib/wiredesk", "would read its own files"),
            ("inbox: /var", "would read its own files"),
            ("inbox: /var/lib/wiredesk/processed/today", "lies in the desk's own folder processed/"),
            ("batch_bytes: 1GiB", "is more than a segment holds (segment_size: 256MiB)"),
            ("segment_size: 1MiB", "segment_size: 1MiB is less than a batch may have"),
        ]
    )
    func unfitValues(yaml: String, message: String) {
        let refusal = refusal("# first line\n" + yaml)
        #expect(refusal.contains("/etc/wiredesk/wiredesk.yaml:2: "))
        #expect(refusal.contains(message), "\(refusal)")
    }

    @Test("All that is wrong is said at once")
    func everyProblemIsTold() {
        let refusal = refusal("setle: 1s\nmax_depth: x\n", environment: ["WIREDESK_WATCH": "never"])
        #expect(refusal.split(separator: "\n").count == 3)
    }

    @Test("What is wrong is said in order: command line, environment, then the file by its lines, each with its place")
    func problemsAreSorted() {
        let refusal = refusal(
            "settle: 1s\nmax_depth: x\nwatch: scan\nsetle: 1s\nhard_links: ingst\n",
            environment: ["WIREDESK_WATCH": "never", "WIREDESK_LOG_LEVEL": "wraning", "WIREDESK_INBX": "/x"],
            overrides: ["batch_records": "0"]
        )
        #expect(
            refusal == """
                command line: --batch-records: 0 is not between 1 and 100000
                environment: WIREDESK_LOG_LEVEL: "wraning" is none of trace, debug, info, notice, warning, error, critical; \
                did you mean warning?
                environment: WIREDESK_WATCH: "never" is none of auto, events, scan
                environment: there is no key "WIREDESK_INBX"; did you mean "WIREDESK_INBOX"?
                /etc/wiredesk/wiredesk.yaml:2: max_depth: "x" is not a whole number
                /etc/wiredesk/wiredesk.yaml:4: there is no key "setle"; did you mean "settle"?
                /etc/wiredesk/wiredesk.yaml:5: hard_links: "ingst" is none of ingest, refuse; did you mean ingest?
                """
        )
    }

    @Test("Each problem is told by the program that has it")
    func problemsArePrefixed() {
        let error = #expect(throws: SettingsError.self) { try load("setle: 1s\nwatsh: scan\n") }
        let lines = error?.lines(from: "wiredeskd").split(separator: "\n") ?? []
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.hasPrefix("wiredeskd: /etc/wiredesk/wiredesk.yaml:") })
    }

    @Test("The effective settings are every key with its value and where that came from, in the order of the file")
    func effectiveSettings() throws {
        let settings = try load(
            "settle: 1500ms\ninbox: \"/srv/in box\"\nignore: [\"*.x\", 'a\"b']\n",
            environment: ["WIREDESK_MAX_FILE_SIZE": "1048576"],
            overrides: ["watch": "scan"]
        )
        let effective = settings.effective
        #expect(effective.map(\.key) == Settings.keys.map(\.name))
        let told = Dictionary(uniqueKeysWithValues: effective.map { ($0.key, "\($0.value) (\($0.origin))") })
        #expect(told["settle"] == "1500ms (/etc/wiredesk/wiredesk.yaml:1)")
        #expect(told["inbox"] == "\"/srv/in box\" (/etc/wiredesk/wiredesk.yaml:2)")
        #expect(told["ignore"] == "[\"*.x\", \"a\\\"b\"] (/etc/wiredesk/wiredesk.yaml:3)")
        #expect(told["max_file_size"] == "1MiB (WIREDESK_MAX_FILE_SIZE)")
        #expect(told["watch"] == "scan (--watch)")
        #expect(told["state_directory"] == "/var/lib/wiredesk (default)")
        #expect(settings.file == "/etc/wiredesk/wiredesk.yaml")
    }

    @Test("The effective settings, written into a file, are the same settings again")
    func effectiveSettingsAreReadAgain() throws {
        let first = try load(
            "settle: 1500ms\ninbox: \"/srv/in \\e[31m\\u202e\\\"\\\\box\"\nignore: [\"~$*\", '{', \"a\\tb\"]\nmax_file_size: 3000\n"
        )
        let second = try load(first.effective.map { "\($0.key): \($0.value)\n" }.joined())
        #expect(second.changed(from: first).map(\.name) == [])
        #expect(second.inbox == first.inbox)
        #expect(second.ignore == first.ignore)
        #expect(try load("settle: 2s\nwatch: scan").changed(from: load()).map(\.name) == ["watch", "settle"])
    }

    @Test("A byte-order mark at the start of the file is no part of it, whatever the line ends")
    func byteOrderMark() throws {
        let settings = try load("\u{FEFF}settle: 1s\r\nsearch: off\r\n")
        #expect(settings.settle == .seconds(1))
        #expect(settings.search == .off)
    }

    @Test("A file that is no YAML is refused with the line")
    func brokenFiles() {
        #expect(refusal("watch: auto\ninbox: [\n").contains("/etc/wiredesk/wiredesk.yaml:2: is not YAML: "))
        #expect(refusal("watch: auto\nwatch: scan\n").contains("\"watch\" stands twice"))
        #expect(refusal("- a\n- b\n").contains(":1: holds no keys"))
        #expect(refusal("just text").contains("holds no keys"))
        let error = #expect(throws: SettingsError.self) {
            try SettingsFile(path: "/x", bytes: Array("a: b\n".utf8) + [0xFF, 0xFE])
        }
        #expect(error?.description == "/x:2: is not UTF-8; save the file as UTF-8")
    }

    @Test(
        "What the YAML parser cannot even read has its line too",
        arguments: [
            (
                "settle: 1s\nwatch: \u{1}auto\n",
                ":2: is not YAML: the character U+0001: control characters are not allowed"
            ),
            (
                "# é€\nsettle: 1s\n\u{FFFE}: 1\n",
                ":3: is not YAML: the character U+FFFE: control characters are not allowed"
            ),
            ("settle: 1s\n? [a, b]\n: c\n", ":2: a key is one word; write lines like `settle: 200ms`"),
            ("settle: 1s\nignore:\n  - a\n  - [b]\n", ":4: ignore: its list holds words, and neither lists nor keys"),
            ("settle: 1s\nwatch: *auto\n", ":2: is not YAML: found undefined alias"),
            (
                "settle: 1s\nignore: [\n# and no more\n\n",
                ":2: is not YAML: did not find expected node content"
            ),
            (
                "settle: 1s\nignore: [a,\n  b\nwatch: auto\n",
                ":2: is not YAML: did not find expected ',' or ']' while parsing a flow sequence"
            ),
            (
                "settle: 1s\nignore: [\"a]\nwatch: auto\n",
                ":2: is not YAML: found unexpected end of stream while scanning a quoted scalar"
            ),
            ("settle: 1s\n\twatch: auto\n", ":2: is not YAML: found a tab character that violates indentation"),
        ]
    )
    func linesOfBrokenFiles(yaml: String, problem: String) {
        #expect(refusal(yaml).contains("/etc/wiredesk/wiredesk.yaml" + problem))
    }

    @Test("A file without keys leaves every default", arguments: ["", "\n\n", "# nothing\n", "---\n", "{}"])
    func emptyFiles(yaml: String) throws {
        #expect(try load(yaml).effective == load().effective)
    }

    @Test("Lists come from every source, and an empty list is one")
    func lists() throws {
        #expect(try load("ignore: []").ignore == [])
        #expect(try load("ignore: ['*.x', \"y*\"]").ignore == ["*.x", "y*"])
        #expect(try load(environment: ["WIREDESK_IGNORE": "*.x,y*"]).ignore == ["*.x", "y*"])
        #expect(try load(environment: ["WIREDESK_IGNORE": " *.x ,\ty z* "]).ignore == ["*.x", "y z*"])
        #expect(try load(overrides: ["ignore": "*.x,y*"]).ignore == ["*.x", "y*"])
    }

    @Test("A reload takes the values of the keys that are live, and of no others")
    func liveKeys() throws {
        let other = try load(
            """
            state_directory: /srv/other
            runtime_directory: /run/other
            metrics_file: /srv/metrics/news.prom
            publish_directory: /run/other-publish
            inbox: /srv/in
            watch: scan
            settle: 3s
            open_limit: 5m
            empty_limit: 5s
            linger: 2s
            folders: {tass: {source: TASS}}
            scan_interval: 7s
            rescan_interval: 3m
            max_depth: 3
            max_file_size: 1MiB
            container_size: 2GiB
            container_members: 5
            container_depth: 2
            unpack_ratio: 3
            unpack_allowance: 1MiB
            parse_limit: 5s
            xml_depth: 5
            xml_attributes: 5
            xml_entities: 5KiB
            json_depth: 5
            json_values: 5
            html_depth: 50
            html_blocks: 5
            mail_depth: 5
            mail_parts: 5
            mail_header: 5KiB
            ignore: []
            ignored_age: 2h
            hard_links: refuse
            keep_processed: 90d
            keep_duplicates: 7d
            keep_empty_folders: forever
            segment_size: 1GiB
            compress_segments: gzip
            compress_after: 1d
            batch_records: 7
            batch_bytes: 1MiB
            log_level: debug
            story_window: 2d
            story_limit: 9
            search: off

            """
        )
        let before = try load()
        #expect(Set(other.changed(from: before).map(\.name)) == Set(Settings.keys.map(\.name)), "a key is missing here")
        let taken = before.takingLive(from: other)
        #expect(taken.changed(from: before).map(\.name) == Settings.keys.filter(\.isLive).map(\.name))
        #expect(taken.origins["settle"]?.description == "/etc/wiredesk/wiredesk.yaml:7")
        #expect(taken.origins["inbox"] == .standard)
    }

    @Test("Durations and sizes read as they are written")
    func quantities() {
        for text in ["200ms", "5s", "10m", "2h", "7d"] {
            #expect(Quantity.duration(text).map(Quantity.text) == text)
        }
        for text in ["1B", "64KiB", "16MiB", "3GiB"] { #expect(Quantity.size(text).map { Quantity.size($0) } == text) }
        #expect(Quantity.duration("10 m") == .seconds(600))
        #expect(Quantity.size("١MiB") == nil)
        #expect(Quantity.size("9223372036854775807MiB") == nil)
    }
}
