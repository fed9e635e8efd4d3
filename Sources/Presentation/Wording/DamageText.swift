import Files
package import Runs
import Specs

/// The parts of a recorded run that are left out, in words.
package struct DamageText {
    private let experiment: RecordedExperiment

    package init(_ experiment: RecordedExperiment) { self.experiment = experiment }

    /// "one: 2 of 3 seeds are complete; damaged: seed 1 (steps.csv)"; empty if nothing is damaged or missing.
    package var lines: [String] {
        [SeedStates(experiment).sentence, rangeTest].compactMap { $0 }.map { "\(experiment.name): \($0)" }
    }

    /// "the range test is damaged (lr_finder.json), and left out"; nil if it is whole, or if the run has no test.
    package var rangeTest: String? {
        switch experiment.rangeTest {
        case .damaged(let file): "the range test is damaged (\(file)), and left out"
        case .unreadable(let error): "the range test cannot be read (\(error.reason.words)), and is left out"
        case .otherSettings: "the recorded range test is of other settings, and left out"
        case .none where experiment.lacksRangeTest: "the range test is missing (lr_finder.json)"
        case .none, .complete: nil
        }
    }

    /// Whether files were altered, are missing or cannot be read, or seeds are of another training than the spec.
    package var hasDamage: Bool {
        switch experiment.rangeTest {
        case .damaged, .unreadable: true
        case .none, .otherSettings, .complete:
            experiment.hasDamagedSeeds || !experiment.seedsOfOtherTraining.isEmpty || experiment.lacksRangeTest
        }
    }
}
