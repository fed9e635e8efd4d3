import TestSupport
import Datasets
import Specs
import Testing

@Suite("Mutated specs")
struct SpecFuzzTests {
    /// Neither traps nor stays silent: a spec that survives a second reading, or problems with lines of the text.
    private func check(_ bytes: [UInt8], set overrides: [String] = []) {
        do {
            let resolved = try SpecFile.parse(
                bytes: bytes, path: "m.json", overrides: overrides.map { SpecOverride($0) })
            let again = try SpecFile.parse(text: resolved.document, path: "other.json")
            #expect(again == resolved)
        } catch {
            let lineCount = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
            #expect(!error.issues.isEmpty)
            for issue in error.issues {
                if let line = issue.line { #expect((1...lineCount).contains(line)) }
                #expect(issue.line != nil || issue.override != nil)
                #expect((issue.column ?? 1) >= 1)
                #expect(issue.kind != .schemaMismatch)
                #expect(!issue.description.contains("\n"))
            }
        }
    }

    @Test("cut off anywhere")
    func truncated() {
        let bytes = Array(fullSpec.utf8)
        for count in bytes.indices {
            check(Array(bytes[..<count]))
            #expect(!problemLines(String(decoding: bytes[..<count], as: UTF8.self)).isEmpty)
        }
    }

    @Test("bytes changed, put in, taken out, doubled", arguments: 0..<8)
    func bytes(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let marks = Array("{}[]\",:\\0123456789.eE+-truefalsnu/* \n\r\t\u{0}\u{7F}é😀_".utf8) + [0xFF, 0xC3, 0xED]
        for _ in 0..<1000 {
            var bytes = Array((Bool.random(using: &random) ? fullSpec : withSchedule()).utf8)
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                let mark = marks.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = mark
                case 1: bytes.insert(mark, at: place)
                case 2: if bytes.count > 1 { bytes.remove(at: place) }
                default:
                    let end = min(place + Int.random(in: 1..<40, using: &random), bytes.count)
                    bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: bytes.indices, using: &random))
                }
            }
            check(bytes)
        }
    }

    @Test("a network's bytes changed", arguments: 0..<4)
    func layers(seed: Int) {
        var random = SplitMix(state: UInt64(200 + seed))
        let text = Array(withSchedule("\"model\": {\"layers\": [\(everyLayer)]}").utf8)
        for _ in 0..<1000 {
            var bytes = text
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                bytes[place] = "0123456789{}[],\"e.".utf8.randomElement(using: &random) ?? 0
            }
            check(bytes)
        }
    }

    static let values = [
        "0", "-1", "1", "2", "0.5", "1e308", "-1e308", "1e-320", "9223372036854775807", "9223372036854775808",
        "18446744073709551616", "true", "null", "\"\"", "\"sgd\"", "\"constant\"", "\"three_phase\"", "[]", "[1]",
        "[0.9, 0.1]", "[1, 16, 10]", "[\"loss\"]", "{}", "{\"type\": \"sgd\"}", "{\"type\": {}}", "[[[]]]",
        "{\"beta\": 0.5, \"window\": 0.5}", "[{\"type\": \"relu\"}]", "[{\"type\": \"residual\", \"layers\": [{}]}]",
        "[{\"type\": \"flatten\"}, {\"type\": \"linear\", \"out\": 2}]", "\"lenet\"", "\"torch\"", "{\"count\": 12}",
        "[null, true, {}]", "\"mnist_sample\"", "\"folder\"", "\"idx\"", "{\"fraction\": 0.3, \"seed\": 2}", "[3, 7]",
        "\"standard\"", "{\"shift\": 27, \"rotate\": 180}",
    ]

    static let paths = [
        "name", "description", "data", "data.source", "data.batch_size", "data.train_limit", "data.valid_split",
        "data.valid_split.count", "data.valid_split.fraction", "data.path", "data.resize", "data.channels",
        "data.classes", "data.noise", "data.normalize", "data.augment", "data.augment.shift",
        "model", "model.channels", "model.architecture", "model.layers", "model.depth", "model.init",
        "optimizer", "optimizer.type", "optimizer.momentum", "optimizer.betas", "optimizer.nesterov", "schedule",
        "schedule.type", "schedule.lr", "schedule.lr_max", "schedule.flavor", "schedule.moms", "schedule.pct_start",
        "schedule.final_div", "schedule.div_factor", "epochs", "steps", "seeds", "lr_finder", "lr_finder.seeds",
        "lr_finder.num_it", "lr_finder.spacing", "lr_finder.loss", "smoothing", "smoothing.beta", "smoothing.window",
        "smoothing.centred",
        "figures", "formats", "x", "data.x.y",
    ]

    @Test("any value at any key")
    func everywhere() {
        for path in Self.paths {
            for value in Self.values {
                check(Array(fullSpec.utf8), set: ["\(path)=\(value)"])
                check(Array(withSchedule().utf8), set: ["\(path)=\(value)"])
            }
        }
    }

    @Test("many overrides at once", arguments: 0..<4)
    func overrides(seed: Int) {
        var random = SplitMix(state: UInt64(100 + seed))
        for _ in 0..<1000 {
            let overrides = (0..<Int.random(in: 1..<8, using: &random)).map { _ in
                let path = Self.paths.randomElement(using: &random) ?? ""
                let value = Self.values.randomElement(using: &random) ?? ""
                return "\(path)=\(value)"
            }
            check(Array((Bool.random(using: &random) ? fullSpec : "{}").utf8), set: overrides)
        }
    }
}
