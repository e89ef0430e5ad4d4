/// Chance, the same for a seed.
public struct Dice: Sendable {
    private var generator: SeededGenerator

    public init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }

    public mutating func pick<Element>(_ list: [Element]) -> Element { list[number(0...list.count - 1)] }
    public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    public mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
}

/// News that never was: people, places and sentences put together at random, so that two stories share no more than the
/// language does.
public struct InventedCopy: Sendable {
    public var dice: Dice

    public static let places = [
        "Aldermoor", "Brackwater", "Corrivale", "Dunsholt", "Eastmere", "Farlow Cross", "Grimley", "Hartsea",
        "Inverlock",
        "Jessop Bay", "Kelverton", "Lowmarsh", "Merrow", "Northwick", "Ossingham", "Penhallow", "Quarndale", "Rushmoor",
        "Stavering", "Thornby", "Ulverholm", "Vexley", "Westering", "Yarrow Bridge", "Zennick",
    ]
    public static let givenNames = [
        "Ada", "Bruno", "Clara", "Dirk", "Elsa", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Katja", "Linus", "Marta",
        "Nils", "Olga", "Piet", "Rosa", "Sven", "Tilda", "Viktor",
    ]
    public static let surnames = [
        "Abbott", "Birkin", "Caldwell", "Drummond", "Ellery", "Fenwick", "Garrick", "Hollis", "Ibsley", "Jarrow",
        "Kestrel",
        "Lomax", "Mowbray", "Norris", "Oakden", "Pargeter", "Quillan", "Redfern", "Selwyn", "Tarrant", "Upjohn",
        "Vance",
        "Whitlock", "Yardley",
    ]
    public static let roles = [
        "mayor", "harbour master", "chief engineer", "county sheriff", "transport minister", "head teacher",
        "union leader",
        "finance director", "fire chief", "museum curator", "water inspector", "party secretary", "hospital director",
        "railway manager", "fisheries officer", "court clerk",
    ]
    public static let things = [
        "ferry", "viaduct", "reservoir", "tramway", "grain terminal", "lighthouse", "shipyard", "power station",
        "swimming hall", "cathedral roof", "bus depot", "flood barrier", "opera house", "cattle market", "airfield",
        "paper mill", "quarry", "pumping station", "signal box", "fish auction",
    ]
    private static let verbs = [
        "would be closed for repairs", "had been sold to a private owner", "was damaged beyond repair",
        "will reopen before the winter", "had failed two inspections", "needs new foundations", "was losing money",
        "had been built on unstable ground", "is to be moved inland", "would be handed to the council",
        "had caught fire during the night", "was running at half its capacity", "has been put up for auction",
        "will be guarded around the clock", "had not been insured", "was evacuated shortly after noon",
        "is older than anyone had thought", "would cost more than planned",
    ]
    private static let openers = [
        "Residents said", "Officials confirmed that", "According to a report seen by the council,", "Witnesses said",
        "A spokeswoman told reporters that", "Investigators believe", "Documents show that",
        "The opposition claimed that",
        "Local fishermen complained that", "Two former employees said",
        "In a letter to parliament, lawyers argued that",
        "Neighbours remembered that", "The regulator found that", "Engineers warned that", "Traders feared that",
    ]
    private static let subjects = [
        "the contract", "the old boiler", "a second survey", "the emergency plan", "an unpaid invoice",
        "the night shift",
        "the east wall", "a missing valve", "the insurance claim", "the new timetable", "a delayed shipment",
        "the pension fund", "the drainage channel", "a faulty switch", "the planning board", "the rescue team",
        "a rival bidder", "the storage tank", "the safety audit", "a temporary bridge",
    ]
    private static let predicates = [
        "had been ignored for years", "was signed without a vote", "could not be found", "had cost twice the estimate",
        "was the likely cause", "would be looked at again in spring", "had to be replaced by hand",
        "was never meant to last", "had been delayed by the frost", "is now in the hands of the court",
        "made matters worse", "had been promised since the election", "was paid for out of reserves",
        "came as a surprise to everyone", "had been tested only once", "will be published next month",
        "could put hundreds of jobs at risk", "had already been agreed in private",
    ]
    private static let tails = [
        "and nobody had been told", "although the papers said otherwise", "while talks continued behind closed doors",
        "which the owners deny", "after a long and bitter dispute", "despite repeated warnings from the coast guard",
        "as heavy rain set in", "before the first visitors arrived", "because the spare parts never came",
        "to the relief of the shopkeepers", "in spite of a petition", "when the tide turned",
        "under a law of the last century",
        "and an inquiry has begun", "with little hope of compensation", "according to three people in the room",
    ]
    private static let quotes = [
        "We did what we could with what we had", "Nobody wants to see that happen twice",
        "This is a good day for the town",
        "The figures speak for themselves", "I have never seen anything like it", "We shall appeal, of course",
        "People here have long memories", "It was a matter of minutes", "There is no money left for that",
        "That question should be put to the ministry", "You cannot run a harbour on promises",
    ]

    public init(seed: UInt64) { dice = Dice(seed) }

    public mutating func person() -> String { dice.pick(Self.givenNames) + " " + dice.pick(Self.surnames) }
    public mutating func place() -> String { dice.pick(Self.places) }

    /// One sentence of background.
    public mutating func sentence() -> String {
        switch dice.number(0...5) {
        case 0:
            return "\"\(dice.pick(Self.quotes)),\" said \(person()), \(dice.pick(Self.roles)) of \(place())."
        case 1:
            return "\(dice.pick(Self.openers)) \(dice.pick(Self.subjects)) \(dice.pick(Self.predicates))."
        case 2:
            return "\(person()), the \(dice.pick(Self.roles)), said \(dice.pick(Self.subjects)) "
                + "\(dice.pick(Self.predicates)) \(dice.pick(Self.tails))."
        case 3:
            return "Some \(dice.number(12...980)) people in \(place()) depend on the \(dice.pick(Self.things)), "
                + "\(dice.pick(Self.tails))."
        case 4:
            return "\(dice.pick(Self.openers)) \(dice.pick(Self.subjects)) \(dice.pick(Self.predicates)) "
                + "\(dice.pick(Self.tails))."
        default:
            return "In \(dice.number(1921...2019)) the \(dice.pick(Self.things)) in \(place()) "
                + "\(dice.pick(Self.verbs)), \(dice.pick(Self.tails))."
        }
    }

    public mutating func paragraph() -> String {
        (0..<dice.number(1...3)).map { _ in sentence() }.joined(separator: " ")
    }

    public mutating func paragraphs(_ count: Int) -> [String] { (0..<count).map { _ in paragraph() } }

    /// A story about an event, with what its versions are made from.
    public mutating func event() -> Event {
        let place = place()
        let thing = dice.pick(Self.things)
        let verb = dice.pick(Self.verbs)
        let person = person()
        let role = dice.pick(Self.roles)
        let count = dice.number(3...60)
        return Event(
            place: place,
            thing: thing,
            person: person,
            role: role,
            count: count,
            headline: "\(place) \(thing) \(verb), \(role) says",
            lead: "The \(thing) in \(place) \(verb), \(person), the \(role), said on Tuesday, and \(count) people "
                + "were affected.",
            background: paragraphs(dice.number(4...8))
        )
    }

    public struct Event: Sendable {
        public var place: String
        public var thing: String
        public var person: String
        public var role: String
        public var count: Int
        public var headline: String
        public var lead: String
        public var background: [String]

        public var surname: String { String(person.split(separator: " ").last ?? "") }
    }
}
