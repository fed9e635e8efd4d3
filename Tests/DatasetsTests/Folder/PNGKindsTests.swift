import Raster
import TestSupport
import Testing

/// Every kind of PNG file there is: colour type, bits per sample, interlaced or not.
@Suite struct PNGKindsTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        var color: PNGPicture.Color
        var depth: Int
        var isInterlaced: Bool
        var testDescription: String { "\(color), \(depth) bits\(isInterlaced ? ", interlaced" : "")" }
    }

    static let kinds = PNGPicture.Color.allCases.flatMap { color in
        color.depths.flatMap { depth in
            [false, true].map { Kind(color: color, depth: depth, isInterlaced: $0) }
        }
    }

    /// Sizes around those of Adam7's blocks, and one where most passes are empty.
    static let sizes = [(1, 1), (3, 5), (9, 11), (16, 33)]

    /// A picture with every value of its samples, or as many as it has room for.
    static func picture(_ kind: Kind, height: Int, width: Int) -> PNGPicture {
        var numbers = Congruential(state: 5)
        func random() -> Int { Int(numbers.next() >> 40) }
        let count = height * width * kind.color.samples
        return PNGPicture(
            color: kind.color, depth: kind.depth, height: height, width: width,
            samples: (0..<count).map { _ in random() & (1 << kind.depth - 1) },
            palette: kind.color == .palette ? shades(3 << kind.depth) : [], isInterlaced: kind.isInterlaced)
    }

    /// Pillow's pixels of the same files. Of 16 bits the lower 8 are lost; fewer than 8 are spread over 0...255. Palettes
    /// are looked up, transparency is ignored.
    private func expected(_ picture: PNGPicture) -> [UInt8] {
        func byte(_ sample: Int) -> UInt8 {
            picture.depth == 16 ? UInt8(sample >> 8) : UInt8(sample * 255 / (1 << picture.depth - 1))
        }
        let samples = picture.samples
        return switch picture.color {
        case .grey, .rgb: samples.map(byte)
        case .palette: samples.flatMap { picture.palette[3 * $0..<3 * $0 + 3] }
        case .greyAlpha: stride(from: 0, to: samples.count, by: 2).map { byte(samples[$0]) }
        case .rgbAlpha: samples.indices.filter { $0 % 4 != 3 }.map { byte(samples[$0]) }
        }
    }

    @Test(arguments: kinds, sizes) func decodes(kind: Kind, size: (Int, Int)) throws {
        let picture = Self.picture(kind, height: size.0, width: size.1)
        #expect(try decode(picture.file) == expected(picture))
    }

    private func decode(_ file: [UInt8]) throws -> [UInt8] {
        try file.withUnsafeBytes { bytes in
            let header = try PNGDecoder.header(of: bytes)
            return try [UInt8](unsafeUninitializedCapacity: header.height * header.width * header.channels) {
                try PNGDecoder.decode(bytes, header: header, into: $0)
                $1 = header.height * header.width * header.channels
            }
        }
    }

    /// A file cut anywhere, or with a flipped bit anywhere, is an error or gives the same picture. A flag of a chunk's
    /// name may flip, never a pixel.
    @Test(arguments: [PNGPicture.Color.grey, .palette, .rgbAlpha]) func damageIsSeen(color: PNGPicture.Color) throws {
        let picture = Self.picture(Kind(color: color, depth: 8, isInterlaced: false), height: 6, width: 7)
        let (file, pixels) = (picture.file, expected(picture))
        for count in file.indices {
            #expect(throws: PictureError.self, "cut to \(count)") { try decode(Array(file[..<count])) }
        }
        for bit in 0..<file.count * 8 {
            var damaged = file
            damaged[bit / 8] ^= 1 << (bit % 8)
            if let found = try? decode(damaged) { #expect(found == pixels, "bit \(bit)") }
        }
    }
}
