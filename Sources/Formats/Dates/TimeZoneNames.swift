/// The abbreviations of time zones that dates are printed with. Summer time's count in winter too, and winter's in summer:
/// a date means what it prints.
enum TimeZoneNames {
    /// Minutes east of UTC of an abbreviation in small letters; nil for an unknown one.
    static func minutes(_ name: String) -> Int? { table[name] }

    private static let table: [String: Int] = {
        var table: [String: Int] = [:]
        for line in zones.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let minutes = words.first.flatMap({ Int($0) }) else { continue }
            for word in words.dropFirst() { table[String(word)] = minutes }
        }
        return table
    }()

    /// Minutes east of UTC, and the zones that are so many. Where two zones share letters, the one that more news comes
    /// from stands here.
    private static let zones = """
        0 z ut utc gmt wet uct
        60 bst cet wat met mez west
        120 cest eet sast cat mest mesz ist-il
        180 eest msk eat trt
        210 irst
        240 gst azt samt msd
        270 irdt
        300 pkt uzt yekt
        330 ist
        345 npt
        360 bdt omst
        390 mmt
        420 wib ict krat
        480 sgt hkt awst myt pht irkt wita
        540 jst kst yakt wit
        570 acst
        600 aest vlat
        630 acdt
        660 aedt
        720 nzst
        780 nzdt
        -60 azot cvt
        -120 brst fnt
        -150 ndt
        -180 adt brt art uyt clst
        -210 nst
        -240 ast edt clt vet bot amt
        -300 est cdt cot pet ect
        -360 cst mdt
        -420 mst pdt
        -480 pst akdt
        -540 akst hdt
        -600 hst
        """
}
