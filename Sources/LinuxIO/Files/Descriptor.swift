/// An open file or folder, owned: it is closed when its owner lets it go, and by nobody else.
public struct Descriptor: ~Copyable, Sendable {
    /// The number by which the file system that opened it knows it.
    public let number: Int32
    private let fileSystem: any FileSystem

    /// Takes over the descriptor `number`, which `fileSystem` has opened.
    public init(owning number: Int32, of fileSystem: any FileSystem) {
        self.number = number
        self.fileSystem = fileSystem
    }

    deinit {
        fileSystem.close(number)
    }
}
