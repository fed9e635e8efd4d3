import Datasets
import TestSupport
import Testing

@Suite struct ImageSourceTests {
    let folder: TemporaryFolder
    private let all = [UInt8](0...9)

    init() throws {
        folder = try TemporaryFolder()
    }

    private func locator(_ directory: String? = nil, environment: String = "") -> DataLocator {
        DataLocator(directory: directory, environmentDirectory: environment, workingDirectory: folder.path)
    }

    private func write(_ files: [(name: String, bytes: [UInt8])], in subfolder: String) throws {
        for file in files { try folder.write(file.bytes, subfolder + "/" + file.name) }
    }

    @Test func looksInOrder() throws {
        for place in ["named", "environment", "data"] { try write(LittleMNIST().files, in: place) }
        let named = try locator(folder.path + "/named", environment: folder.path + "/environment").locate(.mnist)
        #expect(named.trainImages == folder.path + "/named/train-images-idx3-ubyte")
        let environment = try locator(environment: folder.path + "/environment").locate(.mnist)
        #expect(environment.trainLabels == folder.path + "/environment/train-labels-idx1-ubyte")
        #expect(try locator().locate(.mnist).validLabels == folder.path + "/data/t10k-labels-idx1-ubyte")
    }

    @Test func looksInASubfolder() throws {
        try write(LittleMNIST().files, in: "data/mnist")
        #expect(try locator().locate(.mnist).validImages == folder.path + "/data/mnist/t10k-images-idx3-ubyte")
    }

    @Test(arguments: [("-", ".gz"), (".", ""), (".", ".gz")])
    func knowsOtherNames(beforeIDX: String, ending: String) throws {
        let files = LittleMNIST().files.map { file in
            (name: file.name.replacing("-idx", with: beforeIDX + "idx") + ending, bytes: file.bytes)
        }
        try write(files, in: "data")
        // Whatever the name says, these are plain.
        let sets = try ImageSource.mnist(digits: all).load(
            channels: 1, directory: folder.path + "/data", threads: 1)
        #expect(sets.train.count == 30)
    }

    @Test func aNamedFolderIsTheOnlyOne() throws {
        try write(LittleMNIST().files, in: "data")
        try write(Array(LittleMNIST().files.prefix(3)), in: "named")
        let named = folder.path + "/named"
        let missing = ["t10k-labels-idx1-ubyte"]
        #expect(
            throws: DatasetError.notFound(
                source: .mnist, missing: missing, places: [named, named + "/mnist"], remedy: .checkDirectory)
        ) { try locator(named).locate(.mnist) }
        #expect(
            throws: DatasetError.notFound(
                source: .mnist, missing: missing, places: [named, named + "/mnist"], remedy: .checkEnvironment)
        ) { try locator(environment: named).locate(.mnist) }
    }

    @Test func saysWhereItLooked() throws {
        let error = #expect(throws: DatasetError.self) { try locator().locate(.mnistSample) }
        #expect(
            error?.description
                == "mnist_sample: no train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, "
                + "t10k-labels-idx1-ubyte (plain or .gz) in \(folder.path)/data, \(folder.path)/data/mnist; "
                + "run onecycle data fetch mnist_sample, give --data DIR or set MNIST_DIR, or set data.source to digits_sample, which needs no files"
        )
    }

    @Test(arguments: [1, 2]) func loadsAllOrASample(threads: Int) throws {
        let files = try LittleMNIST().files.map { (name: $0.name + ".gz", bytes: try gzip($0.bytes)) }
        try write(files, in: "named")

        let whole = try ImageSource.mnist(digits: all).load(
            channels: 1, directory: folder.path + "/named", threads: threads)
        #expect(whole.train.count == 30 && whole.valid?.count == 20)
        #expect(whole.train.pixels == pattern(30 * 784))
        #expect(whole.train.labels == (0..<30).map { UInt8($0 % 10) })
        #expect(whole.train.channels == 1 && whole.train.classNames.count == 10)

        let sample = try ImageSource.mnist(digits: [3, 7]).load(
            channels: 3, directory: folder.path + "/named", threads: threads)
        #expect(sample.train.labels == [0, 1, 0, 1, 0, 1])
        #expect(sample.train.pixels == planes([3, 7, 13, 17, 23, 27], of: pattern(30 * 784)))
        #expect(sample.train.classNames == ["3", "7"])
        #expect(sample.train.channels == 3)
        #expect(sample.valid?.classCounts == [2, 2])
    }

    @Test func refusesOtherSizes() throws {
        var files = LittleMNIST().files
        files[2].bytes = idx([20, 14, 56], pattern(20 * 784))
        try write(files, in: "named")
        #expect(
            throws: DatasetError.wrongImageSize(
                path: folder.path + "/named/t10k-images-idx3-ubyte", expected: [28, 28], found: [14, 56])
        ) { try ImageSource.mnist(digits: all).load(channels: 1, directory: folder.path + "/named", threads: 2) }
    }

    @Test func hashesContentOnly() {
        func hash(_ pixels: [UInt8], _ labels: [UInt8], height: Int = 2, origin: String = "here") -> String {
            ImageDataset(
                pixels: pixels, labels: labels, height: height, width: 4 / height, channels: 1, classNames: ["a", "b"],
                origin: origin
            ).contentHash
        }
        let first = hash([1, 2, 3, 4], [1])
        // sha256 of 1, 2, 2, 1, 2 in eight bytes each, of 1, and of 1, 2, 3, 4.
        #expect(first == "4a99089445ebb966aa965b9d089b12665753fd34c611316409210da910dcbdbe")
        #expect(first == hash([1, 2, 3, 4], [1], origin: "there"))
        #expect(first != hash([1, 2, 3, 5], [1]))
        #expect(first != hash([1, 2, 3, 4], [0]))
        #expect(first != hash([1, 2, 3, 4], [1], height: 1))
    }

    private static let mnistDirectory = DataLocator.environmentValue(for: .mnist)
    private static let needsMNIST: Comment = "needs MNIST: set MNIST_DIR to the folder of its four files"

    @Test(.enabled(if: mnistDirectory != nil, needsMNIST)) func realMNIST() throws {
        let split = try ImageSource.mnist(digits: all).load(channels: 1, threads: 2)
        #expect(split.train.count == 60_000 && split.valid?.count == 10_000)
        let facts = try ImageSource.mnist(digits: all).facts(channels: nil)
        #expect(facts.trainCount == 60_000 && facts.validCount == 10_000)
        #expect(split.train.labels.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
        #expect(split.train.classCounts == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
        // The mean and deviation that everybody normalizes MNIST with.
        let mean = Double(split.train.pixels.reduce(0) { $0 + Int($1) }) / Double(split.train.pixels.count) / 255
        #expect(abs(mean - 0.1307) < 0.00005)
    }

    @Test(.enabled(if: mnistDirectory != nil, needsMNIST)) func realSample() throws {
        let sample = try ImageSource.mnist(digits: [3, 7]).load(channels: 3, threads: 2)
        let sampleValid = try #require(sample.valid)
        #expect(sample.train.classCounts == [6131, 6265])
        #expect(sampleValid.classCounts == [1010, 1028])
        let facts = try ImageSource.mnist(digits: [3, 7]).facts(channels: 3)
        #expect(facts.trainCount == sample.train.count && facts.validCount == sampleValid.count)
        let whole = try #require(try ImageSource.mnist(digits: all).load(channels: 1, threads: 1).valid)
        let places = whole.labels.indices.filter { [3, 7].contains(whole.labels[$0]) }
        #expect(sampleValid.pixels == planes(places, of: whole.pixels))
        let classes: [UInt8] = places.map { whole.labels[$0] == 7 ? 1 : 0 }
        #expect(sampleValid.labels == classes)
    }
}
