/// Agencies whose Chinese names end in none of the signs that tell an agency (社, 网, 报): by name, and by the words that
/// media are called by.
enum ChineseAgencies {
    /// Where the agency ends that a text names at `start`; nil where it names none of them.
    static func end(_ text: AsianDateline.Characters, _ start: Int, _ end: Int) -> Int? {
        for name in names where start + name.count <= end && text[start] == name[0] {
            var index = 1
            while index < name.count, text[start + index] == name[index] { index += 1 }
            if index == name.count { return start + index }
        }
        // 澎湃新闻, 北方财经: a word that the names of media end in.
        var index = start + 1
        while index + 1 < min(end, start + 9) {
            if media.contains(where: { text[index] == $0[0] && text[index + 1] == $0[1] }) { return index + 2 }
            index += 1
        }
        return nil
    }

    private static let media = ["新闻", "新聞", "财经", "財經", "经纬", "經緯"].map { $0.unicodeScalars.map(\.value) }

    /// The longer of two that begin alike stands first.
    private static let names: [[UInt32]] = [
        "新华财经", "新華財經", "中新经纬", "中新經緯", "中新财经", "路透中文", "路透", "法新", "美联", "美聯", "彭博", "道琼斯", "道瓊斯", "塔斯",
        "国际文传", "财新", "財新", "第一财经", "证券时报", "观察者", "央视新闻", "人民日报", "中央通讯", "本台",
    ].map { $0.unicodeScalars.map(\.value) }
}
