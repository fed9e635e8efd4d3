/// Where images come from, with everything that decides which they are.
public enum ImageSource: Sendable, Hashable {
    /// Drawn here.
    case drawn(DrawnDigits)
    /// Of MNIST's files, the images of these digits, ascending: the class of an image is its digit's place among them.
    case mnist(digits: [UInt8])
    case fashionMNIST
    /// A folder of IDX files named as MNIST's, or one file of images whose labels lie beside it.
    case idx(path: String)
    /// A folder of PNG files.
    case folder(path: String, resize: ImageSize?)

    /// What is known of the images. Only of the user's files anything is read: names, sizes, headers and labels.
    ///
    /// - Parameter channels: 1, or 3; nil: as the pictures of a folder have, else 1.
    /// - Throws: `DatasetError` or `PictureFolderError`.
    public func facts(channels: Int?) throws -> ImageFacts {
        switch self {
        case .drawn(let digits):
            return ImageFacts(
                size: ImageSize(height: DigitPainter.side, width: DigitPainter.side), channels: channels ?? 1,
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
            let folder = try PictureFolder(path)
            let options = PictureOptions(channels: channels, resize: resize)
            let format = try PictureReader(folder: folder, options: options, threads: 1, progress: nil).format()
            return ImageFacts(
                size: format.size, channels: format.channels, classNames: folder.classNames,
                trainCount: folder.train.count, validCount: folder.valid?.count, fingerprint: folder.fingerprint)
        }
    }

    /// Loads or draws the images.
    ///
    /// - Parameters:
    ///   - channels: as for `facts`.
    ///   - directory: the folder of MNIST's or Fashion-MNIST's files that the user named, if any.
    ///   - cacheDirectory: where decoded folders are kept; nil: nowhere.
    ///   - threads: threads to use; the result does not depend on it.
    ///   - memory: bytes that decoded pictures may take.
    ///   - progress: told how many pictures of how many are decoded, from any thread.
    ///   - isCancelled: asked often, from any thread, while pictures are decoded or drawn; ends the call when true.
    /// - Returns: the images to train on, and those to validate on where the source has such.
    /// - Throws: `DatasetError` or `PictureFolderError`.
    public func load(
        channels: Int?, directory: String? = nil, cacheDirectory: String? = nil, threads: Int,
        memory: Double = .infinity, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> (train: ImageDataset, valid: ImageDataset?) {
        switch self {
        case .drawn(let digits):
            let split = try digits.draw(channels: channels ?? 1, threads: threads, isCancelled: isCancelled)
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
            return try PictureSet.load(
                try PictureFolder(path), PictureOptions(channels: channels, resize: resize),
                cacheDirectory: cacheDirectory, threads: threads, memory: memory, progress: progress,
                isCancelled: isCancelled)
        }
    }
}
