/// Which namespaces the prefixes of a document are bound to at a place (Namespaces in XML 1.0, section 6.1).
struct PrefixBindings {
    private struct Binding {
        /// Where the prefix stands in the text; empty for the namespace of names without one.
        var prefix: Range<Int>
        var namespace: String
    }

    private var bindings: [Binding] = []
    /// Rises whenever a prefix is bound or unbound.
    private(set) var generation = 0

    /// How many declarations may hold at one place.
    static let most = 256

    /// How many hold.
    var count: Int { bindings.count }

    /// Binds a prefix; false where as many are bound as may be.
    mutating func bind(_ prefix: Range<Int>, to namespace: String) -> Bool {
        guard bindings.count < PrefixBindings.most else { return false }
        bindings.append(Binding(prefix: prefix, namespace: namespace))
        generation += 1
        return true
    }

    /// Takes back all but the first `count`.
    mutating func unbind(downTo count: Int) {
        guard bindings.count > count else { return }
        bindings.removeLast(bindings.count - count)
        generation += 1
    }

    /// What a prefix is bound to: empty for no namespace, nil for a prefix that nothing binds.
    func namespace(_ prefix: Range<Int>, in text: Span<UInt8>) -> String? {
        for binding in bindings.reversed() where text.areEqual(binding.prefix, prefix) { return binding.namespace }
        if prefix.isEmpty { return "" }
        return prefix.count == 3 && text.matches("xml", at: prefix.lowerBound)
            ? "http://www.w3.org/XML/1998/namespace" : nil
    }
}
