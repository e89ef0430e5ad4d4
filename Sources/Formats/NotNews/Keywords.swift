/// The words that lines of programs begin with.
enum Keywords {
    /// Lines that are nothing else.
    static let alone: LineOpenings = [
        "else", "fi", "done", "esac", "end", "do", "then", "begin", "BEGIN", "END", "END;", "BEGIN;", "COMMIT;", "pass",
        "return", "break", "continue", "endif", "END IF", "End Sub", "End If", "End Function", "Option Explicit",
        "implicit none", "IMPLICIT NONE", "@override", "GO", "COMMIT", "\\.",
    ]

    /// What no line of prose begins with.
    static let sure: LineOpenings = [
        "#include", "#define", "#ifdef", "#ifndef", "#endif", "#pragma", "#import", "#undef", "#if ", "#else", "#elif",
        "import java", "using System", "using namespace", "<?php", "use strict", "use warnings", "set -e", "set -u",
        "set -o", "INSERT INTO", "CREATE TABLE", "CREATE INDEX", "CREATE UNIQUE", "CREATE DATABASE", "CREATE VIEW",
        "CREATE OR REPLACE", "CREATE FUNCTION", "DROP TABLE", "ALTER TABLE", "DELETE FROM", "LOCK TABLES",
        "UNLOCK TABLES", "SELECT * ", "COPY public.", "GRANT ALL", "RUN apt", "RUN pip", "RUN npm", "ENTRYPOINT [",
        "CMD [", "WORKDIR /", "sudo ", "apt-get ", "chmod ", "mkdir -", "IDENTIFICATION DIVISION", "DATA DIVISION",
        "PROCEDURE DIVISION", "WORKING-STORAGE", "@media", "@import", "@charset", "@font-face", "@keyframes",
        "@property", "@synthesize", "@interface", "@implementation", "@Override", "@Test", "console.", "System.out",
        "Traceback (most recent", "  File \"", "at java.", "Exception in thread", "syntax = \"proto", "PRAGMA ",
        "echo off", "setlocal", "msgid \"", "msgstr \"", "CREATE EXTENSION", "Attribute VB_",
    ]

    /// What prose may begin with too: a sign of a program has to stand in the line, or the line has to be short.
    static let withSigns: LineOpenings = [
        "import ", "from ", "package ", "module ", "require ", "require(", "include ", "using ", "namespace ", "def ",
        "class ", "func ", "fn ", "fun ", "function ", "sub ", "struct ", "enum ", "interface ", "impl ", "trait ",
        "type ", "let ", "var ", "const ", "val ", "my ", "our ", "local ", "public ", "private ", "protected ",
        "static ",
        "final ", "abstract ", "return ", "if ", "if(", "elif ", "else if", "elsif ", "for ", "for(", "while ",
        "while(",
        "switch ", "case ", "foreach ", "unless ", "until ", "try ", "catch ", "throw ", "raise ", "yield ", "print ",
        "print(", "printf", "echo ", "export ", "alias ", "cd ", "cp ", "mv ", "rm ", "scp ", "curl ", "grep ", "exit ",
        "SELECT ", "UPDATE ", "SET ", "FROM ", "WHERE ", "GROUP BY", "ORDER BY", "LEFT JOIN", "INNER JOIN", "JOIN ",
        "VALUES ", "LIMIT ", "HAVING ", "UNION ", "COPY ", "RUN ", "ENV ", "CMD ", "EXPOSE ", "VOLUME ", "ADD ",
        "LABEL ",
        "set ", "if not ", "if exist ", "if errorlevel", "copy ", "move ", "goto ", "call ", "program ", "subroutine ",
        "PROGRAM ", "SUBROUTINE ", "integer ", "real ", "INTEGER ", "REAL ", "Dim ", "Sub ", "Function ", "Private ",
        "Public ", "Imports ", "library(", "extern ", "typedef ", "template", "void ", "int ", "char ", "float ",
        "double ", "bool ", "unsigned ", "auto ", "async ", "await ", "defer ", "guard ", "extension ", "protocol ",
        "digraph ", "graph ", "subgraph ", "strict digraph", "entity ", "architecture ", "procedure ", "unit ", "uses ",
        "message ", "service ", "rpc ", "option ", "resource ", "variable ", "provider ", "output ", "data ", "(define",
        "(defun", "(ns ", "(let", "mov ", "push ", "call ", "section .", "global ", "server ", "location ", "listen ",
        "upstream ", "proxy_", "target ", "all:", ".PHONY", "clean:", "install:",
    ]
}
