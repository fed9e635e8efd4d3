/// Channels and size of the images of a folder.
public struct ImageFolderOptions: Sendable, Equatable, Hashable {
    /// 1: grey; 3: red, green and blue, grey pictures are copied into all three; nil: as in the first picture.
    public var channels: Int?
    /// Size that every picture is resized to; nil: all pictures must have the size of the first.
    public var resize: ImageSize?

    /// Creates options.
    /// - Parameters:
    ///   - channels: 1, 3 or nil.
    ///   - resize: size that every picture is resized to, or nil.
    public init(channels: Int? = nil, resize: ImageSize? = nil) {
        precondition(channels == nil || channels == 1 || channels == 3, "grey or colour")
        self.channels = channels
        self.resize = resize
    }
}
