internal import LinuxIO

/// Durations and sizes as people write them: `200ms`, `10m`, `16MiB`.
public enum Quantity {
    /// Reads a whole number with a unit of time (ms, s, m, h, d) after it; `0` needs none. Nil where it is none.
    public static func duration(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        guard let (number, unit) = parts(text) else { return nil }
        let milliseconds: Int64
        switch unit {
        case "ms": milliseconds = 1
        case "s": milliseconds = 1_000
        case "m": milliseconds = 60_000
        case "h": milliseconds = 3_600_000
        case "d": milliseconds = 86_400_000
        default: return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: milliseconds)
        return overflow ? nil : .milliseconds(product)
    }

    /// Reads a whole number of bytes, with B, KiB, MiB, GiB or TiB after it (IEC 80000-13). Nil where it is none.
    public static func size(_ text: String) -> Int64? {
        guard let (number, unit) = parts(text) else { return nil }
        let shift: Int64
        switch unit {
        case "", "B": shift = 0
        case "KiB": shift = 10
        case "MiB": shift = 20
        case "GiB": shift = 30
        case "TiB": shift = 40
        default: return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
        return overflow ? nil : product
    }

    /// The duration in the largest unit that divides it, such as `200ms` or `10m`.
    public static func text(_ duration: Duration) -> String {
        let milliseconds = duration.nanoseconds / 1_000_000
        for (unit, length) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)] as [(String, Int64)]
        where milliseconds != 0 && milliseconds % length == 0 {
            return "\(milliseconds / length)\(unit)"
        }
        return "\(milliseconds)ms"
    }

    /// The number of bytes in the largest unit that divides it, such as `16MiB`.
    public static func size(_ bytes: Int64) -> String {
        for (unit, shift) in [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)] as [(String, Int64)]
        where bytes != 0 && bytes % (1 << shift) == 0 {
            return "\(bytes >> shift)\(unit)"
        }
        return "\(bytes)B"
    }

    private static func parts(_ text: String) -> (number: Int64, unit: Substring)? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits) else { return nil }
        let unit = text[digits.endIndex...]
        return (number, unit.first == " " ? unit.dropFirst() : unit)
    }
}

extension Duration {
    /// The whole nanoseconds of it; of more than 292 years as many as there can be.
    public var nanoseconds: Int64 {
        components.seconds.multipliedSaturated(by: 1_000_000_000)
            .addingSaturated(components.attoseconds / 1_000_000_000)
    }
}
