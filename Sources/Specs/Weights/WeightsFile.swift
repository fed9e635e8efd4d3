public import Files
public import Networks

/// A safetensors file with the state of a network, checked for that network.
public struct WeightsFile: Sendable, Equatable {
    /// The limit on the size of a file, in bytes.
    public static let sizeLimit = 1 << 32

    /// The name of its copy in a run folder; the folder's `spec.json` has it.
    package static let nameInRunFolder = "init.safetensors"

    /// Its path.
    public let path: String
    /// Its content.
    public let bytes: [UInt8]
    /// SHA-256 of its content, 64 hexadecimal digits.
    public let sha256: String
    /// The state in it.
    public let state: NetworkState

    /// Reads the state of a network. The header is checked first; no memory is used for the file of another network.
    /// - Parameter path: relative to the current folder.
    /// - Throws: all issues at once.
    public init(path: String, for network: NetworkDefinition) throws(WeightsError) {
        var (bytes, fileSize) = try Self.readFirst(Safetensors.headerLimit, of: path)
        do throws(Safetensors.Failure) {
            try NetworkState.check(safetensorsHeader: bytes, fileSize: fileSize, for: network)
        } catch {
            throw WeightsError(path: path, error)
        }
        if bytes.count < fileSize { bytes = try Self.readFirst(.max, of: path).bytes }
        do throws(Safetensors.Failure) {
            state = try NetworkState(safetensors: bytes, for: network)
        } catch {
            throw WeightsError(path: path, error)
        }
        self.path = path
        self.bytes = bytes
        sha256 = ContentDigest.of(bytes)
    }

    /// A file's first bytes and its size.
    static func readFirst(_ count: Int, of path: String) throws(WeightsError) -> (bytes: [UInt8], fileSize: Int) {
        do {
            return try InputFile.first(count, of: path, limit: sizeLimit)
        } catch {
            throw WeightsError(path: path, issues: [.file(error.reason)])
        }
    }

    /// The path of a file that a spec names: a relative path begins in the spec's folder.
    static func path(_ file: String, besideSpec spec: String) -> String {
        guard !file.hasPrefix("/"), let slash = spec.lastIndex(of: "/") else { return file }
        return spec[...slash] + file
    }
}

/// An issue of a file of weights.
public enum WeightsIssue: Sendable, Equatable {
    /// It could not be read.
    case file(FileError.Reason)
    /// It is not a safetensors file, or not one of the network.
    case content(Safetensors.Problem)
    /// Its content does not have the hash in the spec.
    case hash(found: String, wanted: String)
}

/// All issues of a file of weights: at least one.
public struct WeightsError: Error, Sendable, Equatable {
    /// The file as given.
    public var path: String
    /// The issues, in the order of the network's tensors.
    public var issues: [WeightsIssue]

    init(path: String, issues: [WeightsIssue]) {
        self.path = path
        self.issues = issues
    }

    fileprivate init(path: String, _ failure: Safetensors.Failure) {
        self.init(path: path, issues: failure.problems.map { .content($0) })
    }
}
