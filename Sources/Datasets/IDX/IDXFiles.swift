import Parallel
import Files

/// The user's IDX files: a folder with files named as MNIST's, or a file of images with its labels beside it.
struct IDXFiles {
    private let trainImages: String
    private let trainLabels: String
    private let valid: (images: String, labels: String)?

    /// - Parameter path: a folder with `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`, and optionally `t10k-...`.
    ///   Or a file with `images-idx3` in its name, with a file named `labels-idx1` beside it. Each may end in `.gz`.
    /// - Throws: `DatasetError`.
    init(path: String) throws {
        if let labels = Self.labels(of: path) {
            (trainImages, trainLabels, valid) = (path, labels, nil)
            return
        }
        let found = DataLocator.stems.map { DataLocator.find($0, in: path) }
        // Half a validation pair is an error, not a set without validation images.
        let wanted = found[2...].contains { $0 != nil } ? 4 : 2
        let missing = zip(DataLocator.stems, found).prefix(wanted).filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty, let images = found[0], let labels = found[1] else {
            throw DatasetError.notFound(source: .idx, missing: missing, places: [path], remedy: .checkPath)
        }
        (trainImages, trainLabels) = (images, labels)
        if let images = found[2], let labels = found[3] { valid = (images, labels) } else { valid = nil }
    }

    /// The file of labels beside a file of images; nil if the path is not a file of images.
    private static func labels(of images: String) -> String? {
        let name = images.split(separator: "/").last.map(String.init) ?? images
        guard let range = name.firstRange(of: "images"), !FileSystem.isFolder(images) else { return nil }
        let folder = String(images.dropLast(name.count))
        var stem = name.replacingCharacters(in: range, with: "labels")
        if let rank = stem.firstRange(of: "idx3") { stem = stem.replacingCharacters(in: rank, with: "idx1") }
        if stem.hasSuffix(".gz") { stem = String(stem.dropLast(3)) }
        let candidates = [stem, stem + ".gz"].map { folder + $0 }
        guard FileSystem.exists(images) else { return nil }
        return candidates.first { FileSystem.exists($0) } ?? candidates[0]
    }

    /// Size, classes and counts, from headers and labels.
    /// - Throws: `DatasetError`.
    func facts(channels: Int) throws -> ImageFacts {
        let header = try IDXReader.imageHeader(trainImages)
        return ImageFacts(
            size: ImageSize(height: header.height, width: header.width), channels: channels,
            classNames: try classNames(), trainCount: header.count,
            validCount: try valid.map { try IDXReader.imageHeader($0.images).count }, fingerprint: try fingerprint())
    }

    /// Hash of the files, in compressed form.
    private func fingerprint() throws -> String {
        let paths = [trainImages, trainLabels] + (valid.map { [$0.images, $0.labels] } ?? [])
        let digests = try DatasetError.reading { () throws(FileError) in
            try paths.map { path throws(FileError) in try ContentDigest.ofFile(path) }
        }
        return ContentDigest.of(digests.joined(separator: "\n"))
    }

    /// "0", "1", ... up to the largest label of the training file.
    private func classNames() throws -> [String] {
        let labels = try IDXReader.readLabels(
            trainLabels, classes: ImageDataset.maxClasses, of: trainImages,
            count: try IDXReader.imageHeader(trainImages).count)
        guard let largest = labels.max(), let smallest = labels.min() else {
            throw DatasetError.noImages(path: trainImages)
        }
        guard smallest < largest else { throw DatasetError.oneClass(path: trainLabels, label: Int(largest)) }
        return (0...largest).map { String($0) }
    }

    /// Reads the images.
    /// - Throws: `DatasetError`.
    func load(channels: Int, threads: Int) throws -> (train: ImageDataset, valid: ImageDataset?) {
        let names = try classNames()
        let pairs = [(images: trainImages, labels: trainLabels)] + (valid.map { [$0] } ?? [])
        let sets = try Workers.map(pairs.count, threads: threads) { index in
            let pair = try IDXReader.read(
                images: pairs[index].images, labels: pairs[index].labels, classes: names.count)
            return ImageDataset(
                pixels: pair.pixels, labels: pair.labels, height: pair.height, width: pair.width, channels: channels,
                classNames: names, origin: pairs[index].images)
        }
        if let valid = sets.dropFirst().first, (valid.height, valid.width) != (sets[0].height, sets[0].width) {
            throw DatasetError.wrongImageSize(
                path: pairs[1].images, expected: [sets[0].height, sets[0].width], found: [valid.height, valid.width])
        }
        return (sets[0], sets.dropFirst().first)
    }
}

extension String {
    fileprivate func firstRange(of word: String) -> Range<String.Index>? { ranges(of: word).first }

    fileprivate func replacingCharacters(in range: Range<String.Index>, with word: String) -> String {
        self[..<range.lowerBound] + word + self[range.upperBound...]
    }
}
