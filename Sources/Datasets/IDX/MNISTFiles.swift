import Parallel

/// MNIST's four files as data sets.
enum MNISTFiles {
    /// Rows and columns of an image.
    static let size = ImageSize(height: 28, width: 28)
    /// Images of each digit in the training file.
    static let trainCounts = [5_923, 6_742, 5_958, 6_131, 5_842, 5_421, 5_918, 6_265, 5_851, 5_949]
    /// Images of each digit in the test file.
    static let validCounts = [980, 1_135, 1_032, 1_010, 982, 892, 958, 1_028, 974, 1_009]

    /// Number of images of some digits.
    static func count(of digits: [UInt8], among counts: [Int]) -> Int {
        digits.reduce(0) { $0 + counts[Int($1)] }
    }

    /// Reads the images of some digits, in file order.
    /// - Throws: `DatasetError`.
    static func load(_ files: DataLocator.Files, digits: [UInt8], channels: Int, threads: Int) throws
        -> (train: ImageDataset, valid: ImageDataset?)
    {
        let pairs = [(files.trainImages, files.trainLabels), (files.validImages, files.validLabels)]
        let sets = try Workers.map(pairs.count, threads: threads) { index in
            try read(images: pairs[index].0, labels: pairs[index].1, digits: digits, channels: channels)
        }
        return (sets[0], sets[1])
    }

    private static func read(images: String, labels: String, digits: [UInt8], channels: Int) throws -> ImageDataset {
        let keepsAll = digits.count == 10
        var pair = try IDXReader.read(images: images, labels: labels, classes: 10, keeping: keepsAll ? nil : digits)
        guard pair.height == size.height, pair.width == size.width else {
            throw DatasetError.wrongImageSize(
                path: images, expected: [size.height, size.width], found: [pair.height, pair.width])
        }
        if !keepsAll {
            var classOfDigit = [UInt8](repeating: 0, count: 10)
            for (index, digit) in digits.enumerated() { classOfDigit[Int(digit)] = UInt8(index) }
            for index in pair.labels.indices { pair.labels[index] = classOfDigit[Int(pair.labels[index])] }
        }
        return ImageDataset(
            pixels: pair.pixels, labels: pair.labels, height: pair.height, width: pair.width, channels: channels,
            classNames: digits.map { String($0) }, origin: images)
    }
}
