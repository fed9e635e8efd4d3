import Foundation

/// A folder of small grey PNG files in two classes: stripes in noise, upright for "a" and level for "b".
struct TinyPictures {
    /// Pictures of each class.
    var count = 20
    var height = 10
    var width = 12

    /// Puts `CLASS/0.png`, `CLASS/1.png`, ... into a folder.
    func write(to sandbox: Sandbox, folder: String = "pictures", seed: UInt64 = 1) throws {
        var state = seed
        func random() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(state >> 56)
        }
        for name in ["a", "b"] {
            for index in 0..<count {
                let pixels = (0..<height * width).map { place in
                    (name == "a" ? place % width : place / width) % 4 < 2 ? 128 | random() : random() / 2
                }
                try sandbox.write(
                    TinyPNG(height: height, width: width, pixels: pixels).file, to: "\(folder)/\(name)/\(index).png")
            }
        }
    }
}

/// A grey PNG file of stored blocks: nothing is compressed.
struct TinyPNG {
    var height: Int
    var width: Int
    /// [H, W]; together with a byte a row at most 65,535.
    var pixels: [UInt8]

    var file: Data {
        var rows: [UInt8] = []
        for start in stride(from: 0, to: pixels.count, by: width) { rows += [0] + pixels[start..<start + width] }
        let count = UInt16(rows.count)
        let block = [0x78, 1, 1] + little(count) + little(~count) + rows + big(adler(rows))
        return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            + chunk("IHDR", big(UInt32(width)) + big(UInt32(height)) + [8, 0, 0, 0, 0]) + chunk("IDAT", block)
            + chunk("IEND", [])
    }

    private func chunk(_ name: String, _ data: [UInt8]) -> Data {
        let body = Array(name.utf8) + data
        return Data(big(UInt32(data.count)) + body + big(Gzip.checksum(body)))
    }

    private func adler(_ bytes: [UInt8]) -> UInt32 {
        let (low, high) = bytes.reduce((UInt32(1), UInt32(0))) { sums, byte in
            let low = (sums.0 + UInt32(byte)) % 65_521
            return (low, (sums.1 + low) % 65_521)
        }
        return high << 16 | low
    }

    private func big(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }

    private func little(_ value: UInt16) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }
}

extension TinySpec {
    /// What a spec on `TinyPictures` has in the place of others' keys.
    static let pictures = [
        "data":
            #"{"source": "folder", "path": "pictures", "valid_split": {"fraction": 0.25}, "batch_size": 8}"#,
        "model": #"{"channels": [1, 8, 2]}"#, "figures": "[]", "seeds": "1",
    ]

    /// The same on `pictures/train` and `pictures/valid`.
    static let pairedPictures = pictures.merging([
        "data": #"{"source": "folder", "path": "pictures", "batch_size": 8}"#
    ]) { $1 }
}
