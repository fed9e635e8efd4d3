import Foundation

/// The result of a network that has learned only how frequent the classes are.
public struct ChanceLevel: Sendable, Equatable, Codable {
    /// The validation accuracy of always answering the most frequent class, 0...1.
    public var accuracy: Double
    /// The training loss of always answering the shares of the classes: their entropy, in nats.
    public var loss: Double
    /// Number of validation images.
    public var images: Int

    /// Creates a level from its parts.
    public init(accuracy: Double, loss: Double, images: Int) {
        self.accuracy = accuracy
        self.loss = loss
        self.images = images
    }

    /// The level of equally frequent classes.
    /// - Parameter images: number of validation images.
    public init(classes: Int, images: Int) {
        self.init(accuracy: 1 / Double(max(1, classes)), loss: log(Double(max(1, classes))), images: images)
    }

    /// The level of images with these numbers per class.
    public init(train: [Int], valid: [Int]) {
        let (trained, images) = (train.reduce(0, +), valid.reduce(0, +))
        let shares = train.filter { $0 > 0 }.map { Double($0) / Double(trained) }
        self.init(
            accuracy: Double(valid.max() ?? 0) / Double(max(1, images)), loss: shares.reduce(0) { $0 - $1 * log($1) },
            images: images)
    }

    /// Whether learning could show: images of a single class give the whole accuracy and no loss to guessing.
    var isBeatable: Bool { accuracy < 1 && loss > 0 }

    /// The accuracy that chance reaches with this number of standard deviations of luck.
    func accuracy(within deviations: Double) -> Double {
        accuracy + deviations * (accuracy * (1 - accuracy) / Double(max(1, images))).squareRoot()
    }
}
