extension Event {
    /// The text of `Deploy/wiredesk.catalog`: what `journalctl -x` says of each kind of event.
    ///
    /// The format is that of the Journal Message Catalogs (systemd.io).
    public static var catalogue: String {
        var text = "# What `journalctl -x` says of the messages of wiredesk. For /usr/lib/systemd/catalog.\n"
        for event in allCases {
            let description = event.description
            text += """

                -- \(event.messageID)
                Subject: \(description.subject)
                Defined-By: wiredesk
                Documentation: man:wiredeskd(8)


                """
            for line in description.explanation {
                for part in wrapped(line, width: 78) { text += part + "\n" }
            }
        }
        return text
    }
}
