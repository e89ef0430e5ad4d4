/// Stories that look like something else, in several languages and layouts: each is text.
enum LookAlikes {
    static let stories: [(name: String, text: String)] = [
        (
            "alert-stamp",
            "2026-06-10T14:05:00Z ALERT: Alder bridge closed after barge hits pier, police say\n"
        ),
        (
            "ar",
            "إغلاق جسر ألدر حتى الربيع\n"
                + "\n"
                + "ريفرتون 10 يونيو (مثال) - قالت هيئة الطرق إن الجسر سيغلق يوم الإثنين.\n"
        ),
        (
            "begin",
            "begin again, says coach after ninth defeat\n"
                + "\n"
                + "HILLTOP, June 10, 2026 (EXAMPLE) - Hilltop lost again.\n"
                + "\n"
                + "\"We begin at zero,\" he said.\n"
        ),
        (
            "bullets",
            "What you need to know about the strike\n"
                + "\n"
                + "- Ferries run every three hours.\n"
                + "- Tickets stay valid.\n"
                + "- The company pays for taxis.\n"
        ),
        (
            "chess",
            "Chess: Marsh beats Holm in nineteen moves\n"
                + "\n"
                + "1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6 5. O-O Be7\n"
                + "6. Re1 b5 7. Bb3 d6 8. c3 O-O 9. h3 Nb8\n"
                + "\n"
                + "White won after Black missed a fork.\n"
        ),
        (
            "chrono",
            "Chronology of the bridge\n"
                + "\n"
                + "June 1, 1998 - The bridge opens.\n"
                + "May 4, 2012 - A barge hits a pier.\n"
                + "June 9, 2026 - The roads office closes it.\n"
        ),
        (
            "code-quote",
            "Town pays for one missing sign\n"
                + "\n"
                + "ALDER, June 10, 2026 (EXAMPLE) - A missing sign cost the town 40,000 crowns, the auditors said.\n"
                + "\n"
                + "The line read:\n"
                + "\n"
                + "if (sum > limit) { pay(sum); }\n"
                + "\n"
                + "It should have asked for less.\n"
        ),
        (
            "company-o",
            "<KESTREL.O> KESTREL MILLS CUTS JOBS\n"
                + "\n"
                + "    MILLFIELD, June 10 - Kestrel Mills <KMI> will cut 340 jobs, it said.\n"
                + "    Unions called for talks.\n"
        ),
        (
            "crossword",
            "Crossword No. 1187\n"
                + "\n"
                + "Across: 1. River (5) 4. Boat (5) 7. Not old (3)\n"
                + "Down: 1. Tree (5) 2. Sea bird (4) 3. Metal (4)\n"
        ),
        (
            "csv-story",
            "Names,addresses,debts: town loses a file\n"
                + "\n"
                + "ALDER, June 10, 2026 (EXAMPLE) - A file with the names, addresses and debts of 4,000 peop"
                + "le was lost, the town said.\n"
                + "\n"
                + "Each line held three values with commas between them.\n"
        ),
        (
            "de-ergebnisse",
            "Fußball: Ergebnisse vom Wochenende\n"
                + "\n"
                + "Hügelstadt - Alder 2:1 (1:0)\n"
                + "Mühlfeld - Suvera 0:3 (0:1)\n"
                + "Linz - Passau 1:1 (1:1)\n"
        ),
        (
            "election",
            "Election results in Norland\n"
                + "\n"
                + "Party | Votes | Seats\n"
                + "Greens | 120,400 | 14\n"
                + "Reds | 98,200 | 11\n"
                + "\n"
                + "The count ended at midnight.\n"
        ),
        (
            "email",
            "Desk: here is the story as promised\n"
                + "\n"
                + "ALDER, June 10, 2026 (EXAMPLE) - The bridge closes on Monday.\n"
                + "\n"
                + "Write to ida@example.org; see https://example.org/bridge.\n"
        ),
        (
            "for",
            "for sale: one lighthouse, slightly used\n"
                + "\n"
                + "return it within a year, and the town pays you back; that is the offer (and no joke).\n"
                + "\n"
                + "while stocks last, the mayor adds.\n"
        ),
        (
            "frontmatter",
            "---\n"
                + "title: Old ferry returns\n"
                + "date: 2026-06-10\n"
                + "tags: [ferry, alder]\n"
                + "---\n"
                + "RIVERTON, June 10, 2026 (EXAMPLE) - The ferry carried its first passengers across the Ald"
                + "er on Wednesday.\n"
                + "\n"
                + "Volunteers rebuilt the hull over four winters, the harbour office said.\n"
        ),
        (
            "hashtags",
            "#Alder #Ferry: what people wrote on Wednesday\n"
                + "\n"
                + "The ferry's return was the most discussed event of the day in Norland.\n"
                + "\n"
                + "#AlderFerry @mayor \"We waited eleven years!\"\n"
        ),
        (
            "import",
            "import prices rise again\n"
                + "\n"
                + "RIVERTON, June 10, 2026 (EXAMPLE) - Prices of imported goods rose by 3 percent in May.\n"
                + "\n"
                + "From food to fuel, all of it costs more.\n"
        ),
        (
            "interview",
            "\"A bridge is not a toy\": the engineer of the Alder\n"
                + "\n"
                + "Marsh: Why does it have to close?\n"
                + "\n"
                + "Holm: Because steel gets tired, as people do.\n"
                + "\n"
                + "Marsh: For how long?\n"
                + "\n"
                + "Holm: Until spring, if the weather is kind.\n"
        ),
        (
            "ja",
            "アルダー橋、春まで閉鎖\n"
                + "\n"
                + "【リバートン共同】アルダー川にかかる橋が月曜日から春まで閉鎖される。道路局が発表した。\n"
                + "\n"
                + "迂回路は11キロ。費用は1400万クローン。\n"
        ),
        (
            "keyvalue",
            "title: Old ferry returns\n"
                + "author: Ida Marsh\n"
                + "date: 2026-06-10\n"
                + "\n"
                + "RIVERTON, June 10, 2026 (EXAMPLE) - The ferry carried its first passengers across the Ald"
                + "er on Wednesday.\n"
                + "\n"
                + "Volunteers rebuilt the hull over four winters.\n"
        ),
        (
            "latexstory",
            "\\o/: how a sign of joy came to Norland\n"
                + "\n"
                + "RIVERTON, June 10, 2026 (EXAMPLE) - Two strokes and a circle are the joy of Norland's youth.\n"
                + "\n"
                + "Nobody knows who wrote it first.\n"
        ),
        (
            "less",
            "<Kestrel Mills> raises bid for <Alder Paper>\n"
                + "\n"
                + "MILLFIELD, June 10 - Kestrel Mills raised its bid.\n"
        ),
        (
            "liveblog",
            "Live: storm over the Alder\n"
                + "\n"
                + "14:05 The first trees are down in Hilltop, police say.\n"
                + "14:20 Trains between Riverton and Suvera have stopped.\n"
                + "14:45 The mayor asks people to stay at home.\n"
        ),
        (
            "liveblog-nohead",
            "14:05:30 - Storm over the Alder: the first trees are down in Hilltop, police say.\n"
                + "\n"
                + "14:20:10 - Trains between Riverton and Suvera have stopped, the railway said.\n"
                + "\n"
                + "14:45:00 - The mayor asks people to stay at home until the evening.\n"
        ),
        (
            "lottery",
            "Lottery numbers\n"
                + "\n"
                + "3, 14, 15, 27, 32, 40\n"
                + "Bonus: 7\n"
        ),
        (
            "markdown",
            "# Old ferry returns\n"
                + "\n"
                + "RIVERTON, June 10, 2026 (EXAMPLE) - The ferry carried its first passengers across the Ald"
                + "er on Wednesday.\n"
                + "\n"
                + "* It holds forty people.\n"
                + "* It sails at ten.\n"
        ),
        (
            "obits",
            "Deaths\n"
                + "\n"
                + "Holm, Per, teacher, Millfield, 81\n"
                + "Law, Tom, sailor, Hilltop, 92\n"
                + "Weir, Mara, weaver, Suvera, 77\n"
        ),
        (
            "poem",
            "The ferry\n"
                + "\n"
                + "I waited for you;\n"
                + "the river went by;\n"
                + "a heron rose;\n"
                + "and nobody came.\n"
                + "\n"
                + "(Ida Marsh)\n"
        ),
        (
            "price",
            "Preise in Alder ($, €, %)\n"
                + "\n"
                + "Brot: 3,20 € (+4 %)\n"
                + "Milch: 1,10 € (-2 %)\n"
                + "\n"
                + "Die Preise sind im Mai gestiegen, teilte das Amt mit.\n"
        ),
        (
            "recipe-de",
            "Rezept: Mehlsuppe aus Suvera\n"
                + "\n"
                + "100 g Mehl\n"
                + "40 g Butter\n"
                + "1 l Brühe\n"
                + "Salz; Muskat; Pfeffer\n"
                + "\n"
                + "Das Mehl in der Butter bräunen, bis es nach Nüssen riecht.\n"
        ),
        (
            "results",
            "Football results\n"
                + "\n"
                + "Hilltop 2 Alder 1\n"
                + "Millfield 0 Suvera 3\n"
                + "Riverton 1 Harbour Point 1\n"
        ),
        (
            "results-csvlike",
            "Results of the regatta\n"
                + "\n"
                + "Hilltop, 14:05, first\n"
                + "Alder, 14:06, second\n"
                + "Suvera, 14:09, third\n"
        ),
        (
            "results-tab",
            "Norland league table\n"
                + "\n"
                + "Hilltop\t20\t14\t3\t3\n"
                + "Alder\t20\t13\t4\t3\n"
                + "Millfield\t20\t10\t5\t5\n"
        ),
        (
            "ru",
            "Мост через Альдер закрыт до весны\n"
                + "\n"
                + "РИВЕРТОН, 10 июня. /ПРИМЕР/. Мост через Альдер закроют в понедельник; объезд - 11 км; цен"
                + "а - 14 млн крон;\n"
        ),
        (
            "semis",
            "Appointments\n"
                + "\n"
                + "Ida Marsh, head of desk; Per Holm, deputy; Mara Weir, night desk; Tom Law, pictures;\n"
                + "Jonas Weir, sport; Eva Muster, culture; Léa Modèle, France; Marta Modelo, Spain;\n"
                + "\n"
                + "The changes take effect in July.\n"
        ),
        (
            "sql-story",
            "SELECT * FROM voters: how a clerk's query leaked\n"
                + "\n"
                + "RIVERTON, June 10, 2026 (EXAMPLE) - A query that a clerk had left on a screen showed the "
                + "names of all voters.\n"
                + "\n"
                + "Nobody was punished.\n"
        ),
        (
            "stamp",
            "2026-06-10 14:05:00\n"
                + "Storm leaves 30,000 homes without power\n"
                + "\n"
                + "ALDER, June 10, 2026 (EXAMPLE) - A storm felled trees across the valley.\n"
        ),
        (
            "stocks",
            "Riverton shares at the close\n"
                + "\n"
                + "Kestrel Mills      14.20   +0.30\n"
                + "Norland Bank       88.10   -1.20\n"
                + "Alder Ferries       3.05    0.00\n"
        ),
        (
            "th",
            "สะพานอัลเดอร์ปิดจนถึงฤดูใบไม้ผลิ\n"
                + "\n"
                + "สำนักงานทางหลวงกล่าวเมื่อวันพุธว่าสะพานข้ามแม่น้ำอัลเดอร์จะปิดในวันจันทร์\n"
        ),
        (
            "tutorial",
            "How to write your first program\n"
                + "\n"
                + "The ferry office teaches pupils to program this summer, and the first lesson is short.\n"
                + "\n"
                + "Open an editor and type the following three lines, then save the file under any name you like.\n"
                + "\n"
                + "import time\n"
                + "for n in range(3):\n"
                + "    print(\"Ferry\", n)\n"
                + "\n"
                + "The pupils then change the number and see what happens, their teacher said on Wednesday.\n"
        ),
        (
            "tv",
            "Television tonight\n"
                + "\n"
                + "18:00 News\n"
                + "18:30 The Alder, a river\n"
                + "20:15 Storm, film from 1998\n"
        ),
        (
            "weather",
            "Weather in Norland\n"
                + "\n"
                + "Riverton: 14 C, rain\n"
                + "Alder: 12 C, showers\n"
                + "Suvera: 17 C, sunny\n"
        ),
        (
            "wirehead",
            "a0123 ----- r i BC-Suvera-Bridge 06-10 0456\n"
                + "BC-Suvera-Bridge,0456\n"
                + "Bridge reopens in Suvera\n"
                + "By IDA MARSH\n"
                + "Example Press Writer\n"
                + "   SUVERA, Norland (EP) _ The bridge has reopened.\n"
        ),
        (
            "zh-brackets",
            "【快讯】阿尔德大桥关闭至春季\n"
                + "\n"
                + "新华社里弗顿6月10日电（记者 张三）阿尔德河上的大桥将于星期一关闭。\n"
                + "\n"
                + "绕行十一公里。\n"
        ),
        (
            "dash-items",
            """
            -- WEATHER WATCH --

            -- A storm closed the harbour of Riverton for nine hours on Tuesday, the port office said.
            -- Two ferries were sent to Hilltop, where six hundred people spent the night in a school.
            -- The bridge at Alder stays shut until engineers have looked at its piers, police said.

            """
        ),
        (
            "markdown",
            """
            # Old ferry returns to service

            ## Volunteers rebuilt it

            The ferry carried its first passengers across the river on Wednesday, eleven years after it was laid up.

            - It takes **forty** cars.
            - A ticket costs three crowns.

            ## What comes next

            The town wants a second boat, and `ferry_fund` is the name of the account for it, at fund_desk@example.org.

            """
        ),
        (
            "spaced-quotes",
            """
            " We never gave her up "

            " We never gave her up, " said the harbour master, who had waited eleven years for the day.

            " She belongs to the river, " he said, and went on board with the first of the passengers.

            """
        ),
        (
            "tabbed-results",
            """
            Rowing: results of the river cup

            Eights\tRiverton\t5:41.2
            Fours\tHilltop\t6:02.9
            Pairs\tAlder\t6:31.0

            Riverton won the cup for the third time.

            """
        ),
        (
            "bar-table",
            """
            The best schools of the river towns

            The list below has the schools by the marks of their pupils, as the ministry counts them each June.

            Rank | School | Pupils | Mark
            1 | Alder Lower School | 340 | 1.4
            2 | Riverton Harbour School | 512 | 1.7
            3 | Hilltop | 120 | 1.9

            """
        ),
        (
            "squad",
            (["The squad for the river cup", ""]
                + [
                    "Marsh", "Holm", "Kestrel", "Alder", "Birch", "Cedar", "Dune", "Elm", "Fjord", "Glen", "Heath",
                    "Isle",
                ]
                + ["", "The coach named twelve players on Monday and left out his captain, who is hurt."])
                .joined(separator: "\n") + "\n"
        ),
    ]
}
