import Foundation
public import Training

/// One image that a network classifies wrongly.
public struct Mistake: Sendable, Equatable {
    /// Its index in the set.
    public let image: Int
    /// The true class index.
    public let label: Int
    /// The predicted class index.
    public let predicted: Int
    /// Cross-entropy in nats; infinite if a logit is NaN.
    public let loss: Double
    /// Softmax probability of the predicted class, 0...1; NaN if a logit is NaN.
    public let probability: Double
}

extension Predictions {
    /// The wrongly classified images, the highest loss first, equal losses in the order of the set.
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
