import Text

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An error in an image folder. `description` is one line: the path, the problem and the remedy.
public enum ImageFolderError: Error, Equatable, Sendable {
    /// The system refused to open or read a file or folder; `code` is errno.
    case unreadable(path: String, code: Int32)
    /// A name that is not UTF-8; invalid bytes of the path are replaced.
    case nameNotUTF8(path: String)
    /// `train` has no `valid`, `val` or `test` beside it.
    case noValidation(root: String)
    /// The class folders of the two parts differ.
    case classesDiffer(root: String, part: String, missing: [String], extra: [String])
    /// Fewer than two class folders.
    case tooFewClasses(root: String, found: [String])
    /// More class folders than labels can count.
    case tooManyClasses(root: String, count: Int, limit: Int)
    /// A class folder without pictures.
    case emptyClass(path: String)
    /// A folder, or a file that is not PNG, in a class folder.
    case notAPicture(path: String, isFolder: Bool)
    /// A file above the maximum size.
    case fileTooLarge(path: String, bytes: Int, limit: Int)
    /// A picture with too many pixels.
    case pictureTooLarge(path: String, width: Int, height: Int, limit: Int)
    /// The images of the folder need too much memory.
    case setTooLarge(root: String, bytes: Double, limit: Double)
    /// libpng could not decode the file; `reason` is its message.
    case notDecoded(path: String, reason: String)
    /// A picture differs in size from the first, and `resize` is not set.
    case sizesDiffer(path: String, found: [Int], first: String, expected: [Int])
    /// A picture is in colour, the first is grey, and `channels` is not set.
    case coloursDiffer(path: String, first: String)
    /// The folder changed while it was read.
    case changed(path: String)
}

extension ImageFolderError: CustomStringConvertible {
    /// The path, the problem and the remedy, on one line.
    public var description: String { OneLine.text(words) }

    private var words: String {
        switch self {
        case .unreadable(let path, let code):
            "\(path): cannot be read: \(String(cString: strerror(code)))"
        case .nameNotUTF8(let path):
            "\(path): the name is not UTF-8; rename it"
        case .noValidation(let root):
            "\(root): has train but neither valid nor test; add one, or put the class folders directly into this folder and "
                + "set data.valid_split"
        case .classesDiffer(let root, let part, let missing, let extra):
            "\(root)/\(part): "
                + [
                    missing.isEmpty ? nil : "classes missing: \(names(missing))",
                    extra.isEmpty ? nil : "classes missing in train: \(names(extra))",
                ].compactMap { $0 }.joined(separator: "; ") + "; train and \(part) need the same folders"
        case .tooFewClasses(let root, let found):
            "\(root): "
                + (found.isEmpty
                    ? "no class folders" : "only one class, \(names(found)); at least two are needed")
                + "; create a folder for each class"
        case .tooManyClasses(let root, let count, let limit):
            "\(root): \(count) classes; the maximum is \(limit)"
        case .emptyClass(let path):
            "\(path): no pictures of this class; add PNG files or remove the folder"
        case .notAPicture(let path, let isFolder):
            "\(path): \(isFolder ? "a folder" : "not a PNG file") in a class folder; remove it"
        case .fileTooLarge(let path, let bytes, let limit):
            "\(path): \(bytes) bytes; the maximum is \(limit)"
        case .pictureTooLarge(let path, let width, let height, let limit):
            "\(path): \(width) x \(height) pixels, the maximum is \(limit) pixels; reduce it"
        case .setTooLarge(let root, let bytes, let limit):
            "\(root): the images need \(Int(bytes / 1e6)) MB, \(Int(limit / 1e6)) MB are available; set data.resize or use "
                + "fewer images"
        case .notDecoded(let path, let reason):
            "\(path): not a valid PNG file (\(reason)); replace or remove it"
        case .sizesDiffer(let path, let found, let first, let expected):
            "\(path): \(found[0]) x \(found[1]) pixels (height x width), but \(first) has \(expected[0]) x "
                + "\(expected[1]); set data.resize to resize all images"
        case .coloursDiffer(let path, let first):
            "\(path): in colour, but \(first) is grey; set data.channels to 1 or 3"
        case .changed(let path):
            "\(path): changed during reading; run again when the folder no longer changes"
        }
    }

    private func names(_ names: [String]) -> String {
        let shown = names.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
        return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
    }
}
