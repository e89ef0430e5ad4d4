import LinuxIO

/// How a text is set off: by escape sequences on a terminal (ECMA-48), not at all elsewhere.
struct Style: Sendable {
    let isOn: Bool

    init(isOn: Bool) {
        self.isOn = isOn
    }

    /// As chosen; of its own accord on for a terminal, unless `NO_COLOR` is set (no-color.org) or the terminal is dumb.
    init(_ choice: ColorChoice, of stream: StandardStream, environment: [String: String]) {
        switch choice {
        case .always: isOn = true
        case .never: isOn = false
        case .auto:
            let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
            isOn = stream.isTerminal && !isRefused && environment["TERM"] != "dumb"
        }
    }

    func bold(_ text: String) -> String { set(text, "1") }
    func dim(_ text: String) -> String { set(text, "2") }
    func green(_ text: String) -> String { set(text, "32") }
    func yellow(_ text: String) -> String { set(text, "33") }
    func red(_ text: String) -> String { set(text, "31") }

    private func set(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
