import Datasets
import DigitDrawing
import Networks
import Optimizers
import Training

/// A training of a small network on drawn digits.
func smallTraining(
    _ network: NetworkDefinition? = nil, optimizer: any Optimizer = .adamW(weightDecay: 0.01)
) throws -> TrainingSetup {
    let data = try DrawnDigits(trainCount: 256, validCount: 64).draw(threads: 1)
    let image = ImageShape(channels: 1, height: 28, width: 28)
    return TrainingSetup(
        definition: try network ?? .simpleCNN(channels: [1, 8, 10], image: image), weights: .drawn(.kaimingNormal),
        data: data, batches: .init(size: 32), optimizer: optimizer)
}

extension History {
    /// Mean loss of some steps.
    func meanLoss(_ range: Range<Int>) -> Double {
        steps[range].reduce(0) { $0 + $1.loss } / Double(range.count)
    }
}
