import CZlib

/// An IDX file of bytes with these dimensions in its header.
package func idx(_ dimensions: [Int], _ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0, 0, 8, UInt8(dimensions.count)]
    for size in dimensions {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: size >> shift)) }
    }
    return bytes + content
}

/// Bytes that differ from place to place.
package func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 5)) }
}

/// Some of the planes, one after the other.
package func planes(_ places: [Int], of pixels: [UInt8], size: Int = 784) -> [UInt8] {
    places.flatMap { (place: Int) -> ArraySlice<UInt8> in pixels[place * size..<(place + 1) * size] }
}

/// zlib's status code for a stream that could not be compressed.
package struct GzipError: Error {
    var status: Int32
}

/// Compresses by zlib with a gzip frame.
package func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    let opened = deflateInit2_(
        &stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { throw GzipError(status: opened) }
    defer { deflateEnd(&stream) }
    var source = bytes
    var target = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 1000)
    let status = source.withUnsafeMutableBufferPointer { source in
        target.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            return deflate(&stream, Z_FINISH)
        }
    }
    guard status == Z_STREAM_END else { throw GzipError(status: status) }
    return Array(target[..<Int(stream.total_out)])
}

/// The four files of a little MNIST: `train` and `valid` images, labels 0, 1, ..., 9, 0, ...
package struct LittleMNIST {
    package var train: Int
    package var valid: Int

    package init(train: Int = 30, valid: Int = 20) {
        self.train = train
        self.valid = valid
    }

    package var files: [(name: String, bytes: [UInt8])] {
        [("train", train), ("t10k", valid)].flatMap { stem, count in
            [
                ("\(stem)-images-idx3-ubyte", idx([count, 28, 28], pattern(count * 784))),
                ("\(stem)-labels-idx1-ubyte", idx([count], (0..<count).map { UInt8($0 % 10) })),
            ]
        }
    }
}
