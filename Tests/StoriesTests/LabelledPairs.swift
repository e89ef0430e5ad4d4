import Archive
import TestSupport

/// Two pieces of invented copy, and whether they are versions of one story.
struct LabelledPair: Sendable, CustomStringConvertible {
    var kind: String
    var number: Int
    var first: WireCopy
    var second: WireCopy
    /// What the second is to the first; nil where they are two stories.
    var relation: StoryLink.Relation?

    var description: String { "\(kind) \(number)" }
}

/// The labelled set: as many pairs of each kind, versions and look-alikes, made from a seed.
enum LabelledPairs {
    static func all(seed: UInt64, each: Int) -> [LabelledPair] {
        var pairs: [LabelledPair] = []
        for (place, kind) in (versions + lookAlikes).enumerated() {
            for number in 0..<each {
                var copy = InventedCopy(seed: seed &* 1_000_003 &+ UInt64(place * 1_000 + number))
                let pair = kind.make(&copy)
                pairs.append(
                    LabelledPair(
                        kind: kind.name,
                        number: number,
                        first: pair.first,
                        second: pair.second,
                        relation: kind.relation
                    )
                )
            }
        }
        return pairs
    }

    struct Kind: Sendable {
        var name: String
        var relation: StoryLink.Relation?
        var make: @Sendable (inout InventedCopy) -> (first: WireCopy, second: WireCopy)
    }

    // MARK: Versions

    private static func story(_ event: InventedCopy.Event, day: Int = 10) -> WireCopy {
        WireCopy(headline: event.headline, paragraphs: [event.lead] + event.background, place: event.place, day: day)
    }

    /// A headline and a first paragraph that say the same in other words.
    private static func rewritten(_ event: InventedCopy.Event, _ copy: inout InventedCopy) -> (
        headline: String, lead: String
    ) {
        copy.dice.pick([
            (
                "\(event.surname) defends plan for \(event.place) \(event.thing)",
                "Asked about it on Tuesday, \(event.role) \(event.person) defended what is planned for the \(event.thing) in "
                    + "\(event.place), which touches \(event.count) households."
            ),
            (
                "Anger in \(event.place) over \(event.thing)",
                "People in \(event.place) were angry on Tuesday about the fate of their \(event.thing). "
                    + "\(event.person), the \(event.role), spoke of \(event.count) cases."
            ),
            (
                "\(event.count) affected as \(event.place) loses its \(event.thing)",
                "For \(event.count) people in \(event.place) Tuesday was a hard day: \(event.person) told them that the "
                    + "\(event.thing) was lost."
            ),
        ])
    }

    static let versions: [Kind] = [
        Kind(name: "update with marks", relation: .update) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            let (headline, lead) = rewritten(event, &copy)
            second.headline = "UPDATE \(copy.dice.number(1...4))-\(headline)"
            second.paragraphs[0] = lead
            second.paragraphs.insert(copy.paragraph(), at: 1)
            return (first, second)
        },
        Kind(name: "update of figures", relation: .update) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            let more = event.count + copy.dice.number(2...9)
            second.headline = "\(event.place) \(event.thing): now \(more) people affected"
            second.paragraphs[0] = event.lead.replacing("\(event.count) people", with: "\(more) people")
            second.paragraphs.insert(contentsOf: copy.paragraphs(2), at: copy.dice.number(1...2))
            return (first, second)
        },
        Kind(name: "correction", relation: .correction) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            second.headline = "CORRECTED-\(event.headline)"
            second.paragraphs[0] = event.lead.replacing("\(event.count) people", with: "\(event.count * 10) people")
            return (first, second)
        },
        Kind(name: "new headline", relation: .repeat) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            second.headline = rewritten(event, &copy).headline
            return (first, second)
        },
        Kind(name: "new first paragraphs", relation: .update) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            let (headline, lead) = rewritten(event, &copy)
            second.headline = headline
            second.paragraphs.replaceSubrange(0..<2, with: [lead, copy.sentence()])
            return (first, second)
        },
        Kind(name: "background added", relation: .update) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            second.paragraphs += copy.paragraphs(copy.dice.number(4...9))
            return (first, second)
        },
        Kind(name: "cut", relation: .update) { copy in
            let event = copy.event()
            var first = story(event)
            first.paragraphs += copy.paragraphs(2)
            var second = first
            second.paragraphs = Array(first.paragraphs.prefix(copy.dice.number(2...3)))
            return (first, second)
        },
        Kind(name: "alert, then story", relation: .update) { copy in
            let event = copy.event()
            var first = story(event)
            first.paragraphs = [event.lead]
            var second = story(event)
            second.headline = rewritten(event, &copy).headline
            return (first, second)
        },
        Kind(name: "copy", relation: .copy) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            second.agency = "Norda"
            if copy.dice.chance(50) { second.headline = rewritten(event, &copy).headline }
            if copy.dice.chance(50) { second.paragraphs.removeLast() }
            return (first, second)
        },
        Kind(name: "edited throughout", relation: .update) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            second.headline = rewritten(event, &copy).headline
            // A copy editor changes a word in some sentences, and drops others.
            second.paragraphs = first.paragraphs.map { paragraph in
                var text = paragraph
                for (word, other) in [(" said ", " told a meeting "), (" had been ", " was "), (" could ", " may ")]
                where copy.dice.chance(35) {
                    text = text.replacing(word, with: other, maxReplacements: 1)
                }
                return text
            }
            if second.paragraphs.count > 4 { second.paragraphs.remove(at: copy.dice.number(2...3)) }
            return (first, second)
        },
        Kind(name: "kill with its text", relation: .kill) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            second.headline = "KILL: \(event.headline)"
            second.paragraphs.insert("The story below is withdrawn. A substitute will follow.", at: 0)
            return (first, second)
        },
        Kind(name: "the next day", relation: .update) { copy in
            let event = copy.event()
            let first = story(event)
            var second = first
            let (headline, lead) = rewritten(event, &copy)
            second.day = 11
            second.headline = headline
            second.paragraphs[0] = lead.replacing("Tuesday", with: "Wednesday")
            second.paragraphs.insert(copy.sentence(), at: 1)
            return (first, second)
        },
    ]

    // MARK: Look-alikes

    private static let lookAlikes: [Kind] = [
        Kind(name: "market report", relation: nil) { copy in
            func report(_ day: Int) -> WireCopy {
                func points() -> String {
                    "\(copy.dice.number(1...9)),\(copy.dice.number(100...999)).\(copy.dice.number(10...99))"
                }
                let up = copy.dice.chance(50)
                let names = (0..<4).map { _ in copy.dice.pick(InventedCopy.surnames) }
                return WireCopy(
                    headline: "Aldermoor shares close \(up ? "higher" : "lower")",
                    paragraphs: [
                        "Shares on the Aldermoor exchange closed \(up ? "higher" : "lower") on "
                            + "\(["Tuesday", "Wednesday", "Thursday"][day - 10]), with the leading index "
                            + "\(up ? "gaining" : "losing") \(points()) points to end the session at \(points()).",
                        "Turnover was \(copy.dice.number(100...900)) million crowns against "
                            + "\(copy.dice.number(100...900)) million in the session before.",
                        "Among the most active stocks, \(names[0]) Holdings was \(up ? "up" : "down") "
                            + "\(copy.dice.number(1...40)) at \(points()) and \(names[1]) Mining was "
                            + "\(copy.dice.chance(50) ? "up" : "down") \(copy.dice.number(1...40)) at \(points()).",
                        "Dealers said the market was waiting for the central bank's decision on interest rates, which is due "
                            + "later this month. Prices of \(names[2]) and \(names[3]) are not included in the index.",
                    ],
                    day: day
                )
            }
            return (report(10), report(copy.dice.pick([10, 11, 12])))
        },
        Kind(name: "lottery", relation: nil) { copy in
            func draw(_ day: Int) -> WireCopy {
                let numbers = (0..<6).map { _ in String(copy.dice.number(1...49)) }
                return WireCopy(
                    headline: "Winning numbers drawn in 'Pick 6' game",
                    paragraphs: [
                        "The winning numbers in \(["Tuesday", "Wednesday"][day - 10])'s drawing of the Northwick Lottery's "
                            + "'Pick 6' game were \(numbers.joined(separator: "-")).",
                        "The estimated jackpot is \(copy.dice.number(2...90)) million crowns. For more about the lottery "
                            + "and its rules, players can ask at any of its shops. Nobody under 18 may take part.",
                    ],
                    day: day
                )
            }
            return (draw(10), draw(copy.dice.pick([10, 11])))
        },
        Kind(name: "weather", relation: nil) { copy in
            func forecast(_ day: Int) -> WireCopy {
                let sky = ["sunny", "cloudy", "wet", "foggy", "mild"]
                let winds = ["north", "south", "east", "west"]
                return WireCopy(
                    headline: "Weather forecast for the coast",
                    paragraphs: [
                        "It will be \(copy.dice.pick(sky)) on the coast on \(["Tuesday", "Wednesday"][day - 10]) with a high of "
                            + "\(copy.dice.number(1...30)) degrees and winds from the \(copy.dice.pick(winds)) at "
                            + "\(copy.dice.number(5...60)) kilometres an hour.",
                        "In \(copy.place()) the low will be \(copy.dice.number(1...12)) degrees overnight, the weather "
                            + "office said. The sea temperature is \(copy.dice.number(6...19)) degrees.",
                        "Outlook: \(copy.dice.pick(sky)) and \(copy.dice.pick(sky)) until the weekend. The next forecast will "
                            + "be issued at six in the morning.",
                    ],
                    day: day
                )
            }
            return (forecast(10), forecast(11))
        },
        Kind(name: "weekly series", relation: nil) { copy in
            func column() -> WireCopy {
                let place = copy.place()
                return WireCopy(
                    headline: "A walk through \(place)",
                    paragraphs: [
                        "Each week our reporter takes a bus to the last stop and walks back. There is no plan and no map, only "
                            + "an umbrella and a notebook. This week: \(place)."
                    ] + copy.paragraphs(copy.dice.number(3...5)) + [
                        "Have you walked there too? Write to us and tell us what you saw. The best letters are printed on "
                            + "Saturdays in the weekend supplement."
                    ]
                )
            }
            return (column(), column())
        },
        Kind(name: "results", relation: nil) { copy in
            func round(_ day: Int) -> WireCopy {
                let games = (0..<6).map { _ in
                    "\(copy.place()) \(copy.dice.number(0...5)), \(copy.place()) \(copy.dice.number(0...5))"
                }
                return WireCopy(
                    headline: "Coastal League results",
                    paragraphs: [
                        "Results of matches played in the Coastal League on \(["Tuesday", "Wednesday"][day - 10]):",
                        games.joined(separator: "\n"),
                        "The first two teams go up at the end of the season, and the last one goes down to the second division.",
                    ],
                    day: day
                )
            }
            return (round(10), round(copy.dice.pick([10, 11])))
        },
        Kind(name: "obituary", relation: nil) { copy in
            func obituary() -> WireCopy {
                let person = copy.person()
                let surname = String(person.split(separator: " ").last ?? "")
                let place = copy.place()
                return WireCopy(
                    headline: "\(person), \(copy.dice.number(60...99))",
                    paragraphs: [
                        "\(person), \(copy.dice.number(60...99)), of \(place), passed away peacefully at home on Monday, "
                            + "surrounded by family.",
                        "A service will be held at \(copy.dice.number(9...12)) a.m. on Saturday at St. "
                            + "\(copy.dice.pick(InventedCopy.givenNames))'s Church in \(place). Visitation will be from "
                            + "\(copy.dice.number(1...4)) to \(copy.dice.number(5...8)) p.m. on Friday at the Hollis Funeral Home.",
                        "\(surname) worked at the \(copy.dice.pick(InventedCopy.things)) for \(copy.dice.number(10...40)) years "
                            + "and is survived by \(copy.dice.number(1...5)) children and \(copy.dice.number(1...9)) grandchildren. "
                            + "In place of flowers, the family asks for gifts to the hospice.",
                    ]
                )
            }
            return (obituary(), obituary())
        },
        Kind(name: "press release", relation: nil) { copy in
            let company = copy.dice.pick(InventedCopy.surnames) + " Marine"
            let about = [
                "About \(company): Founded in \(copy.dice.number(1900...1990)), \(company) builds and repairs ships for "
                    + "customers in \(copy.dice.number(12...40)) countries. It has \(copy.dice.number(200...900)) employees and "
                    + "its seat in \(copy.place()).",
                "This release holds statements about the future which rest on assumptions that may turn out to be wrong. "
                    + "\(company) takes on no duty to bring them up to date. Contact: press office, \(company).",
            ]
            func release() -> WireCopy {
                let thing = copy.dice.pick(InventedCopy.things)
                let place = copy.place()
                return WireCopy(
                    headline: "\(company) \(copy.dice.pick(["wins order for", "opens", "buys", "completes"])) \(thing)",
                    paragraphs: [
                        "\(company) today announced news of the \(thing) in \(place). \"\(copy.dice.pick(["We are proud", "This is a milestone", "Our people made it possible"])),\" "
                            + "said \(copy.person()), who leads the project.",
                        copy.sentence(),
                    ] + about
                )
            }
            return (release(), release())
        },
        Kind(name: "earnings", relation: nil) { copy in
            func report() -> WireCopy {
                let company = copy.dice.pick(InventedCopy.surnames) + " " + copy.dice.pick(["Foods", "Steel", "Lines"])
                func cents() -> String { "\(copy.dice.number(1...99)) cts vs \(copy.dice.number(1...99)) cts" }
                func millions() -> String { "\(copy.dice.number(1...99)).\(copy.dice.number(0...9)) mln" }
                return WireCopy(
                    headline: "\(company) 3rd qtr net \(copy.dice.chance(50) ? "up" : "down")",
                    paragraphs: [
                        "Shr \(cents())\nNet \(millions()) vs \(millions())\nRevs \(millions()) vs \(millions())",
                        "Nine months: Shr \(cents()). Net \(millions()) vs \(millions()). Revs \(millions()) vs \(millions()).",
                        "Note: Results for the year before include a gain of \(millions()) crowns, or "
                            + "\(copy.dice.number(1...20)) cts per share, from the sale of a unit. Per share figures are "
                            + "adjusted for the split in \(copy.dice.pick(["March", "April", "May"])).",
                    ]
                )
            }
            return (report(), report())
        },
        Kind(name: "shared background", relation: nil) { copy in
            let background = copy.paragraphs(2)
            let one = copy.event()
            var two = copy.event()
            two.place = one.place
            var first = story(one)
            var second = story(two)
            first.paragraphs += background
            second.paragraphs += background
            return (first, second)
        },
        Kind(name: "shared foot", relation: nil) { copy in
            let foot = [
                "Polar Wire is an independent agency. Its reporting is paid for by its members and may be used by them in "
                    + "whole or in part until midnight. Photographs are to be credited to the agency and its photographer.",
                "For questions call the desk at any hour. Television and radio: a version for the air follows by noon.",
            ]
            var first = story(copy.event())
            var second = story(copy.event())
            first.paragraphs = Array(first.paragraphs.prefix(3)) + foot
            second.paragraphs = Array(second.paragraphs.prefix(3)) + foot
            return (first, second)
        },
        Kind(name: "other story of the day", relation: nil) { copy in
            let one = copy.event()
            var two = copy.event()
            two.place = one.place
            two.thing = one.thing
            var second = story(two)
            second.headline = one.headline.replacing(one.role, with: two.role)
            return (story(one), second)
        },
        Kind(name: "ships in port", relation: nil) { copy in
            func list(_ day: Int) -> WireCopy {
                let ships = (0..<5).map { _ in
                    "\(copy.dice.pick(InventedCopy.givenNames)) \(copy.dice.pick(InventedCopy.surnames)), "
                        + "\(copy.dice.number(1_000...90_000)) tons, for \(copy.place()), berth \(copy.dice.number(1...14))."
                }
                return WireCopy(
                    headline: "Ships expected at Hartsea on Nov \(day)",
                    paragraphs: ["The port authority expects the following ships at the outer harbour:"] + ships + [
                        "Pilots are to be ordered four hours ahead through the office on the north quay."
                    ],
                    day: day
                )
            }
            return (list(10), list(11))
        },
    ]
}
