import Wire
import Formats

/// Files that people and programs leave in a drop folder beside news, and what they are.
enum OtherFiles {
    static let files: [(kind: FileKind, name: String, text: String)] = [
        (
            .sourceCode, "asm",
            "section .text\n"
                + "global _start\n"
                + "_start:\n"
                + "    mov eax, 1\n"
                + "    int 0x80\n"
        ),
        (
            .sourceCode, "c",
            "// the ferry\n"
                + "#include <stdio.h>\n"
                + "\n"
                + "int main(void) {\n"
                + "    printf(\"Ferry\\n\");\n"
                + "    return 0;\n"
                + "}\n"
        ),
        (
            .sourceCode, "dockerc",
            "# the desk\n"
                + "FROM debian:12 AS build\n"
                + "RUN apt-get update\n"
                + "ENTRYPOINT [\"/desk\"]\n"
        ),
        (
            .sourceCode, "dot",
            "graph g {\n"
                + "  a -- b;\n"
                + "  b -- c;\n"
                + "}\n"
        ),
        (
            .sourceCode, "f90",
            "program ferry\n"
                + "  implicit none\n"
                + "  print *, \"Ferry returns\"\n"
                + "end program ferry\n"
        ),
        (
            .sourceCode, "go",
            "package main\n"
                + "\n"
                + "import \"fmt\"\n"
                + "\n"
                + "func main() {\n"
                + "\tfmt.Println(\"Ferry returns\")\n"
                + "}\n"
        ),
        (
            .sourceCode, "java",
            "/*\n"
                + " * Sends the stories of the day to the desk.\n"
                + " */\n"
                + "public class Send {\n"
                + "    public static void main(String[] args) {\n"
                + "        System.out.println(\"sent\");\n"
                + "    }\n"
                + "}\n"
        ),
        (
            .sourceCode, "jsx",
            "import React from 'react';\n"
                + "\n"
                + "export default function Story({ headline }) {\n"
                + "  return <h1>{headline}</h1>;\n"
                + "}\n"
        ),
        (
            .sourceCode, "lua",
            "local desk = require(\"desk\")\n"
                + "for i, story in ipairs(desk.stories) do\n"
                + "  print(i, story.headline)\n"
                + "end\n"
        ),
        (
            .sourceCode, "minjs",
            "!function(){\"use strict\";var a=document.querySelector(\".a\");a&&a.addEventListener(\"c"
                + "lick\",(function(){a.classList.toggle(\"b\")}))}();"
        ),
        (
            .sourceCode, "mysql",
            "-- MySQL dump 10.13\n"
                + "--\n"
                + "-- Host: localhost\n"
                + "\n"
                + "DROP TABLE IF EXISTS `story`;\n"
                + "CREATE TABLE `story` (\n"
                + "  `id` int(11) NOT NULL,\n"
                + "  `headline` text\n"
                + ") ENGINE=InnoDB;\n"
        ),
        (
            .sourceCode, "nginx",
            "server {\n"
                + "    listen 80;\n"
                + "    server_name example.org;\n"
                + "    location / {\n"
                + "        root /srv/www;\n"
                + "    }\n"
                + "}\n"
        ),
        (
            .sourceCode, "pas",
            "program Ferry;\n"
                + "begin\n"
                + "  WriteLn('Ferry returns');\n"
                + "end.\n"
        ),
        (
            .sourceCode, "ps1",
            "param([string]$Path)\n"
                + "Get-ChildItem $Path -Filter *.txt | ForEach-Object {\n"
                + "    Copy-Item $_.FullName \\\\desk\\inbox\n"
                + "}\n"
        ),
        (
            .sourceCode, "r",
            "library(ggplot2)\n"
                + "x <- read.csv(\"levels.csv\")\n"
                + "ggplot(x, aes(time, cm)) + geom_line()\n"
        ),
        (
            .sourceCode, "rb",
            "require \"net/ftp\"\n"
                + "\n"
                + "# sends the stories\n"
                + "def send(path)\n"
                + "  Net::FTP.open(\"desk\") do |ftp|\n"
                + "    ftp.put(path)\n"
                + "  end\n"
                + "end\n"
        ),
        (
            .sourceCode, "rs",
            "use std::fs;\n"
                + "\n"
                + "fn main() -> std::io::Result<()> {\n"
                + "    let text = fs::read_to_string(\"story.txt\")?;\n"
                + "    println!(\"{}\", text.lines().next().unwrap());\n"
                + "    Ok(())\n"
                + "}\n"
        ),
        (
            .sourceCode, "scss",
            "$ink: #222;\n"
                + "\n"
                + ".headline {\n"
                + "  color: $ink;\n"
                + "  a:hover { color: red; }\n"
                + "}\n"
        ),
        (
            .sourceCode, "sqlins",
            "INSERT INTO story (id, headline) VALUES (1, 'Ferry returns');\n"
                + "INSERT INTO story (id, headline) VALUES (2, 'Pool stays open');\n"
        ),
        (
            .sourceCode, "tf",
            "resource \"aws_s3_bucket\" \"desk\" {\n"
                + "  bucket = \"desk\"\n"
                + "}\n"
        ),
        (
            .sourceCode, "trace",
            "Traceback (most recent call last):\n"
                + "  File \"/srv/send.py\", line 14, in <module>\n"
                + "    main()\n"
                + "  File \"/srv/send.py\", line 9, in main\n"
                + "    raise ValueError(\"no stories\")\n"
                + "ValueError: no stories\n"
        ),
        (
            .sourceCode, "vb",
            "' Sends the stories\n"
                + "Option Explicit\n"
                + "\n"
                + "Sub Main()\n"
                + "    Dim f As String\n"
                + "    f = Dir(\"C:\\out\\*.txt\")\n"
                + "End Sub\n"
        ),
        (
            .table, "box",
            "+----+----------+\n"
                + "| id | headline |\n"
                + "+----+----------+\n"
                + "|  1 | Ferry    |\n"
                + "|  2 | Pool     |\n"
                + "+----+----------+\n"
        ),
        (
            .table, "csv-de",
            "\"Datum\";\"Titel\";\"Text\"\r\n"
                + "\"10.06.2026\";\"Fähre ist zurück\";\"Die Fähre ist nach elf Jahren zurück; sie fährt wieder.\r\n"
                + "Es gab Kuchen.\"\r\n"
                + "\"10.06.2026\";\"Bad\";\"Das Bad bleibt offen.\"\r\n"
        ),
        (
            .table, "csv-ja",
            "日付,見出し,本文\n"
                + "2026-06-10,橋閉鎖,橋が閉鎖される。\n"
                + "2026-06-10,渡船,渡船が戻った。\n"
        ),
        (
            .table, "csv-u",
            "id,name,town\n"
                + "1,Ida Marsh,Alder\n"
                + "2,Per Holm,Millfield\n"
        ),
        (
            .table, "mdtable",
            "| id | headline |\n"
                + "|----|----------|\n"
                + "| 1 | Ferry returns |\n"
                + "| 2 | Pool stays open |\n"
        ),
        (
            .table, "passwd",
            "root:x:0:0:root:/root:/bin/bash\n"
                + "desk:x:1000:1000:Desk:/srv/desk:/usr/sbin/nologin\n"
        ),
        (
            .table, "pipe",
            "1|Ferry returns|2026-06-10\n"
                + "2|Pool stays open|2026-06-10\n"
                + "3|Storm|2026-06-10\n"
        ),
        (
            .table, "psql",
            " id |   headline    |   filed    \n"
                + "----+---------------+------------\n"
                + "  1 | Ferry returns | 2026-06-10\n"
                + "  2 | Pool open     | 2026-06-10\n"
                + "(2 rows)\n"
        ),
        (
            .signature, "cert",
            "-----BEGIN CERTIFICATE-----\n"
                + "MIIB\n"
                + "-----END CERTIFICATE-----\n"
        ),
        (
            .signature, "signed",
            "-----BEGIN PGP SIGNED MESSAGE-----\n"
                + "Hash: SHA256\n"
                + "\n"
                + "The ferry returns.\n"
                + "-----BEGIN PGP SIGNATURE-----\n"
                + "abc\n"
                + "-----END PGP SIGNATURE-----\n"
        ),
        (
            .signature, "sshkey",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHc ida@desk\n"
        ),
        (
            .patch, "ctxdiff",
            "*** lace.txt.orig\t2026-06-10\n"
                + "--- lace.txt\t2026-06-10\n"
                + "***************\n"
                + "*** 1,3 ****\n"
                + "! Suvera lace wins name\n"
                + "  SUVERA - x\n"
                + "--- 1,3 ----\n"
                + "! Suvera lace makers win\n"
        ),
        (
            .patch, "svn",
            "Index: lace.txt\n"
                + "===================================================================\n"
                + "--- lace.txt\t(revision 14)\n"
                + "+++ lace.txt\t(working copy)\n"
                + "@@ -1,2 +1,2 @@\n"
                + "-Suvera lace wins name\n"
                + "+Suvera lace makers win name of origin after nine years of waiting\n"
        ),
        (
            .log, "dmesg",
            "[    0.000000] Linux version 6.1.0 (debian)\n"
                + "[    0.000001] Command line: root=/dev/sda1\n"
                + "[    0.120000] Memory: 24 GiB\n"
        ),
        (
            .log, "glog",
            "I0610 14:05:00.123456    1187 desk.go:14] started\n"
                + "W0610 14:05:01.123456    1187 desk.go:20] no stories\n"
        ),
        (
            .log, "iis",
            "#Software: Microsoft Internet Information Services 10.0\n"
                + "#Fields: date time cs-method cs-uri-stem sc-status\n"
                + "2026-06-10 14:05:00 GET /news/bridge 200\n"
                + "2026-06-10 14:05:01 GET /news/lace 200\n"
        ),
        (
            .log, "log4j",
            "2026-06-10 14:05:00,123 INFO  [main] Desk - started\n"
                + "2026-06-10 14:05:01,456 WARN  [main] Desk - no stories\n"
                + "java.lang.IllegalStateException: no stories\n"
                + "\tat org.example.Desk.main(Desk.java:14)\n"
                + "2026-06-10 14:05:02,000 INFO  [main] Desk - stopped\n"
        ),
        (
            .log, "logfmt",
            "time=2026-06-10T14:05:00Z level=info msg=\"bridge.txt taken\" bytes=900\n"
                + "time=2026-06-10T14:05:01Z level=info msg=\"lace.txt taken\" bytes=971\n"
        ),
        (
            .log, "nginxerr",
            "2026/06/10 14:05:00 [error] 1187#0: *1 open() \"/srv/www/favicon.ico\" failed\n"
                + "2026/06/10 14:05:01 [error] 1187#0: *2 open() \"/srv/www/robots.txt\" failed\n"
        ),
        (
            .log, "syslog",
            "Jun 10 14:05:00 desk CRON[1187]: (root) CMD (run-parts /etc/cron.hourly)\n"
                + "Jun 10 14:06:00 desk sshd[2117]: Accepted publickey for ida\n"
        ),
        (
            .fileList, "find",
            "./2026/06/10/bridge.txt\n"
                + "./2026/06/10/lace.txt\n"
        ),
        (
            .fileList, "lsl",
            "total 12\n"
                + "-rw-r--r-- 1 ida desk 1204 Jun 10 14:05 bridge.txt\n"
                + "-rw-r--r-- 1 ida desk  988 Jun 10 14:06 lace.txt\n"
        ),
        (
            .fileList, "m3u",
            "#EXTM3U\n"
                + "#EXTINF:14,Ferry\n"
                + "ferry.mp3\n"
        ),
        (
            .fileList, "urls",
            "https://example.org/a\n"
                + "https://example.org/b\n"
        ),
        (
            .fileList, "windir",
            " Volume in drive C is Desk\n"
                + " Directory of C:\\out\n"
                + "\n"
                + "06/10/2026  02:05 PM             1,204 bridge.txt\n"
                + "06/10/2026  02:06 PM               988 lace.txt\n"
        ),
        (
            .encodedData, "hexdump",
            "00000000: 8950 4e47 0d0a 1a0a 0000 000d 4948 4452  .PNG........IHDR\n"
                + "00000010: 0000 0008 0000 0008 0800 0000 00e1 6457  ..............dW\n"
        ),
        (
            .encodedData, "yenc",
            "=ybegin line=128 size=1204 name=bridge.png\n"
                + "xyz\n"
                + "=yend size=1204\n"
        ),
        (
            .contactCard, "ldif",
            "dn: cn=Ida Marsh,dc=example,dc=org\n"
                + "cn: Ida Marsh\n"
                + "mail: ida@example.org\n"
        ),
        (
            .subtitles, "lrc",
            "[ar:The Ferrymen]\n"
                + "[ti:River]\n"
                + "[00:01.00]A river without bridges\n"
                + "[00:05.20]and dates that no one knew\n"
        ),
        (
            .subtitles, "smi",
            "<SAMI><HEAD><TITLE>x</TITLE></HEAD><BODY><SYNC Start=1000><P>The ferry</SAMI>"
        ),
        (
            .subtitles, "srt-cr",
            "1\r00:00:01,000 --> 00:00:04,000\rThe ferry has returned.\r\r2\r00:00:05,000 --> 00:00:06"
                + ",000\rPeople cheered.\r"
        ),
        (
            .subtitles, "sub",
            "{24}{96}The ferry has returned to the Alder.\n"
                + "{100}{150}Volunteers rebuilt it.\n"
        ),
        (
            .subtitles, "ttml",
            "<?xml version=\"1.0\"?><tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"1s"
                + "\" end=\"4s\">The ferry.</p></div></body></tt>"
        ),
        (
            .subtitles, "vtt",
            "WEBVTT\n"
                + "\n"
                + "00:01.000 --> 00:04.000\n"
                + "The ferry has returned.\n"
        ),
        (
            .pdf, "m3",
            "%PDF-1.7\n"
                + "%âã\n"
                + "1 0 obj\n"
        ),
        (
            .typesetting, "mdoc",
            ".Dd June 10, 2026\n"
                + ".Dt WATCH 1\n"
                + ".Os\n"
                + ".Sh NAME\n"
                + ".Nm watch\n"
                + ".Nd watch a drop folder\n"
        ),
        (
            .typesetting, "pod",
            "=head1 NAME\n"
                + "\n"
                + "watch - watch a drop folder\n"
                + "\n"
                + "=head1 SYNOPSIS\n"
                + "\n"
                + "  watch FOLDER\n"
                + "\n"
                + "=cut\n"
        ),
        (
            .typesetting, "ris",
            "TY  - JOUR\n"
                + "AU  - Marsh, Ida\n"
                + "TI  - Lace dust\n"
                + "PY  - 2026\n"
                + "ER  - \n"
        ),
        (
            .typesetting, "tex",
            "% the ferry story\n"
                + "\\documentclass{article}\n"
                + "\\begin{document}\n"
                + "The ferry carried its first passengers across the Alder on Wednesday.\n"
                + "\\end{document}\n"
        ),
        (
            .typesetting, "texbody",
            "\\section{Ferry returns}\n"
                + "The ferry carried its first passengers across the Alder on Wednesday, and \\emph{everybod"
                + "y} cheered.\n"
                + "\\subsection{Hull}\n"
                + "Volunteers rebuilt it.\n"
                + "\\cite{marsh2026}\n"
        ),
        (
            .checksums, "sha512",
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d28"
                + "77eec2f63b931bd47417a81a538327af927da3e *bridge.txt\n"
        ),
        (
            .systemFile, "zone",
            "[ZoneTransfer]\r\n"
                + "ZoneId=3\r\n"
                + "ReferrerUrl=https://example.org\r\n"
        ),
    ]
}
