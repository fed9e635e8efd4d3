/// Why a set could not be written.
public enum SetWritingError: Error, Equatable, Sendable {
    /// The folder exists and has something in it, or is no folder.
    case notEmpty(path: String)
    /// The system refused.
    case cannotWrite(path: String, reason: String)
    /// Some class would have no image to train on or to validate on.
    case tooFewImages(count: Int, classes: Int, least: Int)
    /// The user ended it.
    case interrupted
}

extension SetWritingError: CustomStringConvertible {
    /// One line, with what would do.
    public var description: String {
        switch self {
        case .notEmpty(let path): "\(path): not an empty folder: name a new one with --out"
        case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
        case .tooFewImages(let count, let classes, let least):
            "--count \(count): too few for each of \(classes) classes to have one to validate on: give \(least) or more"
        case .interrupted: "interrupted: nothing was written"
        }
    }
}
