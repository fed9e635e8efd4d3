import Datasets
import Foundation
import Networks
import Optimizers
import RangeTest
import Schedules
import TestSupport
import Testing
import Training

@Suite("The same bytes on any number of threads")
struct ThreadsTests {
    /// A network by name, with what its training does beside it.
    struct Kind: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var augmentation: Augmentation?
        var optimizer: any Optimizer = .adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01)
        /// Parts of a whole batch.
        let parts: Int
        let network: @Sendable (ImageShape) throws -> NetworkDefinition
    }

    static let kinds =
        [
            Kind(testDescription: "convolutions", parts: 4) {
                try .simpleCNN(channels: [3, 16, 16, 2], strides: [1, 2, 2], image: $0)
            },
            Kind(
                testDescription: "SELU, dropout and augmentation",
                augmentation: Augmentation(shift: 2, flip: true, cutout: 4),
                parts: 4
            ) { try .mnistCNN(image: $0, classes: 2) },
            Kind(testDescription: "alpha dropout", optimizer: .sgd(momentum: 0.9, nesterov: true), parts: 4) {
                let conv = Layer.convolution(out: 16, window: Window(kernel: 3, padding: 1), bias: true)
                return try NetworkDefinition(
                    input: $0, classes: 2,
                    layers: [
                        conv, .activation(.selu), .alphaDropout(p: 0.2), conv, .activation(.gelu),
                        .pool(.maximum, Window(kernel: 2, stride: 2)), .flatten, .linear(out: 2, bias: true),
                    ])
            },
            Kind(testDescription: "batch normalization", parts: 4) {
                try .simpleCNN(channels: [3, 16, 16, 2], strides: [1, 2, 2], batchNorm: true, image: $0)
            },
            Kind(testDescription: "resnet", parts: 4) { try .resNet(image: $0, classes: 2, depth: 8) },
        ] + (Precision.bf16.isSupported ? [inBF16] : [])

    private static let inBF16 = Kind(testDescription: "bf16", parts: 4) {
        var network = try NetworkDefinition.resNet(image: $0, classes: 2, depth: 8)
        network.precision = .bf16
        return network
    }

    /// Noise around a grey of the class, 16 x 16 pixels.
    private static func images(_ count: Int, seed: UInt64) -> ImageDataset {
        var numbers = Congruential(state: seed)
        let labels = (0..<count).map { UInt8($0 % 3 == 0 ? 1 : 0) }
        let pixels = labels.flatMap { label in (0..<256).map { _ in numbers.byte() / 2 + (label == 1 ? 60 : 20) } }
        return ImageDataset(
            pixels: pixels, labels: labels, height: 16, width: 16, channels: 3, classNames: ["dark", "light"],
            origin: "a test")
    }

    private static func setup(_ kind: Kind, threads: Int) throws -> TrainingSetup {
        var setup = TrainingSetup(
            definition: try kind.network(ImageShape(channels: 3, height: 16, width: 16)),
            weights: .drawn(.kaimingNormal),
            // Two whole batches of 64 and one of 44.
            data: DataSplit(train: images(172, seed: 1), valid: images(150, seed: 2)),
            batches: .init(size: 64, validSize: 100, dropLast: false, augmentation: kind.augmentation),
            optimizer: kind.optimizer)
        setup.threads = threads
        return setup
    }

    /// All that a training of two epochs gives.
    private struct Result: Equatable {
        var losses: [UInt64]
        var validations: [UInt64]
        var model: Data
    }

    private static func train(_ kind: Kind, threads: Int, profiler: Profiler? = nil) throws -> Result {
        let trainer = try Trainer(try setup(kind, threads: threads), seed: 3)
        let recorder = Recorder()
        try trainer.train(
            steps: 6, profiler: profiler, callbacks: [ScheduleCallback(try OneCycle(lrMax: 0.01)), recorder])
        let history = recorder.history
        return Result(
            losses: history.steps.map(\.loss.bitPattern),
            validations: history.epochs.flatMap { [$0.validLoss.bitPattern, $0.accuracy.bitPattern] },
            model: try trainer.model.safetensors())
    }

    @Test("a training", arguments: kinds)
    func training(kind: Kind) throws {
        #expect(try Self.setup(kind, threads: 1).usefulThreads == kind.parts, "\(kind.testDescription)")
        let one = try Self.train(kind, threads: 1)
        #expect(Set(one.losses).count == 6)
        for threads in [2, 3, 4, 7] {
            // Threads take parts in another order each time.
            for _ in 1...3 { #expect(try Self.train(kind, threads: threads) == one, "\(threads) threads") }
        }
    }

    @Test("with a profile, too, whose calls do not depend on the threads", arguments: [kinds[1], kinds[3]])
    func profile(kind: Kind) throws {
        func calls(threads: Int) throws -> [String: Int] {
            let profiler = Profiler()
            #expect(try Self.train(kind, threads: threads, profiler: profiler) == Self.train(kind, threads: 1))
            return Dictionary(profiler.entries.map { ($0.purpose, $0.calls) }, uniquingKeysWith: +)
        }
        let one = try calls(threads: 1)
        #expect(one.values.reduce(0, +) > 100)
        #expect(try calls(threads: 3) == one)
    }

    @Test("a range test", arguments: [LRFinder.LossSource.training, .validation])
    func rangeTest(loss: LRFinder.LossSource) throws {
        var finder = LRFinder(steps: 6)
        finder.loss = loss
        let curves = try [1, 2, 3].map { try finder.run(Self.setup(Self.kinds[0], threads: $0), seed: 0).points }
        #expect(curves[0].count == 6 && curves[1] == curves[0] && curves[2] == curves[0])
    }
}
