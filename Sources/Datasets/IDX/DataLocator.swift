#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds the four files of MNIST, or of a set laid out alike.
///
/// One place is looked at, by this order: the folder named by the user; else the one in the environment's `MNIST_DIR`;
/// else `./data`. A place is the folder itself or its subfolder `mnist`. Where a folder was named that lacks a file,
/// that is an error: another copy is never taken in silence.
public struct DataLocator: Sendable {
    /// Paths of the files of one set.
    public struct Files: Sendable, Equatable {
        public var trainImages: String
        public var trainLabels: String
        public var validImages: String
        public var validLabels: String
    }

    /// The folder named by the user, if any.
    public var directory: String?
    /// The folder named by the environment, if any.
    public var environmentDirectory: String?
    /// The folder whose `data` is looked at where none was named.
    public var workingDirectory: String

    /// - Parameters:
    ///   - directory: what the user named (`--data`).
    ///   - environmentDirectory: by default the value of `MNIST_DIR`; an empty one counts as none.
    ///   - workingDirectory: by default the process's own.
    public init(
        directory: String? = nil, environmentDirectory: String? = DataLocator.environmentValue,
        workingDirectory: String = "."
    ) {
        self.directory = directory
        self.environmentDirectory = environmentDirectory
        self.workingDirectory = workingDirectory
    }

    /// The value of `MNIST_DIR`; nil where it is unset or empty.
    public static var environmentValue: String? {
        guard let value = getenv("MNIST_DIR"), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// Looks for the files.
    ///
    /// Each may be plain or end in `.gz`, and be named with a hyphen or, as some mirrors have it, with a dot before `idx`.
    /// - Parameter source: for the error's text.
    /// - Throws: `DatasetError.notFound`, with all places that were looked at.
    public func locate(_ source: DatasetSource) throws -> Files {
        let root: String
        let remedy: DatasetError.LocationRemedy
        if let directory {
            (root, remedy) = (directory, .checkDirectory)
        } else if let environmentDirectory {
            (root, remedy) = (environmentDirectory, .checkEnvironment)
        } else {
            (root, remedy) = (workingDirectory + "/data", .nameDirectory)
        }
        let places = [root, root + "/mnist"]
        var fewestMissing = Self.stems
        for place in places {
            let found = Self.stems.map { Self.find($0, in: place) }
            let paths = found.compactMap { $0 }
            if paths.count == Self.stems.count {
                return Files(
                    trainImages: paths[0], trainLabels: paths[1], validImages: paths[2], validLabels: paths[3])
            }
            let missing = zip(Self.stems, found).filter { $0.1 == nil }.map(\.0)
            if missing.count < fewestMissing.count { fewestMissing = missing }
        }
        throw DatasetError.notFound(source: source, missing: fewestMissing, places: places, remedy: remedy)
    }

    private static let stems = [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ]

    private static func find(_ stem: String, in place: String) -> String? {
        // "-idx" occurs once; everything before it and after it stays.
        let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
        let dotted = parts.dropLast(2).joined(separator: "-") + "." + parts.suffix(2).joined(separator: "-")
        return [stem, stem + ".gz", dotted, dotted + ".gz"].map { place + "/" + $0 }.first(where: InputFile.exists)
    }
}
