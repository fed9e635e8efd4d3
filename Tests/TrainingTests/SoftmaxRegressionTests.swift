import Datasets
import Foundation
import Networks
import OneDNN
import Optimizers
import Schedules
import Testing
import Training

/// A network that can be computed by hand: logit c = w[c] m + b[c], with the mean m of the image's pixels. Its loss is
/// convex and its gradients are one line.
@Suite("Training and validation against a hand computation")
struct SoftmaxRegressionTests {
    private static let weights: [[Float]] = [[0.5, -0.25], [0.125, 0.75]]

    /// w and b in double precision.
    private struct Regression {
        var w = [0.5, -0.25]
        var b = [0.125, 0.75]

        func sample(_ mean: Double, _ label: Int) -> (loss: Double, isCorrect: Bool, gradient: [Double]) {
            let logits = [w[0] * mean + b[0], w[1] * mean + b[1]]
            let exponentials = logits.map(exp)
            let total = exponentials[0] + exponentials[1]
            let probabilities = exponentials.map { $0 / total }
            let gradient = [0, 1].map { probabilities[$0] - ($0 == label ? 1 : 0) }
            return (-log(probabilities[label]), (logits[1] > logits[0] ? 1 : 0) == label, gradient)
        }

        func pass(_ data: ImageDataset) -> (loss: Double, accuracy: Double) {
            let samples = SoftmaxRegressionTests.means(data).map { sample($0.0, $0.1) }
            return (
                samples.reduce(0) { $0 + $1.loss } / Double(samples.count),
                Double(samples.count { $0.isCorrect }) / Double(samples.count)
            )
        }
    }

    /// Mean pixel, in 0...1, and label of each image.
    private static func means(_ data: ImageDataset) -> [(Double, Int)] {
        (0..<data.count).map { index in
            let pixels = data.pixels[index * data.planeSize..<(index + 1) * data.planeSize]
            return (pixels.reduce(0) { $0 + Double($1) } / 255 / Double(data.planeSize), Int(data.labels[index]))
        }
    }

    /// One channel of the three is looked at, so that the weights of a hand computation are those of the network.
    private func setup(valid: Int = 11, validSize: Int, dropLast: Bool = false) throws -> TrainingSetup {
        var setup = try TinySetup.make(
            valid: valid, validSize: validSize, dropLast: dropLast, shuffle: false,
            optimizer: .sgd(momentum: 0, nesterov: false, weightDecay: 0))
        setup.definition = try NetworkDefinition(
            input: ImageShape(channels: 3, height: 6, width: 5), classes: 2,
            layers: [
                .convolution(out: 2, window: Window(kernel: 1, stride: 1, padding: 0), bias: true), .globalAveragePool,
                .flatten,
            ])
        let (w, b) = (Self.weights[0], Self.weights[1])
        setup.weights = .given(NetworkState(parameters: [[w[0], 0, 0, w[1], 0, 0], b], of: setup.definition))
        return setup
    }

    @Test(
        "validation counts every image once, whatever the batches", arguments: [1, 2, 3, 4, 10, 11, 12, 500],
        [1, 11, 12])
    func validation(validSize: Int, count: Int) throws {
        let setup = try setup(valid: count, validSize: validSize)
        guard case .given(let state) = setup.weights else { return }
        let model = try Model(setup.definition, state: state, batchSize: 5)
        let found = try Evaluator(model, on: setup.data.valid, scaling: setup.data.scaling, batchSize: validSize)
            .validate()
        let wanted = Regression().pass(setup.data.valid)
        #expect(abs(found.loss - wanted.loss) < 1e-6)
        #expect(found.accuracy == wanted.accuracy)
    }

    @Test("steps, epochs and the short last batch of SGD")
    func training() throws {
        let setup = try setup(validSize: 4)
        let recorder = Recorder()
        let trainer = try Trainer(setup, seed: 0)
        #expect(trainer.stepsPerEpoch == 5)
        try trainer.train(steps: 12, callbacks: [ScheduleCallback(try Constant(lr: 0.5)), recorder])

        // Only the first channel has a weight at the start, but all three see the same image and learn alike.
        var regression = Regression()
        let images = Self.means(setup.data.train)
        for step in 0..<12 {
            let start = step % 5 * 5
            let batch = images[start..<min(start + 5, images.count)]
            let samples = batch.map { ($0.0, regression.sample($0.0, $0.1)) }
            let row = recorder.history.steps[step]
            let loss = samples.reduce(0) { $0 + $1.1.loss } / Double(batch.count)
            #expect(abs(row.loss - loss) < 2e-6, "step \(step)")
            #expect(row.accuracy == Double(samples.count { $0.1.isCorrect }) / Double(batch.count))
            for c in 0..<2 {
                let mean = samples.reduce(0) { $0 + $1.0 * $1.1.gradient[c] } / Double(batch.count)
                let bias = samples.reduce(0) { $0 + $1.1.gradient[c] } / Double(batch.count)
                regression.w[c] -= 0.5 * 3 * mean
                regression.b[c] -= 0.5 * bias
            }
            if step == 4 || step == 9 || step == 11 {
                let epoch = recorder.history.epochs[step / 5]
                let wanted = regression.pass(setup.data.valid)
                #expect(abs(epoch.validLoss - wanted.loss) < 2e-6)
                #expect(epoch.accuracy == wanted.accuracy)
            }
        }
        #expect(recorder.history.epochs.count == 3)
        let bias = try trainer.model.parameters.plainValues()[1]
        for c in 0..<2 { #expect(abs(Double(bias[c]) - regression.b[c]) < 2e-6) }
    }
}
