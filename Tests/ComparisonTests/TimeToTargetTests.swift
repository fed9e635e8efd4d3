import TestSupport
import Specs
import Runs
import Comparison
import Statistics
import Testing
import Training

/// Epochs of ten seconds with these validation accuracies.
private func curve(_ accuracies: [Double], seed: UInt64 = 0) -> ComparedRun {
    let epochs = accuracies.enumerated().map { index, accuracy in
        EpochRecord(epoch: index, trainLoss: 1, validLoss: 1, accuracy: accuracy, seconds: 10)
    }
    return ComparedRun(seed: seed, epochs: epochs)
}

@Suite("Time to a target")
struct TimeToTargetTests {
    @Test("linear between validations")
    func linear() throws {
        let time = try #require(TimeToTarget(0.75, in: curve([0.5, 0.625, 0.875, 0.9])))
        #expect(time.epochs == 2.5)
        #expect(time.seconds == 25)
        #expect(TimeToTarget(0.625, in: curve([0.5, 0.625]))?.epochs == 2)
    }

    @Test("the first time counts, and nothing is known before the first validation")
    func first() {
        #expect(TimeToTarget(0.75, in: curve([0.75, 0.5, 0.9]))?.epochs == 1)
        #expect(TimeToTarget(0.75, in: curve([0.5, 1, 0.5, 1]))?.epochs == 1.5)
        #expect(TimeToTarget(0.1, in: curve([0.9]))?.seconds == 10)
    }

    @Test("misses, and numbers that are none")
    func misses() {
        #expect(TimeToTarget(0.75, in: curve([0.5, 0.7])) == nil)
        #expect(TimeToTarget(0.75, in: curve([])) == nil)
        #expect(TimeToTarget(.nan, in: curve([0.5])) == nil)
        #expect(TimeToTarget(0.75, in: curve([.nan, .nan])) == nil)
        #expect(TimeToTarget(0.75, in: curve([0.5, .nan, 0.8]))?.epochs == 3)
        #expect(TimeToTarget(0.5, in: ComparedRun(seed: 0, accuracy: 0.9)) == nil)
    }

    @Test("medians over all runs; a miss is infinite")
    func medians() {
        func run(_ seed: UInt64, _ accuracies: [Double]) -> ComparedRun {
            curve(accuracies, seed: seed)
        }
        let (one, two, miss) = (run(0, [0.8]), run(1, [0.7, 0.75]), run(2, [0.7, 0.7]))
        func summary(_ runs: [ComparedRun]) -> TargetSummary { TargetSummary(0.75, runs: runs) }
        #expect(summary([one, two]).medianEpochs == 1.5)
        #expect(summary([one, two]).medianSeconds == 15)
        #expect(summary([one, two, miss]).medianEpochs == 2)
        #expect(summary([one, two, miss]).reached == 2)
        #expect(summary([one, miss]).medianEpochs == nil)
        #expect(summary([miss, miss]).medianSeconds == nil)
        #expect(summary([]).medianEpochs == nil)
        #expect(summary([]).n == 0)
    }
}
