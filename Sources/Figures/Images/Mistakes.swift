import Foundation
public import Training

/// One image that a network takes for something else.
public struct Mistake: Sendable, Equatable {
    /// Its place in the set.
    public let image: Int
    /// The right class, and the one that was said, as class indices.
    public let label: Int
    public let predicted: Int
    /// Cross-entropy, in nats; infinite where the logits are not numbers.
    public let loss: Double
    /// The softmax's share of the predicted class, 0...1; not a number where the logits are none.
    public let probability: Double
}

extension Predictions {
    /// The images that are taken for something else, the highest loss first, equal ones in the order of the set.
    public var mistakes: [Mistake] {
        labels.indices.compactMap { image in
            let (label, predicted) = (Int(labels[image]), predicted(image))
            guard predicted != label, label < classes else { return nil }
            let logits = logits(of: image).map(Double.init)
            let highest = logits.max() ?? 0
            let sum = logits.reduce(0) { $0 + exp($1 - highest) }
            let loss = highest + log(sum) - logits[label]
            return Mistake(
                image: image, label: label, predicted: predicted, loss: loss.isNaN ? .infinity : loss,
                probability: exp(logits[predicted] - highest) / sum)
        }.sorted { ($0.loss, $1.image) > ($1.loss, $0.image) }
    }
}
