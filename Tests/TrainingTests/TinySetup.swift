import TestSupport
import Datasets
import Networks
import Optimizers
import Training

/// Training in small, on images of noise around a grey of their class.
enum TinySetup {
    /// N images of 6 x 5 pixels in two classes.
    static func images(_ count: Int, seed: UInt64) -> ImageDataset {
        var numbers = Congruential(state: seed)
        let labels = (0..<count).map { UInt8($0 % 3 == 0 ? 1 : 0) }
        let pixels = labels.flatMap { label in
            (0..<30).map { _ in numbers.byte() / 2 + (label == 1 ? 100 : 20) }
        }
        return ImageDataset(
            pixels: pixels, labels: labels, height: 6, width: 5, channels: 3, classNames: ["dark", "light"],
            origin: "a test")
    }

    static func make(
        train: Int = 23, valid: Int = 11, batchSize: Int = 5, validSize: Int = 4, dropLast: Bool = true,
        shuffle: Bool = true, optimizer: any Optimizer = .sgd(momentum: 0.9, nesterov: false, weightDecay: 0)
    ) throws -> TrainingSetup {
        TrainingSetup(
            definition: try .simpleCNN(
                channels: [3, 5, 2], image: ImageShape(channels: 3, height: 6, width: 5)),
            weights: .drawn(.kaimingNormal),
            data: DataSplit(train: images(train, seed: 1), valid: images(valid, seed: 2)),
            batches: .init(size: batchSize, validSize: validSize, shuffle: shuffle, dropLast: dropLast),
            optimizer: optimizer)
    }
}
