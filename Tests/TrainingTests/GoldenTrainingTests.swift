import Datasets
import Foundation
import Networks
import Optimizers
import Schedules
import TestSupport
import Testing
import Training

@Suite("Training against recorded PyTorch runs")
struct GoldenTrainingTests {
    static let mnist = ProcessInfo.processInfo.environment["MNIST_DIR"]

    @Test(
        "the losses of sixty steps from the same weights",
        .enabled(if: mnist != nil, "MNIST_DIR is not set, so the recorded runs on MNIST are not repeated"),
        arguments: [
            GoldenCase(
                name: "simple_cnn_adamw_onecycle", digits: [3, 7], channels: 3, batchSize: 64,
                optimizer: .adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01),
                network: { try .simpleCNN(channels: [3, 16, 16, 2], image: $0) }),
            GoldenCase(
                name: "simple_cnn_sgd_nesterov", digits: [3, 7], channels: 3, batchSize: 64,
                optimizer: .sgd(momentum: 0.9, nesterov: true, weightDecay: 5e-4),
                network: { try .simpleCNN(channels: [3, 16, 16, 2], image: $0) }),
            GoldenCase(
                name: "mnist_model_adamw_onecycle", digits: Array(0...9), channels: 1, batchSize: 32,
                optimizer: .adamW(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01),
                network: { try .mnistCNN(image: $0, classes: 10, dropout: 0) }),
        ])
    func golden(_ run: GoldenCase) throws {
        let name = run.name
        let expected = try GoldenRun.read(name)
        let sets = try ImageSource.mnist(digits: run.digits).load(
            channels: run.channels, directory: Self.mnist, threads: 2)
        let data = DataSplit(train: sets.train, valid: try #require(sets.valid))
        let definition = try run.network(
            ImageShape(channels: run.channels, height: data.train.height, width: data.train.width))
        let file = try Safetensors.decode(Data(contentsOf: try GoldenFolder(.module).url(name, "safetensors")))
        let weights = try definition.parameters.map { parameter in
            try #require(file.first { $0.name == parameter.name }).values
        }
        let setup = TrainingSetup(
            definition: definition, weights: .given(NetworkState(parameters: weights, of: definition)), data: data,
            batches: .init(size: run.batchSize, shuffle: false), optimizer: run.optimizer)

        let recorder = Recorder()
        try Trainer(setup, seed: 0).train(
            steps: expected.count, validating: false, callbacks: [ScheduleCallback(Replay(rows: expected)), recorder])

        #expect(recorder.history.steps.count == 60)
        var deviation = (first20: 0.0, all: 0.0)
        for (row, step) in zip(expected, recorder.history.steps) {
            let relative = abs(step.loss - row.loss) / row.loss
            if step.step < 20 { deviation.first20 = max(deviation.first20, relative) }
            deviation.all = max(deviation.all, relative)
        }
        print("\(name): relative deviation \(deviation.first20) over 20 steps, \(deviation.all) over all")
        #expect(deviation.first20 < 1e-4)
        #expect(deviation.all < 1e-2)
    }
}

/// A recorded run and the program that made it.
struct GoldenCase: Sendable, CustomTestStringConvertible {
    let name: String
    let digits: [UInt8]
    let channels: Int
    let batchSize: Int
    let optimizer: any Optimizer
    let network: @Sendable (ImageShape) throws -> NetworkDefinition

    var testDescription: String { name }
}

/// Plays recorded hyperparameters back.
private struct Replay: Schedule {
    let rows: [GoldenRun]

    func formula(at step: Int, of total: Int) -> ScheduledValues {
        ScheduledValues(lr: rows[step].lr, momentum: rows[step].momentum)
    }
}

/// A row of a recorded run: step,lr,momentum,loss,loss32.
private struct GoldenRun {
    var lr: Double
    var momentum: Double
    var loss: Double

    static func read(_ name: String) throws -> [GoldenRun] {
        try GoldenFolder(.module).table(name).map { GoldenRun(lr: $0[1], momentum: $0[2], loss: $0[3]) }
    }
}
