/// The names that are left alone where the configuration says nothing else, each with its reason.
///
/// They are what programs write under until a file is whole, and what systems leave in folders. A file that goes under no
/// such name is told by its bytes.
public struct IgnorePattern: Sendable {
    /// As in the configuration: `*` stands for any text, `?` for one byte.
    public var pattern: String
    /// What such a file is.
    public var reason: String

    /// The default of the setting `ignore`.
    public static let standard: [IgnorePattern] =
        [
            IgnorePattern(
                pattern: ".*",
                reason:
                    "hidden files: rsync (`.story.txt.AbC123`, `.rsync-partial`), ProFTPD and lftp (`.in.story.txt.`), Pure-FTPd (`.pure-ftpd-upload.…`), Syncthing (`.syncthing.story.txt.tmp`), editors and systems (`.DS_Store`, `._story.txt`) write under such names"
            ),
            IgnorePattern(pattern: "*.tmp", reason: "being written by a program that renames it when it is whole"),
            IgnorePattern(pattern: "*.part", reason: "being downloaded or copied (Firefox, KDE, wget)"),
            IgnorePattern(pattern: "*.partial", reason: "being downloaded or copied (curl, Internet Explorer)"),
            IgnorePattern(pattern: "*.filepart", reason: "being uploaded by WinSCP"),
            IgnorePattern(pattern: "*.upload", reason: "being uploaded by a program that renames it when it is whole"),
            IgnorePattern(pattern: "~syncthing~*", reason: "being received by Syncthing on Windows"),
            IgnorePattern(pattern: "*.!ut", reason: "being downloaded by uTorrent"),
            IgnorePattern(pattern: "*.!qB", reason: "being downloaded by qBittorrent"),
            IgnorePattern(pattern: "*.aria2", reason: "how far aria2 has come with the file beside it"),
            IgnorePattern(pattern: "*.opdownload", reason: "being downloaded by Opera"),
            IgnorePattern(pattern: "*.crdownload", reason: "being downloaded by Chrome"),
            IgnorePattern(pattern: "*.download", reason: "being downloaded by Safari; a folder"),
            IgnorePattern(pattern: "*.crswap", reason: "being written by a page in Chrome"),
            IgnorePattern(pattern: "*.swp", reason: "the swap file of an editor"),
            IgnorePattern(pattern: "~$*", reason: "the owner file of an office program that has the document open"),
            IgnorePattern(pattern: "*~", reason: "the copy that an editor keeps of the version before"),
            IgnorePattern(pattern: "#*#", reason: "the copy that Emacs saves of unsaved changes"),
            IgnorePattern(pattern: "*.lock", reason: "says that somebody works on another file"),
            IgnorePattern(pattern: "*.done", reason: "says that another file is whole"),
            IgnorePattern(pattern: "desktop.ini", reason: "how Windows shows a folder"),
            IgnorePattern(pattern: "Desktop.ini", reason: "how Windows shows a folder"),
            IgnorePattern(pattern: "Thumbs.db", reason: "small pictures that Windows keeps of a folder's files"),
            IgnorePattern(pattern: "*:Zone.Identifier", reason: "where Windows says that a file was downloaded"),
            IgnorePattern(pattern: "*.url", reason: "a link that was dropped beside the stories"),
            IgnorePattern(pattern: "maildirfolder", reason: "says that a folder belongs to a Maildir"),
            IgnorePattern(pattern: "maildirsize", reason: "how much a Maildir holds"),
            IgnorePattern(pattern: "dovecot-uidlist*", reason: "what Dovecot keeps of the mail in a Maildir"),
            IgnorePattern(pattern: "dovecot-uidvalidity*", reason: "what Dovecot keeps of the mail in a Maildir"),
            IgnorePattern(pattern: "dovecot-keywords*", reason: "what Dovecot keeps of the mail in a Maildir"),
            IgnorePattern(pattern: "dovecot.index*", reason: "what Dovecot keeps of the mail in a Maildir"),
            IgnorePattern(pattern: "courierimap*", reason: "what Courier keeps of the mail in a Maildir"),
            IgnorePattern(pattern: "@eaDir", reason: "a folder in which a Synology disk station keeps small pictures"),
        ] + foldersOfPages.map { IgnorePattern(pattern: $0, reason: reasonOfFolders) }

    private static let reasonOfFolders =
        "the scripts, styles and pictures of a page that a browser saved beside them; a folder"

    /// What browsers add to the name of a page to name that folder, each in the language that it speaks.
    private static let foldersOfPages = [
        "*_files", "*-Dateien", "*_fichiers", "*_archivos", "*_ficheiros", "*_arquivos", "*_bestanden", "*_pliki",
        "*_soubory", "*_tiedostot",
    ]
}
