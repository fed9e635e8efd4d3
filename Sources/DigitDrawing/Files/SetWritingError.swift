/// A set could not be written.
package enum SetWritingError: Error, Equatable, Sendable {
    /// The path names a file, or a folder that is not empty.
    case notEmpty(path: String)
    /// The system refused to write.
    case cannotWrite(path: String, reason: String)
    /// A class would have no training or no validation image; `min` images are enough.
    case tooFewImages(count: Int, classes: Int, min: Int)
    /// The user interrupted the call.
    case interrupted
}

extension SetWritingError: CustomStringConvertible {
    /// The path, the problem and the remedy, on one line.
    package var description: String {
        switch self {
        case .notEmpty(let path): "\(path): not an empty folder; choose a new one with --out"
        case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
        case .tooFewImages(let count, let classes, let min):
            "--count \(count): \(classes) classes need at least \(min) images, to have one of each to validate on"
        case .interrupted: "interrupted: nothing was written"
        }
    }
}
