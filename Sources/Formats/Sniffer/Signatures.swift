/// The first words of text files that are no news, for the kinds that open with a word of their own.
enum Signatures {
    /// What a text that opens with such a word is; nil where it opens with none.
    static func kind(of text: Span<UInt8>, from first: Int) -> FileKind? {
        let limit = min(text.count, first + 256)
        for (word, kind) in openings where text.matches(word, at: first, before: limit) { return kind }
        for (word, kind) in openingsInAnyCase where text.matchesIgnoringCase(word, at: first, before: limit) {
            return kind
        }
        return encoded(text, first, limit)
    }

    /// `begin 644 NAME` (uuencode, POSIX) and `From HASH Mon Sep 17 00:00:00 2001` (git-format-patch).
    private static func encoded(_ text: Span<UInt8>, _ first: Int, _ limit: Int) -> FileKind? {
        let end = LineEnds.end(of: text, from: first, before: limit)
        if text.matches("begin ", at: first, before: end) || text.matches("begin-base64 ", at: first, before: end) {
            let at = text.next(0x20, from: first, before: end) + 1
            var digits = at
            while digits < end, text[digits].isASCIIDigit { digits += 1 }
            if (3...4).contains(digits - at), digits < end, text[digits] == 0x20 { return .encodedData }
        }
        if text.matches("commit ", at: first, before: end), end - first >= 47 {
            var hex = first + 7
            while hex < end, text[hex].isASCIIHex { hex += 1 }
            if hex - first == 47, hex == end || text[hex] == 0x20 { return .log }
        }
        if text.matches("From ", at: first, before: end) {
            var hex = first + 5
            while hex < end, text[hex].isASCIIHex { hex += 1 }
            if hex - first == 45, hex < end, text[hex] == 0x20 { return .patch }
        }
        return nil
    }

    private static let openings: [(String, FileKind)] = [
        ("#!/", .sourceCode), ("#! /", .sourceCode), ("#!perl", .sourceCode), ("%!PS", .postScript),
        ("-----BEGIN ", .signature), ("---- BEGIN SSH2", .signature), ("ssh-rsa AAAA", .signature),
        ("ssh-ed25519 AAAA", .signature), ("ecdsa-sha2-nistp", .signature), ("PuTTY-User-Key-File", .signature),
        ("untrusted comment: ", .signature), ("age-encryption.org/", .signature), ("$ANSIBLE_VAULT", .signature),
        ("=ybegin ", .encodedData), ("(This file must be converted with BinHex", .encodedData),
        ("data:image/", .encodedData), ("data:application/", .encodedData), ("data:text/", .encodedData),
        ("diff --git ", .patch), ("diff -", .patch), ("# HG changeset patch", .patch), ("*** Begin Patch", .patch),
        ("WEBVTT", .subtitles), ("[Script Info]", .subtitles), ("{\\rtf", .rtf), ("#EXTM3U", .fileList),
        ("[playlist]", .fileList), ("[.ShellClassInfo]", .systemFile), ("[LocalizedFileNames]", .systemFile),
        ("[InternetShortcut]", .systemFile), ("[ZoneTransfer]", .systemFile), ("[Desktop Entry]", .systemFile),
        ("[Trash Info]", .systemFile), ("[ViewState]", .systemFile), ("[autorun]", .systemFile),
        ("[AutoRun]", .systemFile), ("Windows Registry Editor Version", .configuration), ("REGEDIT4", .configuration),
        ("%YAML ", .configuration), ("\\documentclass", .typesetting), ("\\documentstyle", .typesetting),
        ("\\begin{document}", .typesetting), ("\\input texinfo", .typesetting), ("\\version \"", .typesetting),
        ("=head1 ", .typesetting), ("=pod", .typesetting),
        ("@startuml", .sourceCode), ("$SKIN", .sourceCode), ("%%MatrixMarket", .table),
        ("StartFontMetrics", .typesetting), ("/* XPM */", .encodedData), ("ISO-10303-21;", .encodedData),
        ("##fileformat=", .table), ("[Event \"", .table), ("#VRML ", .sourceCode), ("X:1", .typesetting),
        ("Package: ", .configuration), ("Template: ", .configuration),
        ("d8:announce", .encodedData), ("filedesc://", .arc), ("<~", .encodedData),
    ]

    private static let openingsInAnyCase: [(String, FileKind)] = [
        ("begin:vcard", .contactCard), ("begin:vcalendar", .calendar), ("begin:vevent", .calendar),
        ("begin:vnote", .calendar), ("user-agent: *", .configuration), ("@echo off", .sourceCode),
        ("dn: cn=", .contactCard), ("dn: uid=", .contactCard),
        ("dn: ou=", .contactCard),
    ]
}
