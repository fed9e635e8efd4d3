/// Fashion-MNIST's four files as data sets (Xiao et al., arXiv 1708.07747).
enum FashionMNIST {
    static let classNames = [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ]

    /// Class counts of MNIST's training file, which has the same name. Fashion-MNIST has 6,000 images per class.
    private static let digitCounts = MNISTFiles.trainCounts

    /// - Throws: `DatasetError`; `.notFashion` if the files are MNIST's.
    static func load(_ files: DataLocator.Files, channels: Int, threads: Int) throws
        -> (train: ImageDataset, valid: ImageDataset?)
    {
        let sets = try MNISTFiles.load(files, digits: Array(0...9), channels: channels, threads: threads)
        if sets.train.classCounts == digitCounts { throw DatasetError.notFashion(path: files.trainImages) }
        return (sets.train.named(classNames), sets.valid?.named(classNames))
    }
}

extension ImageDataset {
    /// The same images with other class names.
    fileprivate func named(_ classNames: [String]) -> ImageDataset {
        ImageDataset(
            pixels: pixels, labels: labels, planes: planes, height: height, width: width, channels: channels,
            classNames: classNames, origin: origin, contentHash: contentHash)
    }
}
