import Datasets
import Foundation
import Networks
import Optimizers
import Schedules
import TestSupport
import Testing
import Training

/// The same images as PNG files in folders of classes and in MNIST's four files. They are read alike, and train the same
/// network.
@Suite("MNIST's 3s and 7s as pictures and as IDX files")
struct FolderAgainstIDXTests {
    static let directory = ProcessInfo.processInfo.environment["MNIST_DIR"]
    static let archive = directory.map { $0 + "/../mnist_sample.tgz" }
    static let isThere = archive.map(FileManager.default.fileExists) ?? false

    @Test(
        "the same bytes, the same parameters",
        .enabled(if: isThere, "needs MNIST_DIR, and beside that folder mnist_sample.tgz"))
    func same() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let place = folder.path
        try unpack(try #require(Self.archive), in: place)

        let pictures = try split(.folder(path: place + "/mnist_sample", resize: nil))
        let files = try split(.mnist(digits: [3, 7]), directory: Self.directory)
        for (one, other) in [(pictures.train, files.train), (pictures.valid, files.valid)] {
            #expect(one.count == other.count && one.classNames == other.classNames && one.channels == other.channels)
            #expect(one.labels == other.labels)
            #expect(one.pixels == other.pixels)
        }
        #expect(pictures.train.count == 12_396 && pictures.valid.count == 2_038)
        let (first, second) = (try train(on: pictures), try train(on: files))
        #expect(first.state == second.state)
        #expect(first.losses == second.losses && first.losses.count == 40)
    }

    private func unpack(_ archive: String, in place: String) throws {
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
        tar.arguments = ["-xzf", archive, "-C", place]
        try tar.run()
        tar.waitUntilExit()
        try #require(tar.terminationStatus == 0)
    }

    /// Both parts in the order of the images' bytes.
    private func split(_ source: ImageSource, directory: String? = nil) throws -> DataSplit {
        let sets = try source.load(channels: 3, directory: directory, threads: 2)
        return DataSplit(train: sorted(sets.train), valid: sorted(try #require(sets.valid)))
    }

    private func sorted(_ set: ImageDataset) -> ImageDataset {
        let order = set.pixels.withUnsafeBytes { pixels in
            set.labels.indices.sorted { one, other in
                guard let start = pixels.baseAddress else { return false }
                let order = memcmp(start + one * set.imageSize, start + other * set.imageSize, set.imageSize)
                return order != 0 ? order < 0 : set.labels[one] < set.labels[other]
            }
        }
        return set.selecting(order)
    }

    private func train(on data: DataSplit) throws -> (state: NetworkState, losses: [Double]) {
        let setup = TrainingSetup(
            definition: try .simpleCNN(
                channels: [3, 16, 16, 2], image: ImageShape(channels: 3, height: 28, width: 28)),
            weights: .drawn(.kaimingNormal), data: data, batches: .init(size: 64),
            optimizer: .adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01))
        let recorder = Recorder()
        let trainer = try Trainer(setup, seed: 0)
        try trainer.train(
            steps: 40, validating: false,
            callbacks: [ScheduleCallback(try Constant(lr: 0.01)), recorder])
        return (try trainer.model.parameters.state(), recorder.history.steps.map(\.loss))
    }
}
