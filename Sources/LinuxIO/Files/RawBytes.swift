extension Span where Element == UInt8 {
    /// The same bytes, for a library that takes them raw. A byte has no padding, which is what makes it safe.
    public var rawBytes: RawSpan {
        @_lifetime(copy self)
        get { unsafe bytes }
    }
}
