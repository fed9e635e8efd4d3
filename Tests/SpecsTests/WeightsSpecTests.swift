import TestSupport
import Datasets
import Specs
import Foundation
import Networks
import Testing
import Training

#if canImport(Glibc)
    import Glibc
#endif

/// A folder of its own, gone afterwards, with a network's weights in it.
struct WeightsFolder {
    let path: String
    /// Of the drawn digits.
    static let network = #""architecture": "simple_cnn", "channels": [1, 4, 10]"#

    static func with(_ body: (WeightsFolder) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "weights-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path + "/sub", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(WeightsFolder(path: path))
    }

    /// A state of the network, and of another one of so many channels.
    static func state(seed: UInt64 = 1, channels: [Int] = [1, 4, 10]) throws -> (NetworkState, NetworkDefinition) {
        let image = ImageShape(channels: channels[0], height: 28, width: 28)
        let definition = try NetworkDefinition.simpleCNN(channels: channels, image: image)
        let weights = Initializer.torchDefault.tensors(for: definition, seed: seed)
        return (NetworkState(parameters: weights, of: definition), definition)
    }

    func write(_ name: String, seed: UInt64 = 1, channels: [Int] = [1, 4, 10]) throws {
        let (state, definition) = try Self.state(seed: seed, channels: channels)
        try write(state.safetensors(for: definition), to: name)
    }

    func write(_ data: Data, to name: String) throws { try data.write(to: URL(filePath: path + "/" + name)) }

    /// A spec that is said to be in the folder.
    func spec(
        _ start: String, network: String = network, set overrides: [String] = [], at name: String = "a.json"
    ) throws -> ResolvedSpec {
        try goodSpec(
            withSchedule("\"model\": {\(network), \"init\": \(start)}"), set: overrides, path: path + "/" + name)
    }

    /// The lines of its problems, without the folder.
    func lines(
        _ start: String, network: String = network, keys: String = "", set overrides: [String] = []
    ) -> [String] {
        problemLines(
            withSchedule(keys + "\"model\": {\(network),\n\"init\":\n\(start)}"), set: overrides, path: path + "/a.json"
        ).map { $0.replacing(path + "/", with: "") }
    }
}

@Suite("Initial weights from a file")
struct WeightsSpecTests {
    @Test("a path begins at the spec's folder, or at the root; an override's likewise, over a word too")
    func paths() throws {
        try WeightsFolder.with { folder in
            try folder.write("w.safetensors")
            let (state, _) = try WeightsFolder.state()
            for (start, overrides, spec) in [
                (#"{"file": "w.safetensors"}"#, [], "a.json"),
                (#"{"file": "../w.safetensors"}"#, [], "sub/a.json"),
                (#"{"file": "\#(folder.path)/w.safetensors"}"#, [], "sub/a.json"),
                (#""torch_default""#, ["model.init.file=w.safetensors"], "a.json"),
                (#"{"file": "none"}"#, ["model.init.file=../w.safetensors"], "sub/a.json"),
            ] {
                let resolved = try folder.spec(start, set: overrides, at: spec)
                #expect(resolved.weights?.state == state)
                #expect(resolved.weights.map { "\($0.sha256)" }?.count == 64)
            }
            #expect(try folder.spec(#"{"file": "w.safetensors"}"#, set: ["model.init=torch_default"]).weights == nil)
        }
    }

    @Test("the content decides a training, not the path")
    func hashes() throws {
        try WeightsFolder.with { folder in
            try folder.write("a.safetensors", seed: 1)
            try folder.write("b.safetensors", seed: 1)
            try folder.write("c.safetensors", seed: 2)
            let a = try folder.spec(#"{"file": "a.safetensors"}"#)
            let b = try folder.spec(#"{"file": "b.safetensors"}"#)
            let c = try folder.spec(#"{"file": "c.safetensors"}"#)
            let drawn = try folder.spec(#""torch_default""#)
            #expect(a.trainingHash == b.trainingHash)
            #expect(a.finderHash == b.finderHash)
            #expect(Set([a, c, drawn].map(\.trainingHash)).count == 3)
            #expect(Set([a, c, drawn].map(\.finderHash)).count == 3)
            #expect(!a.trainingKey.contains("safetensors"))

            try folder.write("a.safetensors", seed: 2)
            #expect(try folder.spec(#"{"file": "a.safetensors"}"#).trainingHash == c.trainingHash)
        }
    }

    @Test("keys that decide no training are in no other spec's hash")
    func idleKeys() throws {
        let key = try goodSpec(fullSpec).trainingKey
        for word in ["\"name\"", "\"seeds\"", "\"lr_finder\"", "\"smoothing\"", "\"figures\"", "\"description\""] {
            #expect(!key.contains(word))
        }
        #expect(key.hasPrefix("{\"data\":{\"source\":\"mnist_sample\""))
        #expect(key.contains("\"init\":\"kaiming_normal\"},\"optimizer\":"))
        #expect(key.hasSuffix("\"steps\":500}"))
    }

    @Test("a run folder has a copy beside its spec, which is the same training from there")
    func runFolder() throws {
        try WeightsFolder.with { folder in
            try folder.write("sub/w.safetensors")
            let resolved = try folder.spec(#"{"file": "sub/w.safetensors"}"#)
            let run = RunFolder(path: folder.path + "/run")
            try run.prepare(resolved, isToTrain: true)
            try FileManager.default.removeItem(atPath: folder.path + "/sub/w.safetensors")

            let again = try SpecFile.load(path: run.file("spec.json"))
            #expect(again.document == resolved.document)
            #expect(again.trainingHash == resolved.trainingHash)
            #expect(again.finderHash == resolved.finderHash)
            #expect(again.weights?.state == resolved.weights?.state)
            #expect(!resolved.document.contains(folder.path))
            let sha256 = try #require(resolved.weights?.sha256)
            #expect(
                resolved.document.contains(
                    #"""
                        "init": {
                          "file": "init.safetensors",
                          "sha256": "\#(sha256)",
                          "origin": "sub/w.safetensors"
                        }
                    """#))
            #expect(resolved.spec.model.weights == .file(path: "sub/w.safetensors", sha256: sha256))

            try run.prepare(again, isToTrain: true)
            #expect(try SpecFile.load(path: run.file("spec.json")).document == resolved.document)
            try run.prepare(try folder.spec(#""torch_default""#), isToTrain: true)
            #expect(!FileManager.default.fileExists(atPath: run.file("init.safetensors")))
        }
    }

    @Test("the recorded hash is checked, unless another file is named over it")
    func recordedHash() throws {
        try WeightsFolder.with { folder in
            try folder.write("a.safetensors", seed: 1)
            try folder.write("b.safetensors", seed: 2)
            let (a, b) = (
                try #require(try folder.spec(#"{"file": "a.safetensors"}"#).weights?.sha256),
                try #require(try folder.spec(#"{"file": "b.safetensors"}"#).weights?.sha256)
            )
            let recorded = "{\"file\": \"a.safetensors\",\n\"sha256\": \"\(a)\", \"origin\": \"x\"}"
            #expect(folder.lines(recorded) == [])
            #expect(
                folder.lines(recorded.replacing(a, with: b)) == [
                    "a.json:4: model.init.sha256: a.safetensors: the SHA-256 of its content is \(a), not \"\(b)\""
                ])
            let other = try folder.spec(recorded, set: ["model.init.file=b.safetensors"])
            #expect(other.document.contains(#""origin": "b.safetensors""#))
            #expect(
                folder.lines(recorded, set: ["model.init.sha256=abc"]) == [
                    "--set model.init.sha256=abc: model.init.sha256: a.safetensors: the SHA-256 of its content is \(a), "
                        + "not \"abc\""
                ])
        }
    }

    @Test("what is no file, or too large a one, is one line")
    func files() throws {
        try WeightsFolder.with { folder in
            let start = #"{"file": "w.safetensors"}"#
            let place = "a.json:3: model.init.file: w.safetensors: "
            #expect(folder.lines(start) == [place + "no such file"])
            #expect(mkfifo(folder.path + "/w.safetensors", 0o600) == 0)
            #expect(folder.lines(start) == [place + "a pipe, not a file"])
            #expect(folder.lines(#"{"file": "sub"}"#) == ["a.json:3: model.init.file: sub: a directory, not a file"])
            #expect(
                folder.lines(#"{"file": "/dev/zero"}"#) == [
                    "a.json:3: model.init.file: /dev/zero: a device, not a file"
                ])
            #expect(unlink(folder.path + "/w.safetensors") == 0)
            try folder.write(Data(), to: "w.safetensors")
            #expect(folder.lines(start) == [place + "cut off: 0 bytes of 8"])
            #expect(truncate(folder.path + "/w.safetensors", 1 << 32 + 1) == 0)
            #expect(folder.lines(start) == [place + "4294967297 bytes; a file of weights has at most 4294967296"])
            try folder.write(Data("PK\u{3}\u{4}this is a file of torch.save".utf8), to: "w.safetensors")
            #expect(
                folder.lines(start).first?.hasPrefix(place + "not a safetensors file: its header would have ") == true)
        }
    }

    @Test("a large file of something else is told by its header, and takes no memory")
    func largeFile() throws {
        try WeightsFolder.with { folder in
            let (state, definition) = try WeightsFolder.state()
            let data = state.safetensors(for: definition)
            try folder.write(data, to: "w.safetensors")
            #expect(truncate(folder.path + "/w.safetensors", 1 << 31) == 0)
            #expect(
                folder.lines(#"{"file": "w.safetensors"}"#) == [
                    "a.json:3: model.init.file: w.safetensors: \(1 << 31 - data.count) bytes belong to no tensor"
                ])
            #if os(Linux)
                let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
                let most = status.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: \.isWhitespace).dropFirst()
                #expect(try #require(most?.first.flatMap { Int($0) }) < 1 << 20, "kilobytes at most")
            #endif
        }
    }

    @Test("every tensor that is not the network's is a line, other problems beside them")
    func mismatches() throws {
        try WeightsFolder.with { folder in
            try folder.write("w.safetensors", channels: [1, 6, 4, 10])
            let place = "a.json:4: model.init.file: w.safetensors: tensor "
            #expect(
                folder.lines(#"{"file": "w.safetensors"}"#, keys: "\"epochs\": 0,\n") == [
                    "a.json:1: epochs: 0 is not between 1 and 100000",
                    place + "\"0.weight\": shape [6, 1, 3, 3], the network has [4, 1, 3, 3]",
                    place + "\"0.bias\": shape [6], the network has [4]",
                    place + "\"2.weight\": shape [4, 6, 3, 3], the network has [10, 4, 3, 3]",
                    place + "\"2.bias\": shape [4], the network has [10]",
                    place + "\"4.weight\": the network has none of this name",
                    place + "\"4.bias\": the network has none of this name",
                ])
            // A network that is none has no tensors that the file could have.
            #expect(
                folder.lines(#"{"file": "w.safetensors"}"#, network: #""channels": [1, 4, 9]"#).map { $0.prefix(30) }
                    == ["a.json:1: model.channels: [1, "])
            #expect(folder.lines(#"{"file": "no"}"#, network: #""channels": [1, 4, 9]"#).count == 2)
        }
    }

    @Test("of very many, the first hundred and the number of the others")
    func veryMany() throws {
        try WeightsFolder.with { folder in
            try folder.write("w.safetensors")
            let lines = folder.lines(#"{"file": "w.safetensors"}"#, network: #""architecture": "resnet""#)
            // 19 convolutions and 2 projections, each with 5 tensors of its normalization, and a linear layer; 3 too many.
            #expect(lines.count == 101)
            #expect(lines.last == "a.json: \(21 * 6 + 2 + 3 - 100) more problems")
        }
    }

    @Test(
        "bad values",
        arguments: [
            ("3", "model.init: 3 is not a string or {\"file\": ...}"),
            ("{}", "model.init.file: required key is missing"),
            (#"{"file": 3}"#, "model.init.file: 3 is not a string"),
            (#"{"path": "x"}"#, "model.init.path: unknown key; did you mean \"model.init.file\"?"),
            (
                #""file""#,
                "model.init: \"file\" is not one of kaiming_normal, torch_default, lecun_normal, {\"file\": ...}"
            ),
        ])
    func bad(value: String, line: String) throws {
        try WeightsFolder.with { folder in #expect(folder.lines(value) == ["a.json:3: " + line]) }
    }

    @Test("every seed begins with the file's state, statistics too")
    func setup() throws {
        try WeightsFolder.with { folder in
            let layers = #""layers": [{"type": "batch_norm"}, {"type": "flatten"}, {"type": "linear", "out": 10}]"#
            let definition = try goodSpec(withSchedule("\"model\": {\(layers)}")).spec.makeNetwork()
            var state = NetworkState(
                parameters: Initializer.lecunNormal.tensors(for: definition, seed: 3), of: definition)
            state.statistics = [.init(mean: [0.5], variance: [2], batches: 9)]
            try folder.write(state.safetensors(for: definition), to: "w.safetensors")
            let resolved = try folder.spec(#"{"file": "w.safetensors"}"#, network: layers)
            let images = ImageDataset(
                pixels: Array(repeating: 7, count: 100 * 784), labels: Array(repeating: 3, count: 100), height: 28,
                width: 28, channels: 1, classNames: (0..<10).map(String.init), origin: "a test")
            let setup = try resolved.makeSetup(on: DataSplit(train: images, valid: images))
            for seed in [0, 5] as [UInt64] {
                #expect(try Trainer(setup, seed: seed).model.parameters.state() == state)
            }
        }
    }
}
