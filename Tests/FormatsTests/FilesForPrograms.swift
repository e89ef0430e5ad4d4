import Formats

/// Files that programs read, in whatever language they are written: settings, tables of a system, macros.
enum FilesForPrograms {
    static let files: [(kind: FileKind, name: String, text: String)] = [
        (
            .configuration, "b2",
            "b2sum: 0\n"
        ),
        (
            .configuration, "hosts",
            "127.0.0.1 localhost\n"
                + "127.0.1.1 desk\n"
                + "::1 localhost ip6-localhost\n"
        ),
        (
            .configuration, "props",
            "# desk\n"
                + "desk.inbox=/srv/inbox\n"
                + "desk.settle=1s\n"
        ),
        (
            .configuration, "proto",
            "syntax = \"proto3\";\n"
                + "message Story {\n"
                + "  string headline = 1;\n"
                + "}\n"
        ),
        (
            .configuration, "reg",
            "Windows Registry Editor Version 5.00\n"
                + "\n"
                + "[HKEY_CURRENT_USER\\Software\\Desk]\n"
                + "\"Inbox\"=\"C:\\\\out\"\n"
        ),
        (
            .configuration, "robots",
            "User-agent: *\n"
                + "Disallow: /private\n"
                + "Sitemap: https://example.org/sitemap.xml\n"
        ),
        (
            .configuration, "toml",
            "[package]\n"
                + "name = \"desk\"\n"
                + "version = \"1.0\"\n"
                + "\n"
                + "[dependencies]\n"
                + "serde = \"1\"\n"
        ),
        (
            .configuration, "pkg-config",
            """
            prefix=/usr
            includedir=${prefix}/include

            Name: ferry
            Description: Headers that every ferry needs
            Version: 1.4
            Libs: -L${libdir} -lferry
            Cflags: -I${includedir}

            """
        ),
        (
            .configuration, "unit",
            """
            #  SPDX-License-Identifier: LGPL-2.1-or-later
            #
            #  This file is part of the ferry; it is free software, and you may give it to whom you like.

            [Unit]
            Description=Ferry Configuration File System
            Documentation=https://example.org/ferry
            ConditionPathExists=/sys/ferry

            [Mount]
            What=ferryfs
            Options=nosuid,nodev,noexec

            """
        ),
        (
            .sourceCode, "udev",
            """
            SUBSYSTEM!="block", GOTO="ferry_end"
            ACTION=="remove", GOTO="ferry_end"
            ENV{ID_FS_TYPE}!="ferry", GOTO="ferry_end"

            # let the kernel know of this deck, and check whether it is ready
            IMPORT{builtin}="ferry ready $devnode"
            LABEL="ferry_end"

            """
        ),
        (
            .sourceCode, "sql",
            """
            /* contrib/ferry/ferry--1.1--1.2.sql */

            -- complain if script is sourced in psql, rather than via ALTER EXTENSION
            \\echo Use "ALTER EXTENSION ferry UPDATE TO '1.2'" to load this file. \\quit

            DROP FUNCTION ferry_crossings();

            CREATE FUNCTION ferry_crossings(
                OUT deck text,
                OUT cars int8
            )
            RETURNS SETOF record
            AS 'MODULE_PATHNAME', 'ferry_crossings_1_2'
            LANGUAGE C STRICT VOLATILE;

            """
        ),
        (
            .sourceCode, "vim",
            """
            " Vim syntax file
            " Language: Ferry timetables
            " Maintainer: Ida Marsh <ida@example.org>

            if exists("b:current_syntax")
              finish
            endif

            syn case ignore
            syn keyword ferryWord deck car quay tide
            syn match ferryTime "[0-9][0-9]:[0-9][0-9]"
            hi def link ferryWord Statement
            let b:current_syntax = "ferry"

            """
        ),
        (
            .sourceCode, "macros",
            """
            dnl Check if --with-ferry is specified and
            dnl Ferry >= 1.95 is installed on your system.
            AC_DEFUN([AM_WITH_FERRY],
            [ AC_ARG_WITH(ferry,
                [  --with-ferry=PREFIX],
                , with_ferry=yes)
              AM_CONDITIONAL(WITH_FERRY, test $FERRY = yes)
            ])

            """
        ),
        (
            .sourceCode, "batch",
            """
            @rem Copyright (c) 2009 Example Inc. All rights reserved.
            @rem Use of this source code is governed by a licence.

            "%~dp0ferry" %*
            IF ERRORLEVEL 1 goto end

            """
        ),
        (
            .configuration, "triggers", "# Triggers added by the packager\nactivate-noawait ferry\n"
        ),
        (
            .configuration, "services",
            """
            # Network services, Internet style
            #
            # Note that it is presently the policy to assign a single number to both.

            tcpmux\t\t1/tcp\t\t\t# TCP port service multiplexer
            discard\t\t9/tcp\t\tsink null
            daytime\t\t13/tcp
            qotd\t\t17/tcp\t\tquote

            """
        ),
        (
            .configuration, "block-text",
            """
            release_tracks: [ALPHA, GA]
            help_text:
              brief: Describe a ferry of the company.
              description: |
                Describe a ferry of the company, with all of its decks and the hours at which it
                crosses the river. The answer has the tide of the day as well, if it is known.
              examples: |
                To describe the ferry of the harbour, run this command and wait for the answer.

            """
        ),
        (
            .typesetting, "manual",
            """
            .TH "FERRY" "1" "July 2026" "" ""
            .SH "NAME"
            ferry - carries cars over the river
            .P
            The ferry carries cars over the river, and people too, as long as the water is high enough for it. It waits
            for nobody.

            """
        ),
        (
            .typesetting, "directives",
            """
            .. _crossing:

            .. automodule:: ferry.crossing
               :members:

            The module has all that a crossing needs, from the first car to the last.

            """
        ),
        (
            .table, "words",
            (["aber", "alle", "also", "andere", "auch", "aus", "bei", "bin", "bis", "bist", "da", "damit", "dann"]
                .joined(separator: "\n")) + "\n"
        ),
        (
            .table, "ragged",
            """
            version,codename,series,created,release,eol,eol-later
            1.1,Alder,alder,1993-08-16,1996-06-17,1997-06-05
            1.2,Birch,birch,1996-06-17,1996-12-12,1998-06-05
            12,Cedar,cedar,2021-08-14,2023-06-10,2026-06-10,2028-06-30

            """
        ),
        (
            .table, "stories-in-cells",
            """
            id;title;text
            1;Old ferry returns;The ferry carried its first passengers across the river on Wednesday.
            2;Bridge opens;The bridge at Hilltop was opened on Wednesday by the mayor, who cut a ribbon.

            """
        ),
        (
            .signature, "certificate",
            """
            Bag Attributes
                friendlyName: ferry
                localKeyID: 22 7E 9D A3 01 2C
            subject=CN = ferry.example.org
            issuer=CN = Example Root
            -----BEGIN CERTIFICATE-----
            MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ
            RTESMBAGA1UEChMJQmFsdGltb3JlMRMwEQYDVQQLEwpDeWJlclRydXN0MSIwIAYD
            VQQDExlCYWx0aW1vcmUgQ3liZXJUcnVzdCBSb290MB4XDTAwMDUxMjE4NDYwMFoX
            DTI1MDUxMjIzNTkwMFowWjELMAkGA1UEBhMCSUUxEjAQBgNVBAoTCUJhbHRpbW9y
            -----END CERTIFICATE-----

            """
        ),
    ]
}
