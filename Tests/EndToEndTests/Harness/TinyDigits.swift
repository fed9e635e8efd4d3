import TestSupport
import Foundation

/// A small data set in MNIST's files, fast to load. Its "digits" are stripes in noise, upright for a 3 and level for
/// a 7.
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
            try write(idx([count], classes), to: sandbox, "\(folder)/\(stem)-labels-idx1-ubyte")
        }
    }

    private func write(_ bytes: [UInt8], to sandbox: Sandbox, _ name: String) throws {
        try sandbox.write(isGzipped ? gzip(bytes) : bytes, to: isGzipped ? name + ".gz" : name)
    }

    static func images(_ classes: [UInt8], seed: UInt64) -> [UInt8] {
        var numbers = Congruential(state: seed)
        var bytes: [UInt8] = []
        for digit in classes {
            for row in 0..<28 {
                for column in 0..<28 {
                    let along = digit & 4 == 0 ? column : row
                    bytes.append((along + Int(digit)) % 4 < 2 ? 128 | numbers.byte() : numbers.byte() / 2)
                }
            }
        }
        return idx([classes.count, 28, 28], bytes)
    }
}
