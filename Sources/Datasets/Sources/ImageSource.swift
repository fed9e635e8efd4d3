/// A source of images, with all parameters that determine them. Equal sources give equal images.
public enum ImageSource: Sendable, Hashable {
    /// Drawn digits.
    case drawn(DrawnDigits)
    /// The images of some digits in MNIST's files. Digits ascend; an image's class is the position of its digit.
    case mnist(digits: [UInt8])
    /// Fashion-MNIST's files.
    case fashionMNIST
    /// A folder of IDX files named as MNIST's, or an IDX file of images with its labels beside it.
    case idx(path: String)
    /// A folder of PNG files, as `ImageFolder` reads it.
    case folder(path: String, resize: ImageSize?)

    /// Size, classes and counts, without loading the images.
    ///
    /// Of `idx` and `folder`, names, sizes, headers and labels are read; of other sources nothing is read.
    /// - Parameter channels: 1 or 3; nil: the channels of a folder's first picture, 1 for other sources.
    /// - Throws: `DatasetError` or `ImageFolderError`.
    public func facts(channels: Int?) throws -> ImageFacts {
        switch self {
        case .drawn(let digits):
            return ImageFacts(
                size: DrawnDigits.size, channels: channels ?? 1,
                classNames: digits.classNames, trainCount: digits.trainCount, validCount: digits.validCount)
        case .mnist(let digits):
            return ImageFacts(
                size: MNISTFiles.size, channels: channels ?? 1, classNames: digits.map { String($0) },
                trainCount: MNISTFiles.count(of: digits, among: MNISTFiles.trainCounts),
                validCount: MNISTFiles.count(of: digits, among: MNISTFiles.validCounts))
        case .fashionMNIST:
            return ImageFacts(
                size: MNISTFiles.size, channels: channels ?? 1, classNames: FashionMNIST.classNames,
                trainCount: 60_000, validCount: 10_000)
        case .idx(let path):
            return try IDXFiles(path: path).facts(channels: channels ?? 1)
        case .folder(let path, let resize):
            let folder = try ImageFolder(path)
            let options = ImageFolderOptions(channels: channels, resize: resize)
            let format = try ImageFolderReader(folder: folder, options: options, threads: 1, progress: nil).format()
            return ImageFacts(
                size: format.size, channels: format.channels, classNames: folder.classNames,
                trainCount: folder.train.count, validCount: folder.valid?.count, fingerprint: folder.fingerprint)
        }
    }

    /// Loads or draws the images.
    ///
    /// - Parameters:
    ///   - channels: as for `facts`.
    ///   - directory: the folder of MNIST's or Fashion-MNIST's files; nil: see `DataLocator`.
    ///   - cacheDirectory: the folder for decoded image folders; nil: they are not cached.
    ///   - drawer: draws digits; required for `drawn`. Module `DigitDrawing` has one.
    ///   - threads: number of threads; the result does not depend on it.
    ///   - memory: maximum size of a folder's decoded images, bytes.
    ///   - progress: called from any thread with the number of decoded images and their total.
    ///   - isCancelled: called often, from any thread, while images are decoded or drawn; the call stops if it returns
    ///     true.
    /// - Returns: the training images, and the validation images if the source has any.
    /// - Throws: `DatasetError`, `ImageFolderError`, or an error of `drawer`.
    public func load(
        channels: Int?, directory: String? = nil, cacheDirectory: String? = nil, drawer: (any DigitDrawer)? = nil,
        threads: Int, memory: Double = .infinity, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> (train: ImageDataset, valid: ImageDataset?) {
        switch self {
        case .drawn(let digits):
            guard let drawer else { throw DatasetError.noDrawer }
            let split = try drawer.draw(digits, channels: channels ?? 1, threads: threads, isCancelled: isCancelled)
            return (split.train, split.valid)
        case .mnist(let digits):
            let files = try DataLocator(directory: directory).locate(digits.count == 10 ? .mnist : .mnistSample)
            return try MNISTFiles.load(files, digits: digits, channels: channels ?? 1, threads: threads)
        case .fashionMNIST:
            let files = try DataLocator(directory: directory).locate(.fashionMNIST)
            return try FashionMNIST.load(files, channels: channels ?? 1, threads: threads)
        case .idx(let path):
            return try IDXFiles(path: path).load(channels: channels ?? 1, threads: threads)
        case .folder(let path, let resize):
            return try ImageFolder(path).load(
                ImageFolderOptions(channels: channels, resize: resize),
                cacheDirectory: cacheDirectory, threads: threads, memory: memory, progress: progress,
                isCancelled: isCancelled)
        }
    }
}
