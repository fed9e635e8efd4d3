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

    @Test("an epoch is the mean over the seeds that reached it, which are counted if one did not")
    func epochs() {
        func epoch(_ number: Int, _ loss: Double, _ seconds: Double) -> EpochRecord {
            EpochRecord(epoch: number, trainLoss: loss, validLoss: loss / 2, accuracy: 1 - loss, seconds: seconds)
        }
        let long = [epoch(0, 0.5, 1), epoch(1, 0.25, 2)]
        #expect(
            ResultTables.epochs([long, [epoch(0, 0.25, 2)]]) == [
                "epoch  seeds  train_loss  valid_loss  accuracy    time",
                "0          2    0.375000    0.187500  0.625000  1.50 s",
                "1          1    0.250000    0.125000  0.750000  2.00 s",
            ])
        #expect(ResultTables.epochs([long, long])[0] == "epoch  train_loss  valid_loss  accuracy    time")
    }

    @Test("an epoch with a loss that is not a number says nan")
    func notANumber() {
        let epoch = EpochRecord(epoch: 0, trainLoss: -.nan, validLoss: .infinity, accuracy: 0.5, seconds: 0)
        #expect(ResultTables.epochs([[epoch]]).last == "0             nan         inf  0.500000  0.00 s")
    }

    /// The epochs of a run with these validation accuracies.
    private func run(_ accuracies: Double..., loss: Double = 0.25) -> [EpochRecord] {
        accuracies.enumerated().map {
            EpochRecord(epoch: $0, trainLoss: loss, validLoss: loss, accuracy: $1, seconds: 1)
        }
    }

    @Test("specs are ordered by mean accuracy; missing intervals have a reason; the best of three was chosen")
    func comparison() {
        let rows: [ResultTables.Row] = [
            .init(name: "one", runs: [run(0.5)], outcomes: [.completed]),
            .init(name: "dead", runs: [run(0.4956), run(0.4956), run(0.4956)], outcomes: [.stuck, .stuck, .stuck]),
            .init(name: "none", runs: [[], []], outcomes: [.diverged, .diverged]),
            .init(
                name: "best", runs: [run(0.979), run(0.985), run(0.98), run(0.99)],
                outcomes: [.completed, .completed, .diverged, .completed]),
        ]
        #expect(
            ResultTables.comparison(rows) == [
                "      seeds  accuracy     95 % interval  valid_loss  diverged  stuck  deviation",
                "best      4    0.9835  0.9722 to 0.9898      0.2500         1      0     0.0051",
                "one       1    0.5000                 -      0.2500         0      0          -",
                "dead      3    0.4956                 -      0.2500         0      3     0.0000",
                "none      2    0.0000                 -           -         2      0     0.0000",
                "no interval: 1 seed cannot say how much seeds vary",
                "no interval: all values are equal, which does not show that other seeds give the same",
                "no interval: 2 seeds cannot say how much seeds vary; 3 can",
                "best was chosen of 4 on the images that its accuracy is reported on: on other images it is likely to be worse",
            ])
        // A diverged run without a validation counts with an accuracy of 0, as in `compare`.
        let mixed = ResultTables.comparison([
            .init(name: "mixed", runs: [run(0.9), []], outcomes: [.completed, .diverged])
        ])
        #expect(mixed[1].hasPrefix("mixed      2    0.4500"))
    }

    @Test("a narrow terminal shortens names in the middle, then drops the last columns and names them")
    func width() {
        var table = TextTable(["", "n", "accuracy", "deviation"])
        table.add(["one-cycle-lr_max-0.05-long", "10", "0.9890", "0.0010"])
        table.add(["one-cycle-lr_max-0.20-long", "10", "0.9850", "0.0020"])
        #expect(table.lines(in: .init(width: 80)) == table.lines)
        #expect(
            table.lines(in: .init(width: 45)) == [
                "                       n  accuracy  deviation", "one-cycle-…0.05-long  10    0.9890     0.0010",
                "one-cycle-…0.20-long  10    0.9850     0.0020",
            ])
        #expect(
            table.lines(in: .init(width: 34)) == [
                "                       n  accuracy", "one-cycle-…0.05-long  10    0.9890",
                "one-cycle-…0.20-long  10    0.9850", "wider terminals show deviation",
            ])
        for width in 1...60 {
            let lines = table.lines(in: .init(width: width))
            #expect(Set(lines[1...2]).count == 2, "names stay different")
            if width > 33 { #expect(lines.prefix(3).allSatisfy { $0.count <= width }) }
            #expect((lines.count == 4) == !lines[0].contains("deviation"))
        }
    }

    @Test("colours are for terminals only, unless NO_COLOR or TERM forbids them; COLUMNS sets the width")
    func style() {
        #expect(TableStyle(environment: [:], terminal: nil) == TableStyle())
        #expect(TableStyle(environment: ["TERM": "xterm"], terminal: 100) == TableStyle(width: 100, hasColor: true))
        for (key, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
            #expect(TableStyle(environment: [key: value], terminal: 100) == TableStyle(width: 100))
        }
        #expect(TableStyle(environment: ["NO_COLOR": ""], terminal: 100).hasColor)
        #expect(TableStyle(environment: ["COLUMNS": "60"], terminal: 100).width == 60)
        #expect(TableStyle(environment: ["COLUMNS": "60"], terminal: nil) == TableStyle(width: 60))
        #expect(TableStyle(environment: ["COLUMNS": "wide"], terminal: 100).width == 100)
        var table = TextTable(["", "n"])
        table.add(["a", "1"], .bold)
        table.add(["b", "2"])
        #expect(table.lines(in: .init(hasColor: true)) == ["\u{1B}[1m   n\u{1B}[0m", "\u{1B}[1ma  1\u{1B}[0m", "b  2"])
    }

    @Test("sparklines share a logarithmic scale; a diverged run keeps its last accuracy")
    func sparklines() {
        #expect(Sparkline.accuracies([[0.9, 0.99, 0.999], [0.9, 0.9, .nan]]) == ["▁▅█", "▁▁ "])
        #expect(Sparkline.accuracies([[0.5, 1, 0.75]]) == ["▁██"])
        #expect(Sparkline.accuracies([[0.5, 0.6]]) == nil)
        #expect(Sparkline.accuracies([[0.5, 0.5, 0.5]]) == nil)
        #expect(Sparkline.accuracies([]) == nil)
        let long = Sparkline.accuracies([(0..<1_000).map { Double($0) / 1_001 }])?[0]
        #expect(long?.count == 12 && long?.last == "█" && long?.first == "▁")
        #expect(Sparkline.mean([[0.5, 1], [0.25], []]) == [0.25, 1.25 / 3])
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
                "tiny seed 3: 0.004 s, 25.0 % of it outside convolutions and linear layers",
                "what          by  calls    ms   share  us per call  GFLOP/s",
                "conv         jit      2  3.00  75.0 %       1500.0        1",
                "gather  onecycle      2  1.00  25.0 %        500.0         ",
            ])
    }
}
