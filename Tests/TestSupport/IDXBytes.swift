import CZlib
import Datasets
import Foundation
import Testing

/// A folder for one test's files, removed with the last reference.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "datasets-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and returns its path. Folders on the way are made.
    @discardableResult func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }
}

/// An IDX file of bytes with these dimensions in its header.
func idx(_ dimensions: [Int], _ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0, 0, 8, UInt8(dimensions.count)]
    for size in dimensions {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: size >> shift)) }
    }
    return bytes + content
}

/// Bytes that differ from place to place.
func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 5)) }
}

/// Some of the planes, one after the other.
func planes(_ places: [Int], of pixels: [UInt8], size: Int = 784) -> [UInt8] {
    places.flatMap { (place: Int) -> ArraySlice<UInt8> in pixels[place * size..<(place + 1) * size] }
}

/// Compresses by zlib with a gzip frame.
func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    try #require(
        deflateInit2_(
            &stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)) == Z_OK)
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
    try #require(status == Z_STREAM_END)
    return Array(target[..<Int(stream.total_out)])
}

/// The four files of a little MNIST: `train` and `valid` images, labels 0, 1, ..., 9, 0, ...
struct LittleMNIST {
    var train = 30
    var valid = 20

    var files: [(name: String, bytes: [UInt8])] {
        [("train", train), ("t10k", valid)].flatMap { stem, count in
            [
                ("\(stem)-images-idx3-ubyte", idx([count, 28, 28], pattern(count * 784))),
                ("\(stem)-labels-idx1-ubyte", idx([count], (0..<count).map { UInt8($0 % 10) })),
            ]
        }
    }
}
