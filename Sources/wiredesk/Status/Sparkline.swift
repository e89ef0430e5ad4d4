/// Figures as a line of bars that are eight steps high.
enum Sparkline {
    private static let steps: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The last figures, one a column, as high as they are beside the highest; what is not zero is seen to be so.
    static func text(_ figures: [Int], width: Int) -> String {
        let shown = figures.suffix(max(0, width))
        let highest = shown.max() ?? 0
        return String(
            shown.map { figure in
                if figure <= 0 || highest == 0 { return figure <= 0 ? " " : steps[0] }
                return steps[min(7, (figure * 8 - 1) / highest)]
            }
        )
    }
}
