import Foundation
import Testing

@Suite("data.valid_split with a test part")
struct TestPartTests {
    private static func keys(test: Bool, _ schedule: String = "") -> [String: String?] {
        var keys: [String: String?] = [
            "data": """
            {"source": "mnist_sample", "batch_size": 16, "valid_batch_size": 16, \
            "valid_split": {"fraction": 0.25\(test ? ", \"test\": true" : "")}}
            """,
            "figures": "[]", "epochs": "1",
        ]
        if !schedule.isEmpty { keys["schedule"] = schedule }
        return keys
    }

    private static let files = ["steps.csv", "model.safetensors"]

    @Test("the test images are measured once, and change no other byte of a run")
    func measured() throws {
        try Sandbox.with { box in
            try box.prepare("with", Self.keys(test: true))
            try box.prepare("without", Self.keys(test: false))
            let run = try box.onecycle("run", "with.json", "without.json")
            #expect(run.exitCode == 0, "\(run)")
            #expect(run.outputLines.count { $0.hasPrefix("test: accuracy ") && $0.hasSuffix(", mean of 2 seeds") } == 1)
            for seed in [0, 1] {
                for file in Self.files {
                    #expect(
                        try box.data("output/with/seed-\(seed)/\(file)")
                            == box.data("output/without/seed-\(seed)/\(file)"))
                }
                let (one, other) = (
                    try box.json("output/with/seed-\(seed)/summary.json"),
                    try box.json("output/without/seed-\(seed)/summary.json")
                )
                let accuracy = try #require(one["test_accuracy"] as? Double)
                #expect((0...1).contains(accuracy) && one["test_loss"] is Double)
                #expect(other["test_accuracy"] == nil && other["test_loss"] == nil)
                let hashes = try #require(one["hashes"] as? [String: String])
                #expect(hashes["test_data"] != nil && hashes["test_data"] != hashes["valid_data"])
                #expect((other["hashes"] as? [String: String])?["test_data"] == nil)
            }
            // The same images as the validation of a spec without a split.
            try box.prepare("plain", ["figures": "[]", "epochs": "1"])
            #expect(try box.onecycle("run", "plain.json", "--quiet").exitCode == 0)
            let plain = try box.json("output/plain/seed-0/summary.json")["hashes"] as? [String: String]
            let tested = try box.json("output/with/seed-0/summary.json")["hashes"] as? [String: String]
            #expect(plain?["valid_data"] == tested?["test_data"])
        }
    }

    @Test("tables, exports, comparisons and reports have it; the chosen arm's test is named")
    func shown() throws {
        try Sandbox.with { box in
            for (name, rate) in [("a", "0.01"), ("b", "0.02"), ("c", "0.03")] {
                try box.prepare(name, Self.keys(test: true, #"{"type": "constant", "lr": \#(rate)}"#))
            }
            #expect(try box.onecycle("run", "a.json", "b.json", "c.json", "--quiet").exitCode == 0)
            let compared = try box.onecycle("compare", "output/a", "output/b", "output/c", "--no-figures")
            #expect(
                compared.stdout.contains("was chosen on the validation images; on the test images its accuracy is "))
            #expect(compared.outputLines.contains { $0.contains("valid_loss    test  ") }, "\(compared)")
            let tested = try box.onecycle(
                "compare", "output/a", "output/b", "output/c", "--no-figures", "--metric", "test_accuracy")
            #expect(tested.exitCode == 0 && !tested.stdout.contains("was chosen"), "\(tested)")
            #expect(try box.onecycle("report").exitCode == 0)
            #expect(try box.page("output/report.html").contains("on the test images its accuracy is "))
            #expect(try box.onecycle("export", "output/a", "output/b", "output/c", "--to", "tables").exitCode == 0)
            let header = try box.text("tables/runs.csv").prefix { $0 != "\n" }
            #expect(header.contains("best_accuracy,test_accuracy,test_loss,"), "\(header)")

            try box.prepare("none", Self.keys(test: false))
            #expect(try box.onecycle("run", "none.json", "--quiet").exitCode == 0)
            let mixed = try box.onecycle(
                "compare", "output/a", "output/none", "--force", "--no-figures", "--metric", "test_accuracy")
            #expect(mixed.exitCode == 65)
            #expect(mixed.errorLines.contains { $0.hasPrefix("none, seed 0: no test is recorded; set \"test\": true") })
        }
    }

    @Test("a source without images of its own for it is refused")
    func refused() throws {
        try Sandbox.with { box in
            try TinyPictures(count: 16).write(to: box, folder: "pictures")
            try box.prepare("pictures", TinySpec.pictures)
            let run = try box.onecycle(
                "validate", "pictures.json", "--set", "data.valid_split.test=true")
            #expect(run.exitCode == 65)
            #expect(
                run.errorLines.contains {
                    $0.contains("data.valid_split.test: data.source folder has no images of its own to test on")
                }, "\(run)")
        }
    }
}
