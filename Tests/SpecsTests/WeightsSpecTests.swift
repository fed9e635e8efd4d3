import TestSupport
import Datasets
import Specs
import Foundation
import Networks
import Testing

#if canImport(Glibc)
    import Glibc
#endif

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
        for word in [
            "\"name\"", "\"seeds\"", "\"lr_finder\"", "\"smoothing\"", "\"figures\"", "\"description\"", "checkpoint",
        ] {
            #expect(!key.contains(word))
        }
        #expect(key.hasPrefix("{\"data\":{\"source\":\"mnist_sample\""))
        #expect(key.contains("\"init\":\"kaiming_normal\"},\"optimizer\":"))
        #expect(key.hasSuffix("\"steps\":500,\"keep_best\":\"accuracy\"}"))
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

    @Test("a large file of something else is refused by its header, and takes no memory")
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

}
