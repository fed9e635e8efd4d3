import Files
import Raster

/// A figure's file of which parts are read, with errors that say so.
struct FigureFile: ~Copyable {
    private let file: InputFile

    init(_ path: String) throws(PictureError) {
        do {
            file = try InputFile(path)
        } catch {
            let message = if case .notRegular = error.reason { "not a regular file" } else { error.reason.words }
            throw PictureError(path: path, attempted: "reading", message: message)
        }
    }

    /// Bytes in it.
    var size: Int { file.size }

    /// Up to `count` bytes from `offset` on; fewer at the end of the file, none beyond it.
    func read(at offset: Int, count: Int) throws(PictureError) -> [UInt8] {
        do {
            return try file.read(at: offset, count: count)
        } catch {
            throw failure(error.reason.words)
        }
    }

    /// An error that names the file.
    func failure(_ message: String) -> PictureError {
        PictureError(path: file.path, attempted: "reading", message: message)
    }
}
