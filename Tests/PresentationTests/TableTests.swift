import Networks
import Presentation
import Testing
import Training

@Suite("Tables")
struct TableTests {
    @Test("columns are as wide as their widest cell, and the last is not padded")
    func layout() {
        var table = TextTable(["name", "n", "remark"], left: [0, 2])
        table.add(["a", "10", "-"])
        table.add(["longer", "2", "ok"])
        #expect(table.lines == ["name     n  remark", "a       10  -", "longer   2  ok"])
    }

    @Test("an epoch is the mean over the seeds that reached it")
    func epochs() {
        func epoch(_ number: Int, _ loss: Double, _ seconds: Double) -> EpochRecord {
            EpochRecord(epoch: number, trainLoss: loss, validLoss: loss / 2, accuracy: 1 - loss, seconds: seconds)
        }
        let lines = ResultTables.epochs([
            [epoch(0, 0.5, 1), epoch(1, 0.25, 2)], [epoch(0, 0.25, 2)],
        ])
        #expect(
            lines == [
                "epoch  train_loss  valid_loss  accuracy    time",
                "0        0.375000    0.187500  0.625000  1.50 s",
                "1        0.250000    0.125000  0.750000  2.00 s",
            ])
    }

    @Test("an epoch with a loss that is not a number says nan")
    func notANumber() {
        let epoch = EpochRecord(epoch: 0, trainLoss: -.nan, validLoss: .infinity, accuracy: 0.5, seconds: 0)
        #expect(ResultTables.epochs([[epoch]]).last == "0             nan         inf  0.500000  0.00 s")
    }

    @Test("specs are ordered by mean accuracy; the interval ends at 1; one seed has none")
    func comparison() {
        let lines = ResultTables.comparison([
            .init(name: "one", accuracies: [0.5], losses: [0.25], diverged: 0),
            .init(name: "none", accuracies: [], losses: [], diverged: 2),
            .init(name: "best", accuracies: [0.9, 1.0], losses: [0.5, 0.25], diverged: 1),
        ])
        #expect(
            lines == [
                "      seeds  accuracy     95 % interval  deviation  valid_loss  diverged",
                "best      2    0.9500  0.3147 to 1.0000     0.0707      0.3750         1",
                "one       1    0.5000                 -          -      0.2500         0",
                "none      0         -                 -          -           -         2",
            ])
    }

    @Test("a profile adds up equal kinds of work and puts the longest first")
    func profile() {
        let lines = ProfileTable.lines(
            "tiny", 3,
            [
                .init(purpose: "gather", implementation: "onecycle", flops: 0, calls: 2, seconds: 0.001),
                .init(purpose: "conv", implementation: "jit", flops: 1e6, calls: 1, seconds: 0.002),
                .init(purpose: "conv", implementation: "jit", flops: 1e6, calls: 1, seconds: 0.001),
                .init(purpose: "unused", implementation: "jit", flops: 1, calls: 0, seconds: 9),
            ])
        #expect(
            lines == [
                "tiny seed 3: 0.004 s, 25.0 % of it outside oneDNN",
                "what          by  calls    ms   share  us per call  GFLOP/s",
                "conv         jit      2  3.00  75.0 %       1500.0        1",
                "gather  onecycle      2  1.00  25.0 %        500.0         ",
            ])
    }
}
