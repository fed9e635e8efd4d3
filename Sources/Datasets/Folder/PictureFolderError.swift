import Text

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What is wrong with a folder of pictures, as data; `description` words it, one line each.
public enum PictureFolderError: Error, Equatable, Sendable {
    /// The system refused to open or read a file or folder; `code` is errno.
    case unreadable(path: String, code: Int32)
    /// A name that is not text; the path shows what can be shown of it.
    case nameNotUTF8(path: String)
    /// train/ has nothing beside it to validate on.
    case noValidation(root: String)
    /// The folders of classes to validate on are not those to train on.
    case classesDiffer(root: String, part: String, missing: [String], extra: [String])
    /// Fewer than two folders of classes.
    case tooFewClasses(root: String, found: [String])
    case tooManyClasses(root: String, count: Int, limit: Int)
    /// A class without pictures.
    case emptyClass(path: String)
    /// Among the pictures stands what is none.
    case notAPicture(path: String, isFolder: Bool)
    /// A file larger than any picture we take.
    case fileTooLarge(path: String, bytes: Int, limit: Int)
    /// More pixels than we take on, in one picture.
    case pictureTooLarge(path: String, width: Int, height: Int, limit: Int)
    /// More bytes than we take on, in all pictures together.
    case setTooLarge(root: String, bytes: Double, limit: Double)
    /// libpng could not decode it; `reason` is in its words.
    case notDecoded(path: String, reason: String)
    /// A picture of another size than the first, and no `resize`.
    case sizesDiffer(path: String, found: [Int], first: String, expected: [Int])
    /// A picture in colour where the first is grey, and no `channels`.
    case coloursDiffer(path: String, first: String)
    /// The folder changed while it was read.
    case changed(path: String)
}

extension PictureFolderError: CustomStringConvertible {
    /// File or folder, what is wrong with it, and what would do; one line.
    public var description: String { OneLine.text(words) }

    private var words: String {
        switch self {
        case .unreadable(let path, let code):
            "\(path): cannot be read: \(String(cString: strerror(code)))"
        case .nameNotUTF8(let path):
            "\(path): its name is not UTF-8: rename it"
        case .noValidation(let root):
            "\(root): has train but neither valid nor test: add one, or put the folders of classes side by side and set "
                + "data.valid_split"
        case .classesDiffer(let root, let part, let missing, let extra):
            "\(root)/\(part): "
                + [
                    missing.isEmpty ? nil : "lacks the classes \(names(missing))",
                    extra.isEmpty ? nil : "has classes that train lacks: \(names(extra))",
                ].compactMap { $0 }.joined(separator: " and ") + ": both need the same folders"
        case .tooFewClasses(let root, let found):
            "\(root): "
                + (found.isEmpty
                    ? "no folder of a class" : "only one class, \(names(found)): there is nothing to tell apart")
                + ": put each class's pictures in a folder of its own"
        case .tooManyClasses(let root, let count, let limit):
            "\(root): \(count) classes are more than \(limit)"
        case .emptyClass(let path):
            "\(path): a class without pictures: add PNG files, or remove the folder"
        case .notAPicture(let path, let isFolder):
            "\(path): \(isFolder ? "a folder" : "not a PNG file") among the pictures of a class: remove it"
        case .fileTooLarge(let path, let bytes, let limit):
            "\(path): \(bytes) bytes are more than the \(limit) a picture may have"
        case .pictureTooLarge(let path, let width, let height, let limit):
            "\(path): claims \(width) x \(height) pixels, more than \(limit): make it smaller"
        case .setTooLarge(let root, let bytes, let limit):
            "\(root): the pictures take \(Int(bytes / 1e6)) MB, and there are \(Int(limit / 1e6)): set data.resize or use "
                + "fewer"
        case .notDecoded(let path, let reason):
            "\(path): not a valid PNG file (\(reason)): replace or remove it"
        case .sizesDiffer(let path, let found, let first, let expected):
            "\(path): \(found[0]) x \(found[1]) pixels (height x width), where \(first) has \(expected[0]) x "
                + "\(expected[1]): set data.resize to bring all to one size"
        case .coloursDiffer(let path, let first):
            "\(path): in colour, where \(first) is grey: set data.channels to 1 or 3"
        case .changed(let path):
            "\(path): changed while it was read: run again when nobody writes there"
        }
    }

    private func names(_ names: [String]) -> String {
        let shown = names.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
        return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
    }
}
