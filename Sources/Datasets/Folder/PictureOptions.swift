/// How the pictures of a folder become images of one kind.
public struct PictureOptions: Sendable, Equatable, Hashable {
    /// 1: grey; 3: red, green and blue, or a grey picture three times; nil: as the first picture is.
    public var channels: Int?
    /// Height and width that every picture is brought to; nil: all have the size of the first.
    public var resize: ImageSize?

    /// - Parameter channels: 1, 3 or nil.
    public init(channels: Int? = nil, resize: ImageSize? = nil) {
        precondition(channels == nil || channels == 1 || channels == 3, "grey or colour")
        self.channels = channels
        self.resize = resize
    }
}
