import Files

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the four files of MNIST or Fashion-MNIST, which have the same names.
///
/// One folder is searched: `directory` if it is given, otherwise the folder in the environment variable `MNIST_DIR` or
/// `FASHION_MNIST_DIR`, otherwise `./data`. The files are in the folder itself or in its subfolder `mnist` or
/// `fashion_mnist`; for Fashion-MNIST the subfolder is searched first. A missing file is an error: no other folder is
/// searched.
public struct DataLocator: Sendable {
    /// Paths of the files of one set.
    public struct Files: Sendable, Equatable {
        /// Training images, [N, H, W].
        public var trainImages: String
        /// Training labels, [N].
        public var trainLabels: String
        /// Validation images, [N, H, W].
        public var validImages: String
        /// Validation labels, [N].
        public var validLabels: String

        /// - Parameter paths: the four paths, in this order; nil is returned for other counts.
        init?(_ paths: [String]) {
            guard paths.count == 4 else { return nil }
            (trainImages, trainLabels, validImages, validLabels) = (paths[0], paths[1], paths[2], paths[3])
        }

        /// Creates a set of paths.
        public init(trainImages: String, trainLabels: String, validImages: String, validLabels: String) {
            self.trainImages = trainImages
            self.trainLabels = trainLabels
            self.validImages = validImages
            self.validLabels = validLabels
        }
    }

    /// The folder that the user gave, if any.
    public var directory: String?
    /// Replaces the value of the environment variable; empty: as if the variable were unset.
    public var environmentDirectory: String?
    /// The folder whose `data` is searched by default.
    public var workingDirectory: String

    /// Creates a locator.
    /// - Parameters:
    ///   - directory: the folder that the user gave (`--data`), or nil.
    ///   - environmentDirectory: replaces the value of the environment variable; empty: as if the variable were unset.
    ///   - workingDirectory: the folder whose `data` is searched by default.
    public init(
        directory: String? = nil, environmentDirectory: String? = nil,
        workingDirectory: String = "."
    ) {
        self.directory = directory
        self.environmentDirectory = environmentDirectory
        self.workingDirectory = workingDirectory
    }

    /// The value of a source's environment variable; nil if it is unset or empty.
    public static func environmentValue(for source: DatasetSource) -> String? {
        guard let value = getenv(source.environmentName), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// The subfolder of `data` for a source's files.
    public static func subfolder(of source: DatasetSource) -> String {
        source == .fashionMNIST ? "fashion_mnist" : "mnist"
    }

    /// Searches for the files.
    ///
    /// Each file may be plain or end in `.gz`. Its name may have a hyphen or, as on some mirrors, a dot before `idx`.
    /// - Parameter source: MNIST, its sample, or Fashion-MNIST.
    /// - Throws: `DatasetError.notFound`, with all folders that were searched.
    public func locate(_ source: DatasetSource) throws -> Files {
        let (root, remedy) = place(of: source)
        let subfolder = root + "/" + Self.subfolder(of: source)
        let places = source == .fashionMNIST ? [subfolder, root] : [root, subfolder]
        var fewestMissing = Self.stems
        for place in places {
            let found = Self.stems.map { Self.find($0, in: place) }
            if let files = Files(found.compactMap { $0 }) { return files }
            let missing = zip(Self.stems, found).filter { $0.1 == nil }.map(\.0)
            if missing.count < fewestMissing.count { fewestMissing = missing }
        }
        throw DatasetError.notFound(source: source, missing: fewestMissing, places: places, remedy: remedy)
    }

    /// The folder that is searched, and the remedy if files are missing.
    func place(of source: DatasetSource) -> (root: String, remedy: DatasetError.LocationRemedy) {
        if let directory { return (directory, .checkDirectory) }
        if let named = environmentDirectory ?? Self.environmentValue(for: source), !named.isEmpty {
            return (named, .checkEnvironment)
        }
        return (workingDirectory + "/data", .nameDirectory)
    }

    /// The names of the files, without `.gz`: training images and labels, then validation images and labels.
    public static let stems = [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ]

    /// The path of a file in a folder, for any spelling of its name.
    static func find(_ stem: String, in place: String) -> String? {
        // The hyphen before "idx" becomes a dot.
        let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
        let dotted = parts.dropLast(2).joined(separator: "-") + "." + parts.suffix(2).joined(separator: "-")
        return [stem, stem + ".gz", dotted, dotted + ".gz"].map { place + "/" + $0 }.first(where: FileSystem.exists)
    }
}
