import Datasets
import Networks
import OneDNN
import Optimizers
import Schedules
import TestSupport
import Testing
import Training

@Suite("A residual network of 20 layers on images of 32x32 in three channels")
struct ResNetTests {
    /// N images of stripes in noise: the class is their direction, phase and period differ.
    private static func stripes(_ count: Int, seed: UInt64) -> ImageDataset {
        var numbers = Congruential(state: seed)
        func draw(_ bound: Int) -> Int { numbers.below(bound) }
        var pixels: [UInt8] = []
        let labels = (0..<count).map { UInt8($0 % 4) }
        for label in labels {
            let (phase, period) = (draw(8), 4 + draw(4))
            for row in 0..<32 {
                for column in 0..<32 {
                    let along = [row, column, row + column, row - column + 32][Int(label)]
                    pixels.append(UInt8(((along + phase) / (period / 2)) % 2 * 100 + draw(100)))
                }
            }
        }
        return ImageDataset(
            pixels: pixels, labels: labels, height: 32, width: 32, channels: 3,
            classNames: ["horizontal", "vertical", "falling", "rising"], origin: "a test")
    }

    @Test("the loss falls, and no step runs oneDNN's reference loops")
    func lossFalls() throws {
        let setup = TrainingSetup(
            definition: try .resNet(
                image: ImageShape(channels: 3, height: 32, width: 32), classes: 4, depth: 20, width: 16),
            weights: .drawn(.kaimingNormal),
            data: DataSplit(train: Self.stripes(160, seed: 1), valid: Self.stripes(40, seed: 2)),
            batches: .init(size: 16), optimizer: .sgd(momentum: 0.9, nesterov: false, weightDecay: 1e-4))
        let trainer = try Trainer(setup, seed: 0)
        let recorder = Recorder()
        let profiler = Profiler()
        try trainer.train(
            steps: 40, profiler: profiler,
            callbacks: [ScheduleCallback(try OneCycle(lrMax: 0.03, divFactor: 10, pctStart: 0.3)), recorder])
        let losses = recorder.history.steps.map(\.loss)
        let (first, last) = (losses.prefix(5).reduce(0, +) / 5, losses.suffix(5).reduce(0, +) / 5)
        #expect(first > 1 && last < first / 3, "\(first) to \(last)")
        #expect(try #require(recorder.history.epochs.last).accuracy > 0.8)
        let used = Set(profiler.entries.map(\.implementation))
        #expect(used.contains { $0.hasPrefix("jit") } && !used.contains { $0.hasPrefix("ref") }, "\(used)")
    }
}
