import LinuxIO
import TestSupport

extension MadeDesk {
    /// A desk with one story in five versions and a copy, one that was killed, and one under an embargo.
    static func stories() throws -> MadeDesk {
        let desk = try MadeDesk()
        let noon: Int64 = 1_795_348_800_000_000_000  // 2026-11-22T12:00:00Z
        func deliver(_ name: String, _ minutes: Int64, _ text: String) throws {
            try desk.deliver(text, as: Path("polar/\(name).txt"), at: noon + minutes * 60_000_000_000)
        }
        let background = """

            The viaduct has eleven arches and was built in 1874 to carry coal from the hills to the harbour, and no train has
            crossed it since the mine was closed.

            Engineers who looked at it in spring found that three of its piers stand in soft ground, said Vera Lomax, who
            leads the survey for the county.

            The council is to decide in January whether it will be repaired or taken down.
            """
        try deliver(
            "viaduct",
            0,
            """
            Thornby viaduct closed to walkers

            THORNBY, Nov 22 (Polar Wire) - The old viaduct at Thornby was closed to walkers on Sunday after stones fell on
            the road below. Nobody was hurt.
            \(background)
            """
        )
        try deliver(
            "viaduct-2",
            30,
            """
            UPDATE 1-Two hurt as stones fall from Thornby viaduct

            THORNBY, Nov 22 (Polar Wire) - Two people were hurt on Sunday when stones fell from the old viaduct at Thornby on
            the road below, and the viaduct was closed to walkers.
            \(background)
            """
        )
        try deliver(
            "viaduct-norda",
            45,
            """
            Two hurt by falling stones

            THORNBY, Nov 22 (Norda) - Two people were hurt on Sunday when stones fell from the old viaduct at Thornby on
            the road below, and the viaduct was closed to walkers.
            \(background)
            """
        )
        try deliver(
            "viaduct-3",
            60,
            """
            CORRECTED-Two hurt as stones fall from Thornby viaduct

            THORNBY, Nov 22 (Polar Wire) - Two people were hurt on Sunday when stones fell from the old viaduct at Thornby on
            the road below, and the viaduct was closed to walkers.
            \(background.replacing("1874", with: "1847"))
            """
        )
        try deliver(
            "ferry",
            70,
            """
            Ferry company to sell its last boat

            HARTSEA, Nov 22 (Polar Wire) - The company that runs the Hartsea ferry will sell its last boat in spring, two
            people who have seen the contract said.

            The boat takes forty passengers and was built in 1931.
            """
        )
        try deliver(
            "ferry-kill",
            80,
            """
            KILL: Ferry company to sell its last boat

            HARTSEA, Nov 22 (Polar Wire) - Editors: please kill the story Ferry company to sell its last boat. The company has
            shown that the contract is not genuine. No substitute will be sent.
            """
        )
        try deliver(
            "budget",
            90,
            """
            EMBARGOED until 2099-01-01 06:00 GMT

            County plans to spend more on roads

            THORNBY, Nov 22 (Polar Wire) - The county plans to spend 40 million crowns on its roads next year, a third more
            than this year, a draft of its budget shows.
            """
        )
        try desk.enterCatalogue()
        return desk
    }
}
