/// Gets a source's images into memory.
public enum DatasetLoader {
    /// Loads or draws a source.
    ///
    /// - Parameters:
    ///   - source: what to load.
    ///   - directory: the folder of the files that the user named, if any; drawn sources need none.
    ///   - threads: threads to use; the result does not depend on it.
    /// - Returns: for MNIST the training file and the test file; for drawn digits two disjoint sets.
    /// - Throws: `DatasetError`.
    public static func load(source: DatasetSource, directory: String?, threads: Int) throws -> DataSplit {
        if source.isDrawn {
            return try DrawnDigits(source: source).draw(threads: threads)
        }
        return try load(source: source, files: DataLocator(directory: directory).locate(source), threads: threads)
    }

    /// Loads a source from known files.
    ///
    /// - Parameter files: IDX files of 28 x 28 images with labels 0 to 9.
    /// - Throws: `DatasetError`.
    public static func load(source: DatasetSource, files: DataLocator.Files, threads: Int) throws -> DataSplit {
        let pairs = [(files.trainImages, files.trainLabels), (files.validImages, files.validLabels)]
        let sets = try Workers.map(pairs.count, threads: threads) { index in
            try readDigits(source: source, images: pairs[index].0, labels: pairs[index].1)
        }
        return DataSplit(train: sets[0], valid: sets[1])
    }

    private static func readDigits(source: DatasetSource, images: String, labels: String) throws -> ImageDataset {
        let keepsAll = source.classes == 10
        var pair = try IDXReader.read(
            images: images, labels: labels, classes: 10, keeping: keepsAll ? nil : source.digits)
        guard pair.height == source.height, pair.width == source.width else {
            throw DatasetError.wrongImageSize(
                path: images, expected: [source.height, source.width], found: [pair.height, pair.width])
        }
        if !keepsAll {
            var classOfDigit = [UInt8](repeating: 0, count: 10)
            for (index, digit) in source.digits.enumerated() { classOfDigit[Int(digit)] = UInt8(index) }
            for index in pair.labels.indices { pair.labels[index] = classOfDigit[Int(pair.labels[index])] }
        }
        return ImageDataset(
            pixels: pair.pixels, labels: pair.labels, height: pair.height, width: pair.width,
            channels: source.channels, classNames: source.classNames, origin: images)
    }
}
