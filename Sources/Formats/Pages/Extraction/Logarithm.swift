/// The natural logarithm, from operations that give the same digits on every machine.
enum Logarithm {
    private static let two: Float = 0.693_147_2

    /// log(1 + value), for value ≥ 0, to about six digits.
    static func ofOnePlus(_ value: Float) -> Float {
        let argument = 1 + value
        var mantissa = argument.significand
        var exponent = Float(argument.exponent)
        // Nearer to one the series is shorter.
        if mantissa > 1.414_213_5 {
            mantissa /= 2
            exponent += 1
        }
        // log(m) = 2 artanh((m - 1) / (m + 1))
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        let series = 1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9)))
        return exponent * two + 2 * ratio * series
    }

    /// exp(value) for -80 ≤ value ≤ 80, to about six digits.
    static func exponential(_ value: Float) -> Float {
        let steps = (value / two).rounded()
        let rest = value - steps * two
        let series = 1 + rest * (1 + rest / 2 * (1 + rest / 3 * (1 + rest / 4 * (1 + rest / 5 * (1 + rest / 6)))))
        return Float(sign: .plus, exponent: Int(steps), significand: 1) * series
    }
}
