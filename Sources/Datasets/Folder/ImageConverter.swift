import Raster

/// Converts decoded pictures, [H, W, C] of any size, to the images of a set, [P, H, W].
struct ImageConverter {
    private let format: ImageFolderReader.Format
    /// Whether every picture must have the format's size.
    private let fixesSize: Bool
    /// Whether a grey format refuses pictures in colour.
    private let fixesChannels: Bool
    private var decoded: [UInt8] = []
    private var planes: [UInt8] = []
    private var resizer: ImageResizer

    init(_ format: ImageFolderReader.Format, fixesSize: Bool, fixesChannels: Bool) {
        self.format = format
        self.fixesSize = fixesSize
        self.fixesChannels = fixesChannels
        resizer = ImageResizer(to: format.size)
    }

    /// Decodes and converts one picture.
    /// - Parameter image: receives [P, H, W].
    /// - Throws: `ImageFolderError`, or `ColourAmongGrey` if the picture needs three planes and the format has one.
    mutating func convert(_ file: PictureFile, into image: UnsafeMutableBufferPointer<UInt8>) throws {
        let header = try file.header()
        let size = ImageSize(height: header.height, width: header.width)
        if fixesSize, size != format.size {
            throw ImageFolderError.sizesDiffer(
                path: file.path, found: [size.height, size.width], first: format.first,
                expected: [format.size.height, format.size.width])
        }
        if header.channels == 3 {
            if fixesChannels, format.channels == 1 {
                throw ImageFolderError.coloursDiffer(path: file.path, first: format.first)
            }
            if format.channels == 3, format.planes == 1 { throw ColourAmongGrey() }
        }
        let count = size.height * size.width
        if header.channels == 1, format.planes == 1, size == format.size {
            try file.decode(header, into: image)
            return
        }
        resize(&decoded, to: count * header.channels)
        try decoded.withUnsafeMutableBufferPointer { pixels throws(ImageFolderError) in
            try file.decode(header, into: pixels)
        }
        resize(&planes, to: count * format.planes)
        separate(count, channels: header.channels)
        for plane in 0..<format.planes {
            let target = UnsafeMutableBufferPointer(
                rebasing: image[
                    plane * format.size.height * format.size.width..<(plane + 1) * format.size.height
                        * format.size.width])
            planes.withUnsafeBufferPointer { source in
                resizer.resize(
                    UnsafeBufferPointer(rebasing: source[plane * count..<(plane + 1) * count]), of: size, into: target)
            }
        }
    }

    /// Converts [H, W, C] in `decoded` to [P, H, W] in `planes`.
    private mutating func separate(_ count: Int, channels: Int) {
        switch (channels, format.planes) {
        case (3, 1):
            // Luma of ITU-R 601 with 16 fractional bits, rounded, as in Pillow.
            for pixel in 0..<count {
                let (red, green, blue) = (
                    Int(decoded[3 * pixel]), Int(decoded[3 * pixel + 1]), Int(decoded[3 * pixel + 2])
                )
                planes[pixel] = UInt8((red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16)
            }
        case (3, _):
            for plane in 0..<3 { for pixel in 0..<count { planes[plane * count + pixel] = decoded[3 * pixel + plane] } }
        default:
            for plane in 0..<format.planes {
                planes.replaceSubrange(plane * count..<(plane + 1) * count, with: decoded)
            }
        }
    }

    private func resize(_ buffer: inout [UInt8], to count: Int) {
        if buffer.count != count { buffer = [UInt8](repeating: 0, count: count) }
    }
}
