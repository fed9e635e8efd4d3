import Foundation
import Testing

@Suite("The same bytes whoever asks")
struct SameBytesTests {
    /// A spec whose batches have several parts, with a short one at the end of each epoch.
    struct Kind: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let model: String
        var augment = "null"

        func prepare(_ box: Sandbox, seeds: Int) throws {
            try box.prepare(
                "tiny",
                [
                    "data": """
                    {"source": "mnist_sample", "batch_size": 40, "valid_batch_size": 32, "drop_last": false,
                     "augment": \(augment)}
                    """,
                    "model": model, "seeds": "\(seeds)", "figures": #"["lr_finder", "loss"]"#,
                    "lr_finder": #"{"num_it": 8, "seeds": 2}"#,
                    "schedule": #"{"type": "one_cycle", "lr_max": 0.0002}"#,
                ])
        }
    }

    static let kinds = [
        Kind(testDescription: "convolutions", model: #"{"channels": [3, 16, 16, 2], "strides": [1, 2, 2]}"#),
        Kind(
            testDescription: "SELU, dropout and augmentation", model: #"{"architecture": "mnist_cnn"}"#,
            augment: #"{"shift": 2, "flip": true, "rotate": 10, "cutout": 3}"#),
        Kind(testDescription: "batch normalization", model: #"{"channels": [3, 16, 16, 2], "batch_norm": true}"#),
        Kind(testDescription: "resnet", model: #"{"architecture": "resnet", "depth": 8}"#),
    ]

    @Test("threads, jobs and profiles change no byte", arguments: kinds)
    func calls(kind: Kind) throws {
        try Sandbox.with { box in
            try kind.prepare(box, seeds: 3)
            func results(_ output: String, _ options: [String]) throws -> [String: Data] {
                let run = try box.start(["run", "tiny.json", "--output", output] + options).wait()
                #expect(run.exitCode == 0, "\(run)")
                return try box.results(in: output)
            }
            let one = try results("one", ["--threads", "1", "--jobs", "1"])
            let names = ["steps.csv", "epochs.csv", "model.safetensors"].map { "tiny/seed-2/" + $0 }
            #expect((names + ["tiny/lr_finder.csv"]).allSatisfy { one[$0] != nil }, "\(one.keys)")
            for (output, options) in [
                ("default", []), ("two", ["--threads", "2", "--jobs", "1"]),
                ("four", ["--threads", "4", "--jobs", "2"]),
                ("jobs", ["--jobs", "4"]), ("profile", ["--profile"]), ("seven", ["--profile", "--threads", "7"]),
            ] {
                #expect(differences(try results(output, options), one) == [], "\(output)")
            }
        }
    }

    @Test("a seed alone is the seed among ten", arguments: kinds.prefix(2))
    func neighbours(kind: Kind) throws {
        try Sandbox.with { box in
            try kind.prepare(box, seeds: 10)
            #expect(try box.onecycle("run", "tiny.json", "--output", "ten", "--jobs", "3").exitCode == 0)
            #expect(try box.onecycle("run", "tiny.json", "--output", "alone", "--seeds", "7,").exitCode == 0)
            let alone = try box.results(in: "alone/tiny/seed-7")
            #expect(alone.count == 4)
            #expect(differences(try box.results(in: "ten/tiny/seed-7"), alone) == [])
            // And what was missing in a folder is as if it had been trained with the others.
            #expect(try box.onecycle("run", "tiny.json", "--output", "alone").exitCode == 0)
            let (ten, rest) = (try box.results(in: "ten"), try box.results(in: "alone"))
            #expect(differences(ten, rest) == [])
        }
    }
}
