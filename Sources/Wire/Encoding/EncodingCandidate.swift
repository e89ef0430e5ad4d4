import Text

/// An encoding from before Unicode, and the languages that were written in it.
struct EncodingCandidate {
    /// How the languages that an encoding is for show in a reading.
    enum Script {
        /// By words: the letters beyond a to z are few.
        case latin
        /// By how often each letter stands, in languages with letters of their own.
        case letters
        /// By the characters, of which there are thousands; two bytes make one.
        case wide
    }

    /// The name that records give: IANA's in small letters, or the Encoding Standard's where IANA has none.
    var name: String
    /// ISO 639 codes.
    var languages: [String]
    var script = Script.latin
    /// What a reading counts less, for an encoding that was always rare.
    var handicap = 0.0

    /// Where two explain the bytes equally well, the earlier wins.
    static let all: [EncodingCandidate] = [
        EncodingCandidate(name: "windows-1252", languages: western),
        EncodingCandidate(name: "windows-1251", languages: cyrillic, script: .letters),
        EncodingCandidate(name: "windows-1250", languages: central + ["sr"]),
        EncodingCandidate(name: "iso-8859-2", languages: central),
        EncodingCandidate(name: "koi8-r", languages: ["ru", "bg"], script: .letters),
        EncodingCandidate(name: "koi8-u", languages: ["uk"], script: .letters),
        EncodingCandidate(name: "iso-8859-5", languages: cyrillic, script: .letters),
        EncodingCandidate(name: "ibm866", languages: ["ru", "uk", "be", "bg"], script: .letters),
        EncodingCandidate(name: "gb18030", languages: ["zh", "zh-Hant"], script: .wide),
        EncodingCandidate(name: "shift_jis", languages: ["ja"], script: .wide),
        EncodingCandidate(name: "euc-jp", languages: ["ja"], script: .wide),
        EncodingCandidate(name: "euc-kr", languages: ["ko"], script: .wide),
        EncodingCandidate(name: "big5", languages: ["zh-Hant", "zh"], script: .wide),
        EncodingCandidate(name: "windows-1254", languages: ["tr", "az"]),
        EncodingCandidate(name: "windows-1253", languages: ["el"], script: .letters),
        EncodingCandidate(name: "iso-8859-7", languages: ["el"], script: .letters),
        EncodingCandidate(name: "windows-1255", languages: ["he"], script: .letters),
        EncodingCandidate(name: "windows-1256", languages: ["ar", "fa"], script: .letters),
        EncodingCandidate(name: "iso-8859-6", languages: ["ar"], script: .letters),
        EncodingCandidate(name: "windows-874", languages: ["th"], script: .letters),
        EncodingCandidate(name: "windows-1257", languages: baltic),
        EncodingCandidate(name: "iso-8859-13", languages: baltic, handicap: 2),
        EncodingCandidate(name: "windows-1258", languages: ["vi"], handicap: 2),
        EncodingCandidate(name: "iso-8859-15", languages: western + ["et"], handicap: 3),
        EncodingCandidate(name: "iso-8859-16", languages: ["ro", "hu", "pl"], handicap: 5),
        EncodingCandidate(name: "iso-8859-3", languages: ["mt", "eo", "tr"], handicap: 5),
        EncodingCandidate(name: "iso-8859-4", languages: baltic, handicap: 5),
        // The code pages of DOS.
        EncodingCandidate(name: "ibm850", languages: western, handicap: 4),
        EncodingCandidate(name: "ibm852", languages: central, handicap: 4),
        EncodingCandidate(name: "ibm437", languages: western, handicap: 6),
        EncodingCandidate(name: "ibm737", languages: ["el"], script: .letters, handicap: 4),
        EncodingCandidate(name: "ibm775", languages: baltic, handicap: 6),
        EncodingCandidate(name: "ibm855", languages: ["ru", "bg", "sr", "mk"], script: .letters, handicap: 4),
        EncodingCandidate(name: "ibm857", languages: ["tr"], handicap: 5),
        EncodingCandidate(name: "ibm861", languages: ["is"], handicap: 5),
        EncodingCandidate(name: "ibm862", languages: ["he"], script: .letters, handicap: 4),
        EncodingCandidate(name: "ibm865", languages: ["no", "nb", "nn", "da"], handicap: 5),
        // The encodings of the old Macintosh, and one of Korea.
        EncodingCandidate(name: "macintosh", languages: western, handicap: 5),
        EncodingCandidate(name: "mac-cyrillic", languages: cyrillic, script: .letters, handicap: 4),
        EncodingCandidate(name: "johab", languages: ["ko"], script: .wide, handicap: 6),
    ]

    private static let western = [
        "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "nb", "nn", "fi", "is", "ca", "gl", "eu", "ga",
        "af", "id", "ms",
    ]
    private static let central = ["pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"]
    private static let cyrillic = ["ru", "uk", "be", "bg", "sr", "mk"]
    private static let baltic = ["lt", "lv", "et"]
}
