/// Hexadecimal digits, as ASCII.
public enum Hexadecimal {
    /// The digit, in lower case, of a value from 0 to 15.
    public static func lowerDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The digit, in upper case, of a value from 0 to 15.
    public static func upperDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// The value of a digit in lower case; nil for anything else.
    public static func lowerValue(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// The value of a digit in either case; nil for anything else.
    public static func value(of digit: UInt8) -> UInt8? {
        (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(digit) ? digit - UInt8(ascii: "A") + 10 : lowerValue(of: digit)
    }
}
