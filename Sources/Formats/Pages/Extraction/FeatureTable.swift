/// Numbers by block and feature, row by row.
struct FeatureTable {
    let width: Int
    private(set) var values: [Float]

    init(rows: Int, width: Int) {
        self.width = width
        values = [Float](repeating: 0, count: rows * width)
    }

    var count: Int { values.count / max(1, width) }

    @inline(__always)
    subscript(row: Int, column: Int) -> Float {
        get { values[row * width + column] }
        set { values[row * width + column] = newValue }
    }

    @inline(__always)
    subscript(row: Int, feature: BlockFeature) -> Float {
        get { values[row * width + feature.rawValue] }
        set { values[row * width + feature.rawValue] = newValue }
    }
}

extension Float {
    /// 1 for true.
    init(_ flag: Bool) { self = flag ? 1 : 0 }
}
