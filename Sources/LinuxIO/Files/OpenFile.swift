/// An open file that several places hold on to: it is closed, and its lease ends, when the last lets it go.
public final class OpenFile: Sendable {
    public let descriptor: Descriptor

    /// Takes over an open descriptor.
    public init(_ descriptor: consuming Descriptor) {
        self.descriptor = descriptor
    }
}
