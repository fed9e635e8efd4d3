import Files

/// A figure's file, open for reading parts of it.
struct FigureFile: ~Copyable {
    private let file: InputFile

    init(_ path: String) throws(FigureFileError) {
        do {
            file = try InputFile(path)
        } catch {
            let message = if case .notRegular = error.reason { "not a regular file" } else { error.reason.words }
            throw FigureFileError(path: path, message: message)
        }
    }

    /// Size of the file, bytes.
    var size: Int { file.size }

    /// Reads up to `count` bytes from `offset`; fewer at the end of the file.
    func read(at offset: Int, count: Int) throws(FigureFileError) -> [UInt8] {
        do {
            return try file.read(at: offset, count: count)
        } catch {
            throw failure(error.reason.words)
        }
    }

    /// An error that names the file.
    func failure(_ message: String) -> FigureFileError {
        FigureFileError(path: file.path, message: message)
    }
}
