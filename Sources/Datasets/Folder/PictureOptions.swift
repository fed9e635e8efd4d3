/// How the pictures of a folder become images of one kind.
public struct PictureOptions: Sendable, Equatable, Hashable {
    /// 1: grey; 3: red, green and blue, or a grey picture three times; nil: as the first picture is.
    public var channels: Int?
    /// Height and width that every picture is brought to; nil: all have the size of the first.
    public var resize: ImageSize?

    public init(channels: Int? = nil, resize: ImageSize? = nil) {
        precondition(channels == nil || channels == 1 || channels == 3, "grey or colour")
        self.channels = channels
        self.resize = resize
    }
}

/// Rows and columns.
public struct ImageSize: Sendable, Equatable, Hashable {
    public var height: Int
    public var width: Int

    public init(height: Int, width: Int) {
        precondition(height > 0 && width > 0, "an image has rows and columns")
        self.height = height
        self.width = width
    }
}
