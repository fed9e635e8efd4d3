import Foundation
import Testing

@Suite("Sizes that do not divide")
struct OddSizesTests {
    /// Changes of a spec, and its steps for 101 images.
    struct Case: Sendable, CustomTestStringConvertible {
        var changes: [String: String?]
        var steps: Int
        var epochs: Int
        var testDescription: String

        init(_ description: String, _ changes: [String: String?], steps: Int, epochs: Int) {
            testDescription = description
            self.changes = changes
            self.steps = steps
            self.epochs = epochs
        }

        static func data(_ keys: String) -> String { "{\"source\": \"mnist_sample\", \(keys)}" }
    }

    static let cases = [
        Case("steps that end within an epoch", ["epochs": nil, "steps": "9"], steps: 9, epochs: 2),
        Case("steps that end an epoch", ["epochs": nil, "steps": "12"], steps: 12, epochs: 2),
        Case("a single step", ["epochs": nil, "steps": "1"], steps: 1, epochs: 1),
        Case(
            "a short last batch", ["data": Case.data("\"batch_size\": 16, \"drop_last\": false")], steps: 14, epochs: 2),
        Case(
            "a last batch of one image", ["data": Case.data("\"batch_size\": 20, \"drop_last\": false")], steps: 12,
            epochs: 2),
        Case(
            "only a short batch", ["data": Case.data("\"batch_size\": 1000, \"drop_last\": false")], steps: 2, epochs: 2
        ),
        Case("a limit", ["data": Case.data("\"batch_size\": 16, \"train_limit\": 33")], steps: 4, epochs: 2),
        Case(
            "a limit above all", ["data": Case.data("\"batch_size\": 16, \"train_limit\": 999")], steps: 12, epochs: 2),
        Case("single images", ["data": Case.data("\"batch_size\": 1, \"train_limit\": 7")], steps: 14, epochs: 2),
        Case(
            "validation in one batch", ["data": Case.data("\"batch_size\": 16, \"valid_batch_size\": 4096")], steps: 12,
            epochs: 2),
        Case(
            "validation image by image", ["data": Case.data("\"batch_size\": 17, \"valid_batch_size\": 1")], steps: 10,
            epochs: 2),
        Case("odd channels", ["model": #"{"channels": [3, 5, 7, 2]}"#], steps: 12, epochs: 2),
        Case("two convolutions", ["model": #"{"channels": [3, 9, 2]}"#], steps: 12, epochs: 2),
        Case("single channels", ["model": #"{"channels": [3, 1, 1, 2]}"#], steps: 12, epochs: 2),
        Case(
            "more convolutions than halvings", ["model": #"{"channels": [3, 4, 17, 33, 6, 8, 3, 2]}"#], steps: 12,
            epochs: 2),
        Case("wide layers", ["model": #"{"channels": [3, 65, 130, 2]}"#], steps: 12, epochs: 2),
    ]

    @Test("train to finite losses and whole folders", arguments: cases)
    func odd(example: Case) throws {
        try Sandbox.with { box in
            try box.prepare("odd", example.changes)
            let run = try box.onecycle("run", "odd.json")
            #expect(run.exitCode == 0, "\(run)")
            let steps = Table(try box.text("output/odd/seed-0/steps.csv"))
            #expect(steps.rows.count == example.steps)
            #expect(steps.column("loss").allSatisfy { $0.isFinite })
            let epochs = Table(try box.text("output/odd/seed-0/epochs.csv"))
            #expect(epochs.rows.count == example.epochs)
            #expect(epochs.column("valid_loss").allSatisfy { $0.isFinite })
            #expect(box.names(in: "output/odd") == RunFolderTests.folderFiles)
        }
    }

    @Test("the size of validation batches changes nothing but rounding")
    func validation() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["figures": "[]", "seeds": "1"])
            var losses: [Double] = []
            var accuracies: [Double] = []
            for size in [1, 5, 37, 38, 1000] {
                let run = try box.onecycle(
                    "run", "tiny.json", "--name", "tiny", "--output", "\(size)", "--set",
                    "data.valid_batch_size=\(size)")
                #expect(run.exitCode == 0)
                let epochs = Table(try box.text("\(size)/tiny/seed-0/epochs.csv"))
                losses += epochs.column("valid_loss").suffix(1)
                accuracies += epochs.column("accuracy").suffix(1)
            }
            #expect(Set(accuracies).count == 1)
            #expect((losses.max() ?? 1) - (losses.min() ?? 0) < 1e-5)
        }
    }

    @Test("a batch larger than the images is bad data where short batches are dropped")
    func noFullBatch() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["data": OddSizesTests.Case.data("\"batch_size\": 200")])
            let run = try box.onecycle("run", "tiny.json")
            #expect(run.exitCode == 65)
            #expect(
                run.errorLines == [
                    "101 images do not fill a batch of 200; lower data.batch_size or set data.drop_last to false"
                ])
            #expect(!box.exists("output"))
        }
    }
}
