import Files

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the four files of MNIST or Fashion-MNIST, which bear the same names.
///
/// One place is looked at, by this order: the folder named by the user; else the one in the environment's `MNIST_DIR` or
/// `FASHION_MNIST_DIR`; else `./data`. A place is the folder itself or its subfolder `mnist` or `fashion_mnist`, which for
/// Fashion-MNIST comes first. Where a folder was named that lacks a file, that is an error: another copy is never taken in
/// silence.
public struct DataLocator: Sendable {
    /// Paths of the files of one set.
    public struct Files: Sendable, Equatable {
        public var trainImages: String
        public var trainLabels: String
        public var validImages: String
        public var validLabels: String

        /// - Parameter paths: the four, in this order; nil where there are not four.
        init?(_ paths: [String]) {
            guard paths.count == 4 else { return nil }
            (trainImages, trainLabels, validImages, validLabels) = (paths[0], paths[1], paths[2], paths[3])
        }

        /// - Parameters:
        ///   - trainImages: [N, H, W], with their labels, [N]; likewise those to validate on.
        public init(trainImages: String, trainLabels: String, validImages: String, validLabels: String) {
            self.trainImages = trainImages
            self.trainLabels = trainLabels
            self.validImages = validImages
            self.validLabels = validLabels
        }
    }

    /// The folder named by the user, if any.
    public var directory: String?
    /// In place of the source's environment variable; empty: as if that were not set.
    public var environmentDirectory: String?
    /// The folder whose `data` is looked at where none was named.
    public var workingDirectory: String

    /// - Parameters:
    ///   - directory: what the user named (`--data`).
    ///   - environmentDirectory: in place of the source's environment variable; empty: as if that were not set.
    ///   - workingDirectory: by default the process's own.
    public init(
        directory: String? = nil, environmentDirectory: String? = nil,
        workingDirectory: String = "."
    ) {
        self.directory = directory
        self.environmentDirectory = environmentDirectory
        self.workingDirectory = workingDirectory
    }

    /// The environment variable that names a source's folder.
    public static func environmentName(of source: DatasetSource) -> String {
        source == .fashionMNIST ? "FASHION_MNIST_DIR" : "MNIST_DIR"
    }

    /// The value of a source's environment variable; nil where it is unset or empty.
    public static func environmentValue(for source: DatasetSource) -> String? {
        guard let value = getenv(environmentName(of: source)), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// The subfolder of `data` for a source's files.
    public static func subfolder(of source: DatasetSource) -> String {
        source == .fashionMNIST ? "fashion_mnist" : "mnist"
    }

    /// Looks for the files.
    ///
    /// Each may be plain or end in `.gz`, and be named with a hyphen or, as some mirrors have it, with a dot before `idx`.
    /// - Parameter source: for the error's text.
    /// - Throws: `DatasetError.notFound`, with all places that were looked at.
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

    /// The one folder that is looked at, and what would do where it lacks the files.
    func place(of source: DatasetSource) -> (root: String, remedy: DatasetError.LocationRemedy) {
        if let directory { return (directory, .checkDirectory) }
        if let named = environmentDirectory ?? Self.environmentValue(for: source), !named.isEmpty {
            return (named, .checkEnvironment)
        }
        return (workingDirectory + "/data", .nameDirectory)
    }

    /// The names of the files, without `.gz`: training images and labels, then those to validate on.
    public static let stems = [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ]

    /// The file of a name in a folder, whichever way it is written.
    static func find(_ stem: String, in place: String) -> String? {
        // "-idx" occurs once; everything before it and after it stays.
        let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
        let dotted = parts.dropLast(2).joined(separator: "-") + "." + parts.suffix(2).joined(separator: "-")
        return [stem, stem + ".gz", dotted, dotted + ".gz"].map { place + "/" + $0 }.first(where: FileSystem.exists)
    }
}
