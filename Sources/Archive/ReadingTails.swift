public import Article

extension Part.Source {
    /// The format with the containers around it as suffixes, the innermost first, in the manner of media types (RFC 6839):
    /// `text+tar+gzip`.
    var structuredFormat: String {
        ([format] + container.reversed()).joined(separator: "+")
    }
}

extension RecordTail {
    /// The records of the articles that were read from a delivery, in document order.
    ///
    /// `delivery.part` counts the articles from 1 where there are several, `delivery.member` says where each stood; both
    /// follow from the bytes of the delivery alone.
    public static func tails(of reading: Reading, from identity: DeliveryIdentity) -> [RecordTail] {
        let isSeveral = reading.articles.count > 1
        var tails: [RecordTail] = []
        for part in reading.parts {
            guard let article = part.article else { continue }
            let encoding = part.source?.encoding ?? reading.encoding
            tails.append(
                RecordTail(
                    article,
                    Delivery(
                        identity: identity,
                        format: part.source?.structuredFormat ?? reading.format,
                        encoding: encoding.isEmpty ? nil : encoding,
                        damaged: part.source?.damaged ?? reading.damaged,
                        part: isSeveral ? tails.count + 1 : nil,
                        member: part.member,
                        container: part.source?.container ?? []
                    )
                )
            )
        }
        return tails
    }
}
