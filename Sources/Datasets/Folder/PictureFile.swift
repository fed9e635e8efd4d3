import Files
import Raster

/// One PNG file in memory.
struct PictureFile {
    let path: String
    private let bytes: [UInt8]

    /// Reads the whole file.
    /// - Parameter size: size of the file when the folder was read, bytes; another size is an error.
    /// - Throws: `ImageFolderError`.
    init(_ path: String, size: Int? = nil) throws {
        self.path = path
        do {
            let file = try InputFile(path)
            if let size, size != file.size { throw ImageFolderError.changed(path: path) }
            guard file.size <= ImageFolderReader.maxFileSize else {
                throw ImageFolderError.fileTooLarge(path: path, bytes: file.size, limit: ImageFolderReader.maxFileSize)
            }
            bytes = try [UInt8](unsafeUninitializedCapacity: file.size) { buffer, filled in
                while filled < file.size {
                    let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled..<file.size])
                    let count = try file.read(into: .init(rest))
                    if count == 0 { throw ImageFolderError.changed(path: path) }
                    filled += count
                }
            }
        } catch let error as FileError {
            guard let code = error.reason.code else { throw DatasetError(error) }
            throw ImageFolderError.unreadable(path: path, code: code)
        }
    }

    /// The header.
    /// - Throws: `ImageFolderError`, also if the picture is too large.
    func header() throws(ImageFolderError) -> PNGDecoder.Header {
        let header = try attempt { bytes throws(PictureError) in try PNGDecoder.header(of: bytes) }
        guard Double(header.width) * Double(header.height) <= Double(PNGDecoder.maxPixels) else {
            throw .pictureTooLarge(
                path: path, width: header.width, height: header.height, limit: PNGDecoder.maxPixels)
        }
        return header
    }

    /// Decodes the pixels.
    /// - Parameter pixels: receives [H, W, C].
    func decode(_ header: PNGDecoder.Header, into pixels: UnsafeMutableBufferPointer<UInt8>) throws(ImageFolderError) {
        try attempt { bytes throws(PictureError) in try PNGDecoder.decode(bytes, header: header, into: pixels) }
    }

    private func attempt<Result>(_ work: (UnsafeRawBufferPointer) throws(PictureError) -> Result)
        throws(ImageFolderError) -> Result
    {
        do {
            return try bytes.withUnsafeBytes(work)
        } catch {
            throw .notDecoded(path: path, reason: (error as? PictureError)?.message ?? "\(error)")
        }
    }
}
