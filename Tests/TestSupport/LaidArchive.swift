import Archive
import Article
import Base
import Formats
import Foundation
import LinuxIO

extension ScratchDesk {
    /// A story that cannot be laid down.
    public struct NoStory: Error {}

    /// Lays an archive of so many records down, which no daemon has written, and no catalogue: one story under as many
    /// names, because reading as many stories would take longer than what is tested.
    public func layArchive(records: Int) throws {
        let text = Array(Story.text(1).utf8)
        guard let article = ArticleReader().read(text.span).articles.first else { throw NoStory() }
        let time: Int64 = 1_790_000_000_000_000_000
        guard let day = CivilDate(secondsSince1970: time / 1_000_000_000) else { throw NoStory() }
        let segment = SegmentName(day: day, number: 1)
        let folder = path + "/archive/" + segment.folder.display
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var lines = Data()
        for number in 1...records {
            let identity = DeliveryIdentity(
                path: Path("story-\(number).txt"),
                bytes: Int64(text.count),
                modified: time,
                digest: SHA256Digest(of: text)
            )
            let tail = RecordTail(article, Delivery(identity: identity, format: "text", encoding: "utf-8"))
            lines.append(contentsOf: tail.line(sequence: Int64(number), ingestedAt: time + Int64(number) * 1_000_000))
        }
        try lines.write(to: URL(filePath: path + "/archive/" + segment.path.display))
    }
}
