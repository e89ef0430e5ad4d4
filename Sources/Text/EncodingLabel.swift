/// The names that documents, messages and pages give to encodings.
public enum EncodingLabel {
    /// The encoding that a label names, under the name that records give it; nil for an unknown label.
    ///
    /// Labels of older and narrower encodings name the wider ones that writers use in their place, as the Encoding
    /// Standard has it (section 4.2): `iso-8859-1` is Windows-1252, `gb2312` is GB 18030. Letters' case and the marks
    /// between letters do not matter, as in Unicode Technical Standard 22, section 1.4.
    ///
    /// ```swift
    /// EncodingLabel.encoding("ISO_8859-1")  // "windows-1252"
    /// ```
    public static func encoding(_ label: some StringProtocol) -> String? { table[folded(label)] }

    private static func folded(_ label: some StringProtocol) -> String {
        String(
            decoding: label.lowercased().utf8.filter { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 },
            as: UTF8.self
        )
    }

    private static let table: [String: String] = {
        var table: [String: String] = [:]
        for line in labels.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let name = words.first else { continue }
            for word in words { table[folded(word)] = String(name) }
        }
        return table
    }()

    /// An encoding a line: its name, then its other labels.
    private static let labels = """
        utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 x-unicode20utf8 uft-8 utf8mb4
        us-ascii ascii ansi_x3.4-1968 iso646-us iso-ir-6 646 us csascii ansi_x3.4-1986 iso_646.irv:1991 cp367 ibm367
        windows-1252 iso-8859-1 latin1 l1 cp1252 x-cp1252 iso-ir-100 iso8859-1 csisolatin1 ibm819 cp819 1252 ansi iso_8859-1:1987
        windows-1250 cp1250 x-cp1250 1250
        windows-1251 cp1251 x-cp1251 1251
        windows-1253 cp1253 x-cp1253 1253
        windows-1254 cp1254 x-cp1254 iso-8859-9 latin5 l5 csisolatin5 iso-ir-148 1254
        windows-1255 cp1255 x-cp1255 1255
        windows-1256 cp1256 x-cp1256 1256
        windows-1257 cp1257 x-cp1257 1257
        windows-1258 cp1258 x-cp1258 1258
        iso-8859-2 latin2 l2 csisolatin2 iso-ir-101
        iso-8859-3 latin3 l3 csisolatin3 iso-ir-109
        iso-8859-4 latin4 l4 csisolatin4 iso-ir-110
        iso-8859-5 cyrillic csisolatincyrillic iso-ir-144
        iso-8859-6 arabic asmo-708 ecma-114 csisolatinarabic iso-ir-127 iso-8859-6-e iso-8859-6-i
        iso-8859-7 greek greek8 ecma-118 elot_928 csisolatingreek iso-ir-126 sun_eu_greek
        iso-8859-8 hebrew visual logical iso-8859-8-i iso-8859-8-e csisolatinhebrew csiso88598i iso-ir-138
        iso-8859-10 latin6 l6 csisolatin6 iso-ir-157
        iso-8859-13
        iso-8859-14
        iso-8859-15 latin9 l9 csisolatin9 latin-9
        iso-8859-16
        koi8-r koi koi8 cskoi8r
        koi8-u koi8-ru
        ibm866 cp866 866 csibm866
        ibm437 cp437 437
        ibm850 cp850 850
        ibm852 cp852 852
        ibm855 cp855 855
        ibm857 cp857 857
        ibm862 cp862 862
        ibm865 cp865 865
        ibm869 cp869 869
        ibm037 cp037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-wt ebcdic-cp-nl
        ibm500 cp500 ebcdic-cp-be ebcdic-cp-ch
        ibm1026 cp1026
        ibm1140 cp1140
        ibm424 cp424 ebcdic-cp-he
        tis-620 windows-874 dos-874 iso-8859-11 cp874 874
        macintosh mac x-mac-roman csmacintosh macroman
        mac-cyrillic x-mac-cyrillic x-mac-ukrainian maccyrillic
        gb18030 gb2312 gbk gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936 936 ms936 windows-936 euc-cn euc-gb2312-cn eucgb2312-cn
        big5 big5-tw csbig5 cn-big5 x-x-big5 cp950 950
        big5-hkscs big5hk
        euc-tw
        cp932 shift_jis sjis shift-jis s-jis ms_kanji csshiftjis windows-31j x-sjis ms932 ms-kanji 932
        euc-jp x-euc-jp cseucpkdfmtjapanese ujis u-jis
        iso-2022-jp csiso2022jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-ext
        cp949 euc-kr cseuckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean csksc56011987 iso-ir-149 windows-949 uhc ms949 949
        iso-2022-kr csiso2022kr
        iso-2022-cn
        johab cp1361 ms1361
        utf-7 unicode-1-1-utf-7 utf7
        utf-16le utf-16 ucs-2 iso-10646-ucs-2 unicode csunicode unicodefeff u16
        utf-16be unicodefffe
        utf-32le utf-32 ucs-4 u32
        utf-32be
        """
}
