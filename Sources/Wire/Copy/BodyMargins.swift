import Text
import Article

/// How the lines of a body are set where blank lines part its paragraphs: then an indent may say nothing.
struct BodyMargins {
    /// Whether all lines have the same indent, and those that others go on from are full.
    var isSetInAlike = false
    /// Whether the first line of each paragraph stands at the margin and all others are set in alike.
    var isHanging = false

    init(_ lines: ArraySlice<Line>) {
        guard let first = lines.first, lines.count > 3 else { return }
        var blocks = 0
        var following = 0
        var full = 0
        var isAlike = first.indent >= 2
        var hangs = first.indent == 0
        var hanging: Int?
        var previous = first
        for line in lines {
            guard isAlike || hangs else { return }
            if line.afterBlank || following == 0 && blocks == 0 {
                blocks += 1
                if line.indent != 0 { hangs = false }
            } else {
                following += 1
                if previous.columns >= 40 { full += 1 }
                if line.indent < 2 || line.indent != hanging ?? line.indent { hangs = false }
                hanging = line.indent
            }
            if line.indent != first.indent { isAlike = false }
            previous = line
        }
        guard blocks > 1, following > 1, full * 2 >= following else { return }
        isSetInAlike = isAlike
        isHanging = hangs
    }
}
