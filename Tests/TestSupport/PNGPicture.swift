import CZlib
import Foundation

/// A picture as a PNG file holds it, of any colour type, and the file.
///
/// The files that test the reader are written here by the format's own rules (PNG, third edition), without a library.
package struct PNGPicture {
    package enum Color: UInt8, CaseIterable, Sendable {
        case grey = 0
        case rgb = 2
        case palette = 3
        case greyAlpha = 4
        case rgbAlpha = 6

        /// Samples of a pixel.
        package var samples: Int {
            switch self {
            case .grey, .palette: 1
            case .greyAlpha: 2
            case .rgb: 3
            case .rgbAlpha: 4
            }
        }

        /// Bits that a sample may have.
        package var depths: [Int] {
            switch self {
            case .grey: [1, 2, 4, 8, 16]
            case .palette: [1, 2, 4, 8]
            case .rgb, .greyAlpha, .rgbAlpha: [8, 16]
            }
        }
    }

    package var color: Color
    package var depth: Int
    package var height: Int
    package var width: Int
    /// [H, W, samples], each below 2 to the power of `depth`. Empty: the file has a header but no pixels.
    package var samples: [Int]
    /// Red, green and blue of each entry.
    package var palette: [UInt8]
    package var isInterlaced: Bool

    package init(
        color: Color = .grey, depth: Int = 8, height: Int, width: Int, samples: [Int], palette: [UInt8] = [],
        isInterlaced: Bool = false
    ) {
        self.color = color
        self.depth = depth
        self.height = height
        self.width = width
        self.samples = samples
        self.palette = palette
        self.isInterlaced = isInterlaced
    }

    /// Where Adam7's seven passes begin and how far their pixels are apart: x, y, dx, dy.
    private static let passes = [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]

    /// The file.
    package var file: [UInt8] {
        let header = bigEndian(width) + bigEndian(height) + [UInt8(depth), color.rawValue, 0, 0, isInterlaced ? 1 : 0]
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + Self.chunk("IHDR", header)
            + (palette.isEmpty ? [] : Self.chunk("PLTE", palette)) + Self.chunk("IDAT", zlib(rows))
            + Self.chunk("IEND", [])
    }

    /// Length, name, data and checksum.
    package static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return bigEndian(data.count) + body + bigEndian(Int(crc32(0, body, UInt32(body.count))))
    }

    /// Every row of every pass, a byte for the filter (none) before each.
    private var rows: [UInt8] {
        if samples.isEmpty { return [] }
        var bytes: [UInt8] = []
        for (left, top, right, down) in isInterlaced ? Self.passes : [(0, 0, 1, 1)] {
            let columns = Array(stride(from: left, to: width, by: right))
            if columns.isEmpty { continue }
            for row in stride(from: top, to: height, by: down) {
                bytes.append(0)
                bytes += packed(
                    columns.flatMap { column in
                        samples[(row * width + column) * color.samples..<(row * width + column + 1) * color.samples]
                    })
            }
        }
        return bytes
    }

    /// Samples side by side, the first in the highest bits.
    private func packed(_ samples: [Int]) -> [UInt8] {
        if depth == 16 { return samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
        var bytes = [UInt8](repeating: 0, count: (samples.count * depth + 7) / 8)
        for (index, sample) in samples.enumerated() {
            let place = index * depth
            bytes[place / 8] |= UInt8(sample << (8 - depth - place % 8))
        }
        return bytes
    }

    private func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var size = compressBound(UInt(bytes.count))
        var target = [UInt8](repeating: 0, count: Int(size))
        precondition(compress(&target, &size, bytes, UInt(bytes.count)) == Z_OK, "the room was asked for")
        return Array(target[..<Int(size)])
    }
}

private func bigEndian(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

/// Bytes that look like noise and are easy to have elsewhere: (73 i + 19) modulo 256.
package func shades(_ count: Int, from first: Int = 0) -> [UInt8] {
    (first..<first + count).map { UInt8(truncatingIfNeeded: $0 * 73 + 19) }
}

extension TemporaryFolder {
    /// Writes a grey picture of `shades`.
    /// - Returns: its pixels, [H, W].
    @discardableResult package func grey(_ name: String, height: Int = 2, width: Int = 3, from first: Int = 0) throws
        -> [UInt8]
    {
        let pixels = shades(height * width, from: first)
        try write(PNGPicture(height: height, width: width, samples: pixels.map(Int.init)).file, name)
        return pixels
    }

    /// Writes a picture in colour.
    /// - Returns: its pixels, [3, H, W].
    @discardableResult package func colour(_ name: String, height: Int = 2, width: Int = 3, from first: Int = 0) throws
        -> [UInt8]
    {
        let pixels = shades(height * width * 3, from: first)
        try write(PNGPicture(color: .rgb, height: height, width: width, samples: pixels.map(Int.init)).file, name)
        return (0..<3).flatMap { plane in stride(from: plane, to: pixels.count, by: 3).map { pixels[$0] } }
    }

    /// Sets when a file was last changed, to a whole second.
    package func touch(_ name: String, second: Int) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: Double(second))], ofItemAtPath: path + "/" + name)
    }
}
