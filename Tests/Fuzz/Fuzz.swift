// libFuzzer calls this with every input. One program for all formats: the variable ONECYCLE_FUZZ names the one to read.

import Raster
import CZlib
import Datasets
import Foundation
import Networks

/// A reader of untrusted files. It must return or throw for any bytes; traps, hangs and gigabytes are errors.
private enum Format: String, CaseIterable {
    case png, idx, gzip, safetensors

    func read(_ bytes: UnsafeRawBufferPointer) {
        switch self {
        case .png:
            decodePNG(bytes)
            if let repaired = withRightChecksums(bytes) { repaired.withUnsafeBytes(decodePNG) }
        case .idx: readIDX(bytes, packed: false)
        case .gzip: readIDX(bytes, packed: true)
        case .safetensors: _ = try? Safetensors.decode(bytes)
        }
    }

    private func decodePNG(_ bytes: UnsafeRawBufferPointer) {
        guard let header = try? PNGDecoder.header(of: bytes) else { return }
        // As large as pictures are in practice: filling larger ones only takes time from the rest.
        guard header.width * header.height <= 1 << 20 else { return }
        var pixels = [UInt8](repeating: 0, count: header.width * header.height * header.channels)
        pixels.withUnsafeMutableBufferPointer { try? PNGDecoder.decode(bytes, header: header, into: $0) }
    }

    /// The same chunks, each with its correct checksum, so that mutations get past the first check. Nil if all were
    /// correct.
    private func withRightChecksums(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        var file = Array(bytes)
        var place = 8
        while place + 12 <= file.count {
            let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= file.count - place - 12 else { break }
            let end = place + 8 + length
            let sum = file[place + 4..<end].withUnsafeBytes {
                crc32(0, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32($0.count))
            }
            for byte in 0..<4 { file[end + byte] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * UInt(byte))) }
            place = end + 4
        }
        return file.elementsEqual(bytes) ? nil : file
    }

    /// The first half is the file of images, the second that of labels, parted by four bytes "SPLT".
    private func readIDX(_ bytes: UnsafeRawBufferPointer, packed: Bool) {
        let data = Data(bytes)
        let seam = data.range(of: Data("SPLT".utf8))
        let parts = [data[..<(seam?.lowerBound ?? data.endIndex)], data[(seam?.upperBound ?? data.endIndex)...]]
        let names = ["images", "labels"].map { "\(Self.folder)/\($0)\(packed ? ".gz" : "")" }
        for (name, part) in zip(names, parts) {
            guard FileManager.default.createFile(atPath: name, contents: Data(part)) else { return }
        }
        _ = try? IDXReader.read(images: names[0], labels: names[1], classes: 10)
    }

    /// A folder of this process in memory.
    private static let folder: String = {
        let path = "/dev/shm/onecycle-fuzz-\(getpid())"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }()
}

/// libFuzzer's own entry, which reads its options and then calls back with each input.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ argumentCount: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private let format = Format(rawValue: ProcessInfo.processInfo.environment["ONECYCLE_FUZZ"] ?? "")

/// What the package manager makes of an executable's `main`.
@_cdecl("fuzz_main")
public func main(
    _ argumentCount: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    guard format != nil else {
        print("ONECYCLE_FUZZ is one of \(Format.allCases.map(\.rawValue).joined(separator: ", "))")
        return 64
    }
    var (argumentCount, arguments) = (argumentCount, arguments)
    return runFuzzer(&argumentCount, &arguments) { start, count in
        format?.read(UnsafeRawBufferPointer(start: start, count: count))
        return 0
    }
}
