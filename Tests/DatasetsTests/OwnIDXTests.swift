import Datasets
import Foundation
import TestSupport
import Testing

/// IDX files of the user's.
@Suite struct OwnIDXTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(_ stem: String, _ labels: [UInt8], height: Int = 3, width: Int = 4) throws {
        try folder.write(
            idx([labels.count, height, width], pattern(labels.count * height * width)), stem + "-images-idx3-ubyte")
        try folder.write(idx([labels.count], labels), stem + "-labels-idx1-ubyte")
    }

    private func source(_ name: String = "") -> ImageSource { .idx(path: folder.path + name) }

    private func error(_ name: String = "") -> DatasetError? {
        do {
            _ = try source(name).facts(channels: nil)
            _ = try source(name).load(channels: nil, threads: 2)
            return nil
        } catch {
            return error as? DatasetError
        }
    }

    @Test func aFolderWithOrWithoutValidation() throws {
        try write("train", [0, 2, 1, 4, 0])
        #expect(try source().load(channels: nil, threads: 1).valid == nil)
        #expect(try source().facts(channels: nil).validCount == nil)
        try write("t10k", [1, 3])
        let facts = try source().facts(channels: 3)
        #expect(facts.size == ImageSize(height: 3, width: 4) && facts.channels == 3)
        #expect(facts.classNames == ["0", "1", "2", "3", "4"] && facts.trainCount == 5 && facts.validCount == 2)
        let sets = try source().load(channels: 3, threads: 2)
        #expect(sets.train.pixels == pattern(60) && sets.train.labels == [0, 2, 1, 4, 0])
        #expect(sets.train.planes == 1 && sets.train.channels == 3 && sets.train.classNames == facts.classNames)
        #expect(sets.valid?.labels == [1, 3] && sets.valid?.classNames == facts.classNames)
    }

    @Test(arguments: ["", ".gz"]) func aFileOfImagesBesideItsLabels(ending: String) throws {
        try folder.write(gzip(idx([2, 1, 2], [1, 2, 3, 4])), "my-images.idx3-ubyte" + ending)
        try folder.write(idx([2], [1, 0]), "my-labels.idx1-ubyte" + ending)
        let sets = try source("/my-images.idx3-ubyte" + ending).load(channels: nil, threads: 1)
        #expect(sets.train.pixels == [1, 2, 3, 4] && sets.train.labels == [1, 0] && sets.valid == nil)
    }

    @Test func aFolderMayBeCalledAsFilesAre() throws {
        try write("my-images/train", [0, 1])
        #expect(try source("/my-images").load(channels: nil, threads: 1).train.labels == [0, 1])
    }

    /// A header alone tells that a file of labels belongs to other images, however much it promises.
    @Test func countsAreComparedBeforeLabelsAreRead() throws {
        try write("train", [0, 1, 0])
        try FileManager.default.removeItem(atPath: folder.path + "/train-labels-idx1-ubyte")
        try folder.write(gzip(idx([1_000_000], pattern(900_000))), "train-labels-idx1-ubyte.gz")
        #expect(
            error()
                == .countsDisagree(
                    images: folder.path + "/train-images-idx3-ubyte", imageCount: 3,
                    labels: folder.path + "/train-labels-idx1-ubyte.gz", labelCount: 1_000_000))
    }

    @Test func theFingerprintTellsContent() throws {
        try write("train", [0, 1])
        let first = try source().facts(channels: nil).fingerprint
        try write("train", [0, 1])
        #expect(first != nil)
        #expect(try source().facts(channels: nil).fingerprint == first)
        try write("train", [1, 0])
        #expect(try source().facts(channels: nil).fingerprint != first)
    }

    @Test func whatIsNotThere() throws {
        let remedy = "; set data.path to their folder, or to a file of images"
        #expect(
            error()?.description == "idx: no train-images-idx3-ubyte, train-labels-idx1-ubyte (plain or .gz) in "
                + folder.path + remedy)
        try write("train", [0, 1])
        // Half a pair is not passed over.
        try folder.write(idx([1, 3, 4], pattern(12)), "t10k-images-idx3-ubyte")
        #expect(error()?.description == "idx: no t10k-labels-idx1-ubyte (plain or .gz) in " + folder.path + remedy)
        try folder.write(idx([1, 3, 4], pattern(12)), "x-images-idx3-ubyte")
        #expect(
            error("/x-images-idx3-ubyte")
                == .unreadable(path: folder.path + "/x-labels-idx1-ubyte", code: 2, reason: "No such file or directory")
        )
    }

    @Test func whatDoesNotFit() throws {
        try write("train", [3, 3, 3])
        #expect(error() == .oneClass(path: folder.path + "/train-labels-idx1-ubyte", label: 3))
        try write("train", [0, 1, 0])
        try write("t10k", [0, 2])
        #expect(
            error()
                == .labelOutOfRange(path: folder.path + "/t10k-labels-idx1-ubyte", index: 1, label: 2, classes: 2))
        try write("t10k", [0, 1], height: 4, width: 3)
        #expect(
            error()
                == .wrongImageSize(path: folder.path + "/t10k-images-idx3-ubyte", expected: [3, 4], found: [4, 3]))
        try folder.write(idx([2], [0, 1]), "train-labels-idx1-ubyte")
        #expect(
            error()
                == .countsDisagree(
                    images: folder.path + "/train-images-idx3-ubyte", imageCount: 3,
                    labels: folder.path + "/train-labels-idx1-ubyte", labelCount: 2))
        try folder.write(idx([0], []), "train-labels-idx1-ubyte")
        #expect(
            error()
                == .countsDisagree(
                    images: folder.path + "/train-images-idx3-ubyte", imageCount: 3,
                    labels: folder.path + "/train-labels-idx1-ubyte", labelCount: 0))
    }

    private static let hasMNIST = DataLocator.environmentValue(for: .mnist) != nil

    @Test(.enabled(if: hasMNIST, "needs MNIST: set MNIST_DIR to the folder of its four files"))
    func mnistIsNotFashion() throws {
        let directory = try #require(DataLocator.environmentValue(for: .mnist))
        let error = #expect(throws: DatasetError.self) {
            try ImageSource.fashionMNIST.load(channels: nil, directory: directory, threads: 2)
        }
        #expect(error?.description.contains("a file of MNIST, not of Fashion-MNIST") == true)
    }
}
