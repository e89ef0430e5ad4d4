/// Numbers as people read them.
enum Figure {
    /// With a comma between each three digits.
    static func grouped(_ number: Int64) -> String {
        let digits = Array(String(number))
        return String(
            digits.indices.flatMap { index -> [Character] in
                let isStart = index > 0 && (digits.count - index) % 3 == 0
                return isStart ? [",", digits[index]] : [digits[index]]
            }
        )
    }

    /// Bytes in the unit that makes them short, such as `5.0 MiB`.
    static func size(_ count: Int64) -> String {
        var value = Double(count)
        for unit in ["B", "KiB", "MiB", "GiB"] {
            if value < 1024 {
                return unit == "B" ? "\(count) B" : "\((value * 10).rounded() / 10) \(unit)"
            }
            value /= 1024
        }
        return "\((value * 10).rounded() / 10) TiB"
    }
}
