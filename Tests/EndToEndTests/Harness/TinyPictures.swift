import TestSupport
import Foundation

/// A folder of small grey PNG files in two classes: stripes in noise, upright for "a" and level for "b".
struct TinyPictures {
    /// Pictures of each class.
    var count = 20
    var height = 10
    var width = 12

    /// Puts `CLASS/0.png`, `CLASS/1.png`, ... into a folder.
    func write(to sandbox: Sandbox, folder: String = "pictures", seed: UInt64 = 1) throws {
        var numbers = Congruential(state: seed)
        for name in ["a", "b"] {
            for index in 0..<count {
                let pixels = (0..<height * width).map { place in
                    (name == "a" ? place % width : place / width) % 4 < 2 ? 128 | numbers.byte() : numbers.byte() / 2
                }
                let picture = PNGPicture(height: height, width: width, samples: pixels.map(Int.init))
                try sandbox.write(picture.file, to: "\(folder)/\(name)/\(index).png")
            }
        }
    }
}

extension TinySpec {
    /// The keys of a spec on `TinyPictures` that replace those of other specs.
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
