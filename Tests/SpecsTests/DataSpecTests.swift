import TestSupport
import Datasets
import Specs
import Foundation
import Testing

@Suite("data in specs")
struct DataSpecTests {
    /// A spec with these keys in `data`, on a line of its own.
    private func data(_ keys: String) -> String { withSchedule("\"data\":\n{\(keys)}") }

    @Test("drawn digits by count, classes, noise and seed of their own")
    func digits() throws {
        let spec = try goodSpec(
            data(#""source": "digits", "count": 600, "classes": [1, 4, 9], "noise": 0.25, "seed": 3, "channels": 3"#)
        ).spec
        #expect(
            spec.data.images
                == .drawn(DrawnDigits(digits: [1, 4, 9], trainCount: 600, validCount: 99, noise: 0.25, seed: 3)))
        #expect(spec.data.facts.channels == 3 && spec.data.facts.classNames == ["1", "4", "9"])
        #expect(spec.data.facts.trainCount == 600 && spec.data.facts.validCount == 99)
        #expect(spec.model.network == .simpleCNN(channels: [3, 16, 16, 3]))
        // 12,396 and 2,038 images, and so the hashes that were recorded.
        #expect(try goodSpec(withSchedule()).spec.data.images == .drawn(DrawnDigits()))
        #expect(
            try goodSpec(data(#""source": "digits_sample""#)).spec.data.images == .drawn(DrawnDigits(digits: [3, 7])))
    }

    @Test(
        "channels have a default by source",
        arguments: [("digits", 1), ("digits_sample", 3), ("mnist", 1), ("mnist_sample", 3), ("fashion_mnist", 1)])
    func channels(source: String, count: Int) throws {
        let spec = try goodSpec(data("\"source\": \"\(source)\"")).spec
        #expect(spec.data.channels == count && spec.data.facts.channels == count)
        #expect(try goodSpec(data("\"source\": \"\(source)\", \"channels\": null")).spec.data.facts.channels == 1)
        let other = try goodSpec(data("\"source\": \"\(source)\", \"channels\": \(4 - count)")).spec
        #expect(other.data.facts.channels == 4 - count)
    }

    @Test("augment: every option has a default, null and nothing asked for are not the same spec")
    func augment() throws {
        func augment(_ value: String) throws -> Augmentation? {
            try goodSpec(data("\"augment\": \(value)")).spec.data.augment
        }
        #expect(try augment("null") == nil)
        #expect(try augment("{}") == Augmentation())
        #expect(try augment("{\"shift\": 27}") == Augmentation(shift: 27))
        #expect(try augment("{\"rotate\": 0.5, \"flip\": true}") == Augmentation(flip: true, rotate: 0.5))
    }

    @Test("normalize, under other spellings too", arguments: Normalization.allCases)
    func normalize(normalization: Normalization) throws {
        #expect(
            try goodSpec(data("\"normalize\": \"\(normalization.rawValue)\"")).spec.data.normalize == normalization)
        let isDefault = normalization == .unit
        let key = try goodSpec(withSchedule()).trainingKey
        let other = try goodSpec(data("\"normalize\": \"\(normalization.rawValue)\"")).trainingKey
        #expect((other == key) == isDefault)
    }

    @Test(
        "bad values",
        arguments: [
            ("\"channels\": 2", "data.channels: 2 is neither 1 (grey) nor 3 (colour)"),
            (
                "\"augment\": {\"shift\": 28}",
                "data.augment.shift: 28 pixels may shift an image of 28 x 28 out of sight"
            ),
            ("\"augment\": {\"rotate\": 181}", "data.augment.rotate: 181 is not between 0 and 180"),
            ("\"augment\": true", "data.augment: true is not an object or null"),
            (
                "\"source\": \"folder\", \"path\": \".\", \"channels\": 2",
                "data.channels: 2 is neither 1 (grey) nor 3 (colour)"
            ),
            ("\"classes\": [7, 3]", "data.classes: [7, 3] is not in ascending order"),
            (
                "\"source\": \"mnist\", \"count\": 7",
                "data.count: count is a key of \(PublishedSchema.owners(of: "count", by: "source", in: "data").inWords); mnist has none"
            ),
            ("\"source\": \"folder\"", "data.path: required key is missing"),
            ("\"source\": \"folder\", \"path\": \"nowhere\"", "data.path: experiments/nowhere: cannot be read: "),
            ("\"source\": \"idx\", \"path\": \"nowhere\"", "data.path: idx: no train-images-idx3-ubyte, "),
            ("\"source\": \"folders\", \"path\": \"x\"", "data.source: \"folders\" is not one of "),
            ("\"normalize\": \"zscore\"", "data.normalize: \"zscore\" is not one of none, unit, standard, double_unit"),
        ])
    func bad(keys: String, line: String) {
        let lines = problemLines(data(keys))
        #expect(lines.contains { $0.hasPrefix("experiments/a.json:2: " + line) }, "\(lines)")
    }

    /// 40 images of 2 x 3 in two classes, and maybe 4 to validate on.
    private func withIDX(valid: Bool, _ body: (String) throws -> Void) throws {
        let folder = try TemporaryFolder()
        for (stem, count) in [("train", 40)] + (valid ? [("t10k", 4)] : []) {
            let pixels = [UInt8](repeating: 9, count: count * 6)
            try folder.write(idx([count, 2, 3], pixels), "\(stem)-images-idx3-ubyte")
            try folder.write(idx([count], (0..<count).map { UInt8($0 % 2) }), "\(stem)-labels-idx1-ubyte")
        }
        try withExtendedLifetime(folder) { try body(folder.path) }
    }

    private let small = #""source": "idx", "batch_size": 8, "path": "#

    @Test("the user's files: what is known of them decides defaults, and their content the training")
    func own() throws {
        try withIDX(valid: true) { folder in
            func read(_ path: String, spec: String = "a.json") throws -> ResolvedSpec {
                let layers = #""model": {"layers": [{"type": "flatten"}, {"type": "linear", "out": 2}]}, "#
                return try goodSpec("{\(layers)" + data("\(small)\"\(path)\"").dropFirst(), path: spec)
            }
            let whole = try read(folder)
            #expect(whole.spec.data.facts.size == ImageSize(height: 2, width: 3))
            #expect(try whole.spec.nominalStepsPerEpoch() == 5)
            // Where the files are does not count.
            let copy = folder + "-copy"
            try FileManager.default.copyItem(atPath: folder, toPath: copy)
            defer { try? FileManager.default.removeItem(atPath: copy) }
            #expect(try read(copy).trainingKey == whole.trainingKey)
            // A path begins at the spec's folder; the resolved spec says it from the root.
            let beside = try read(
                "x-copy".replacing("x", with: (folder as NSString).lastPathComponent), spec: folder + "/../a.json")
            #expect(beside.trainingKey == whole.trainingKey)
            #expect(beside.document.contains("\"path\": \"\(URL(fileURLWithPath: copy).standardizedFileURL.path)\""))
            var labels = try Data(contentsOf: URL(fileURLWithPath: copy + "/train-labels-idx1-ubyte"))
            labels[labels.count - 1] ^= 1
            try labels.write(to: URL(fileURLWithPath: copy + "/train-labels-idx1-ubyte"))
            #expect(try read(copy).trainingKey != whole.trainingKey)
        }
    }

    @Test("without images to validate on some have to be held out")
    func heldOut() throws {
        try withIDX(valid: false) { folder in
            let lines = problemLines(data("\(small)\"\(folder)\""))
            #expect(
                lines.contains {
                    $0.hasSuffix(
                        "data.valid_split: data.source idx has no validation images; hold some out, for instance "
                            + "{\"fraction\": 0.2}")
                }, "\(lines)")
            let split = problemLines(data("\(small)\"\(folder)\", \"valid_split\": {\"fraction\": 0.25}"))
            #expect(!split.contains { $0.contains("valid_split") }, "\(split)")
            let many = problemLines(data("\(small)\"\(folder)\", \"valid_split\": {\"count\": 33}"))
            #expect(
                many.contains { $0.contains("33 of the 40 training images of data.source idx leave no batch of 8") })
        }
    }
}
