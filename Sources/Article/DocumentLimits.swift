/// What reading one document may cost, whatever its size: how deep it may nest, and how many pieces it may have.
public struct DocumentLimits: Sendable, Equatable {
    /// How deep elements of XML may stand inside each other.
    public var xmlDepth = 256
    /// How many attributes an element may have.
    public var xmlAttributes = 1_000
    /// How many bytes the internal entities of a document may add to it, and as many the defaults of attributes.
    public var xmlEntities = 1 << 20
    /// How deep arrays and objects of JSON may stand inside each other.
    public var jsonDepth = 128
    /// How many values a text of JSON may have.
    public var jsonValues = 1_000_000
    /// Elements of a page that stand deeper are flattened into the one around them.
    public var htmlDepth = 512
    /// How many blocks of text a page may have: each takes memory, however short it is.
    public var htmlBlocks = 50_000
    /// How deep the parts of a message may stand inside each other.
    public var mailDepth = 32
    /// How many parts a message may have; a saved page (MHTML), with one for each picture, ten times as many.
    public var mailParts = 1_000
    /// How many bytes the header of a message, or of a part, may have.
    public var mailHeader = 256 << 10

    /// The limits that hold where nothing else is configured.
    public init() {}
}
