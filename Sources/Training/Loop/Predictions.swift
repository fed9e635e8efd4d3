/// A network's output for N images: a logit for each of K classes.
public struct Predictions: Sendable, Equatable {
    /// The right class of each image, [N].
    public let labels: [UInt8]
    /// K
    public let classes: Int
    /// [N, K]
    public let logits: [Float]

    /// - Precondition: `classes > 0` and `logits.count == labels.count * classes`.
    public init(labels: [UInt8], classes: Int, logits: [Float]) {
        precondition(classes > 0 && logits.count == labels.count * classes, "logits are [N, K]")
        self.labels = labels
        self.classes = classes
        self.logits = logits
    }

    /// The logits of one image, [K].
    public func logits(of image: Int) -> ArraySlice<Float> { logits[image * classes..<(image + 1) * classes] }

    /// The class of an image's largest logit, the first of equals.
    public func predicted(_ image: Int) -> Int {
        let row = logits(of: image)
        var best = row.startIndex
        for index in row.indices where row[index] > row[best] { best = index }
        return best - row.startIndex
    }
}
