/// Rows and columns of an image.
public struct ImageSize: Sendable, Equatable, Hashable {
    /// H, rows.
    public var height: Int
    /// W, columns.
    public var width: Int

    /// Creates a size.
    /// - Parameters:
    ///   - height: H, at least 1.
    ///   - width: W, at least 1.
    public init(height: Int, width: Int) {
        precondition(height > 0 && width > 0, "an image has rows and columns")
        self.height = height
        self.width = width
    }
}
