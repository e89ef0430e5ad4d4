/// Datelines of Chinese, Japanese and Korean copy, which have no spaces to part their elements.
enum AsianDateline {
    static func match(_ bytes: [UInt8]) -> DatelineMatch? { nil }
}
