import Article

extension Settings {
    /// The keys of what one document may cost, whatever its size.
    static let keysOfDocuments: [SettingKey] = [
        SettingKey(
            "xml_depth",
            \.documentLimits.xmlDepth,
            .number(1...512),
            isLive: true,
            "How deep elements of XML may stand inside each other; a document is read up to the first that "
                + "stands deeper."
        ),
        SettingKey(
            "xml_attributes",
            \.documentLimits.xmlAttributes,
            .number(1...100_000),
            isLive: true,
            "How many attributes an element of XML may have; a document is read up to the first that has "
                + "more."
        ),
        SettingKey(
            "xml_entities",
            \.documentLimits.xmlEntities,
            .bytes(0...(64 << 20)),
            isLive: true,
            "How many bytes the entities that a document declares may add to its text; further references "
                + "stay as they are written. A DTD or an external entity is never fetched."
        ),
        SettingKey(
            "json_depth",
            \.documentLimits.jsonDepth,
            .number(1...512),
            isLive: true,
            "How deep arrays and objects of JSON may stand inside each other; a document is read up to the "
                + "first that stands deeper."
        ),
        SettingKey(
            "json_values",
            \.documentLimits.jsonValues,
            .number(1...100_000_000),
            isLive: true,
            "How many values a document of JSON may have; it is read up to the last of them."
        ),
        SettingKey(
            "html_depth",
            \.documentLimits.htmlDepth,
            .number(16...2_048),
            isLive: true,
            "How deep elements of a page, or of a message in HTML, may stand inside each other; deeper ones "
                + "are taken for a part of the one around them."
        ),
        SettingKey(
            "html_blocks",
            \.documentLimits.htmlBlocks,
            .number(1...1_000_000),
            isLive: true,
            "How many blocks of text a page may have; one that has more is refused."
        ),
        SettingKey(
            "mail_depth",
            \.documentLimits.mailDepth,
            .number(1...128),
            isLive: true,
            "How deep the parts of a message may stand inside each other; one in which they stand deeper is "
                + "refused."
        ),
        SettingKey(
            "mail_parts",
            \.documentLimits.mailParts,
            .number(1...100_000),
            isLive: true,
            "How many parts a message may have, and a saved page (MHTML) ten times as many; one that has "
                + "more is refused."
        ),
        SettingKey(
            "mail_header",
            \.documentLimits.mailHeader,
            .bytes(1_024...(16 << 20)),
            isLive: true,
            "How many bytes the header of a message, or of a part of it, may have; one that has more is "
                + "refused."
        ),
    ]
}
