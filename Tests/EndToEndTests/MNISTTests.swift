import Foundation
import Testing

@Suite("Real MNIST")
struct MNISTTests {
    static let directory = ProcessInfo.processInfo.environment["MNIST_DIR"]

    @Test(
        "trains on all digits and on the sample",
        .enabled(if: directory != nil, "MNIST_DIR is not set, so nothing is trained on real digits"),
        arguments: [("mnist", "[1, 16, 16, 10]", 60_000), ("mnist_sample", "[3, 16, 16, 2]", 12_396)])
    func train(source: String, channels: String, count: Int) throws {
        let directory = try #require(Self.directory)
        try Sandbox.with { box in
            try box.prepare("tiny", ["model": nil])
            let run = try box.onecycle(
                "run", "tiny.json", "--name", "tiny", "--data", directory, "--set", "data.source=\(source)", "--set",
                "model.channels=\(channels)", "--set", "steps=40", "--set", "data.train_limit=1000",
                "--set", "data.valid_batch_size=256")
            #expect(run.exitCode == 0, "\(run)")
            let steps = Table(try box.text("output/tiny/seed-0/steps.csv"))
            #expect(steps.rows.count == 40)
            let losses = steps.column("loss")
            #expect(losses.suffix(8).reduce(0, +) < losses.prefix(8).reduce(0, +))
            let planned = try box.onecycle(
                "schedule", "tiny.json", "--set", "data.source=\(source)", "--set", "model.channels=\(channels)",
                "--set", "data.batch_size=64", "--csv", "-")
            #expect(Table(planned.stdout).rows.count == 2 * (count / 64))
        }
    }
}
