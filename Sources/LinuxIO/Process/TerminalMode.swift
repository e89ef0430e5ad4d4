internal import Glibc

/// How the terminal on standard input treats the keyboard: termios(3).
public struct TerminalMode: Sendable {
    private let saved: termios

    /// Notes how the terminal is now; nil where standard input is none.
    public init?() {
        var settings = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        saved = settings
    }

    /// Hands over each key as it is pressed, and shows none; ctrl-C and ctrl-Z stay signals.
    public func readKeys() {
        var settings = saved
        settings.c_lflag &= ~UInt32(ECHO | ICANON)
        _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    }

    /// Makes it as it was.
    public func restore() {
        var settings = saved
        _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    }
}
