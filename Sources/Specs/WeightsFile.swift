public import Files
public import Networks

/// A safetensors file with a network's state, read whole and found to be of that network.
public struct WeightsFile: Sendable, Equatable {
    /// Longest file that is read, in bytes.
    public static let sizeLimit = 1 << 32

    /// The name of its copy in a run folder, which the folder's `spec.json` names.
    package static let nameInRunFolder = "init.safetensors"

    /// Where it was.
    public let path: String
    /// Its content.
    public let bytes: [UInt8]
    /// Of its content, 64 hexadecimal digits.
    public let sha256: String
    /// What it says.
    public let state: NetworkState

    /// Reads the state of a network. What is not of the network is told by the header; no memory is taken for the rest.
    /// - Parameter path: relative to the current folder.
    /// - Throws: all problems at once.
    public init(path: String, for network: NetworkDefinition) throws(WeightsProblems) {
        var (bytes, fileSize) = try Self.readFirst(Safetensors.headerLimit, of: path)
        do throws(Safetensors.Failure) {
            try NetworkState.check(safetensorsHeader: bytes, fileSize: fileSize, for: network)
        } catch {
            throw WeightsProblems(path: path, error)
        }
        if bytes.count < fileSize { bytes = try Self.readFirst(.max, of: path).bytes }
        do throws(Safetensors.Failure) {
            state = try NetworkState(safetensors: bytes, for: network)
        } catch {
            throw WeightsProblems(path: path, error)
        }
        self.path = path
        self.bytes = bytes
        sha256 = ContentDigest.of(bytes)
    }

    /// A file's first bytes, whatever is in them, and its size.
    static func readFirst(_ count: Int, of path: String) throws(WeightsProblems) -> (bytes: [UInt8], fileSize: Int) {
        do {
            return try InputFile.first(count, of: path, limit: sizeLimit)
        } catch {
            throw WeightsProblems(path: path, troubles: [.file(error.reason)])
        }
    }

    /// Where a spec's file is: a path that is not absolute begins at the spec's folder.
    static func path(_ file: String, besideSpec spec: String) -> String {
        guard !file.hasPrefix("/"), let slash = spec.lastIndex(of: "/") else { return file }
        return spec[...slash] + file
    }
}

/// What is wrong with a file of weights.
public enum WeightsTrouble: Sendable, Equatable {
    /// It could not be read.
    case file(FileError.Reason)
    /// It is no safetensors file, or not one of the network.
    case content(Safetensors.Problem)
    /// Its content is not the one that the spec names.
    case hash(found: String, wanted: String)
}

/// All that is wrong with a file of weights: at least one problem.
public struct WeightsProblems: Error, Sendable, Equatable {
    /// The file as it was named.
    public var path: String
    /// The problems, in the order of the network's tensors.
    public var troubles: [WeightsTrouble]

    init(path: String, troubles: [WeightsTrouble]) {
        self.path = path
        self.troubles = troubles
    }

    fileprivate init(path: String, _ failure: Safetensors.Failure) {
        self.init(path: path, troubles: failure.problems.map { .content($0) })
    }
}
