import Files
import Raster

/// One PNG file in memory.
struct PictureFile {
    let path: String
    private let bytes: [UInt8]

    /// Reads the whole file.
    /// - Parameter size: bytes it had when the folder was read; another size is an error.
    /// - Throws: `PictureFolderError`.
    init(_ path: String, size: Int? = nil) throws {
        self.path = path
        do {
            let file = try InputFile(path)
            if let size, size != file.size { throw PictureFolderError.changed(path: path) }
            guard file.size <= PictureReader.fileLimit else {
                throw PictureFolderError.fileTooLarge(path: path, bytes: file.size, limit: PictureReader.fileLimit)
            }
            bytes = try [UInt8](unsafeUninitializedCapacity: file.size) { buffer, filled in
                while filled < file.size {
                    let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled..<file.size])
                    let count = try file.read(into: .init(rest))
                    if count == 0 { throw PictureFolderError.changed(path: path) }
                    filled += count
                }
            }
        } catch let error as FileError {
            guard let code = error.reason.code else { throw DatasetError(error) }
            throw PictureFolderError.unreadable(path: path, code: code)
        }
    }

    /// What the header says, of a picture that is not too large.
    func header() throws(PictureFolderError) -> PNGDecoder.Header {
        let header = try attempt { bytes throws(PictureError) in try PNGDecoder.header(of: bytes) }
        guard Double(header.width) * Double(header.height) <= Double(PNGDecoder.pixelLimit) else {
            throw .pictureTooLarge(
                path: path, width: header.width, height: header.height, limit: PNGDecoder.pixelLimit)
        }
        return header
    }

    /// The pixels, [H, W, C].
    /// - Parameter pixels: room for them.
    func decode(_ header: PNGDecoder.Header, into pixels: UnsafeMutableBufferPointer<UInt8>) throws(PictureFolderError)
    {
        try attempt { bytes throws(PictureError) in try PNGDecoder.decode(bytes, header: header, into: pixels) }
    }

    private func attempt<Result>(_ work: (UnsafeRawBufferPointer) throws(PictureError) -> Result)
        throws(PictureFolderError) -> Result
    {
        do {
            return try bytes.withUnsafeBytes(work)
        } catch {
            throw .notDecoded(path: path, reason: (error as? PictureError)?.message ?? "\(error)")
        }
    }
}
