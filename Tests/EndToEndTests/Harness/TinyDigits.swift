import Foundation

/// A set in the files of MNIST that takes no time to load: "digits" that are stripes in
/// noise, upright for a 3 and level for a 7.
struct TinyDigits {
    var train = 101
    var valid = 37
    /// Labels in turn.
    var labels: [UInt8] = [3, 7]
    var isGzipped = false

    /// Puts the four files into a folder, by default one that is found without being named.
    func write(to sandbox: Sandbox, folder: String = "data") throws {
        for (stem, count, seed) in [("train", train, UInt64(1)), ("t10k", valid, 2)] {
            let classes = (0..<count).map { labels[$0 % labels.count] }
            try write(Self.images(classes, seed: seed), to: sandbox, "\(folder)/\(stem)-images-idx3-ubyte")
            try write(Self.header(1, [count]) + Data(classes), to: sandbox, "\(folder)/\(stem)-labels-idx1-ubyte")
        }
    }

    private func write(_ data: Data, to sandbox: Sandbox, _ name: String) throws {
        try sandbox.write(isGzipped ? Gzip.stored(data) : data, to: isGzipped ? name + ".gz" : name)
    }

    static func images(_ classes: [UInt8], seed: UInt64) -> Data {
        var state = seed
        func random() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(state >> 56)
        }
        var data = header(3, [classes.count, 28, 28])
        for digit in classes {
            for row in 0..<28 {
                for column in 0..<28 {
                    let along = digit & 4 == 0 ? column : row
                    data.append((along + Int(digit)) % 4 < 2 ? 128 | random() : random() / 2)
                }
            }
        }
        return data
    }

    /// Two zeros, the type of bytes, the number of dimensions, the dimensions.
    static func header(_ rank: UInt8, _ dimensions: [Int]) -> Data {
        var data = Data([0, 0, 8, rank])
        for dimension in dimensions {
            withUnsafeBytes(of: UInt32(dimension).bigEndian) { data.append(contentsOf: $0) }
        }
        return data
    }
}

/// Gzip files (RFC 1952) of stored blocks (RFC 1951, 3.2.4): nothing is compressed.
enum Gzip {
    static func stored(_ data: Data) -> Data {
        var file = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
        let bytes = [UInt8](data)
        for start in stride(from: 0, to: max(1, bytes.count), by: 65_535) {
            let block = bytes[start..<min(start + 65_535, bytes.count)]
            file.append(start + 65_535 >= bytes.count ? 1 : 0)
            append(UInt16(block.count), &file)
            append(~UInt16(block.count), &file)
            file.append(contentsOf: block)
        }
        append(checksum(bytes), &file)
        append(UInt32(bytes.count), &file)
        return file
    }

    private static func append(_ value: some FixedWidthInteger, _ file: inout Data) {
        withUnsafeBytes(of: value.littleEndian) { file.append(contentsOf: $0) }
    }

    /// CRC-32, bit by bit.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var checksum = ~UInt32(0)
        for byte in bytes {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
        }
        return ~checksum
    }
}
