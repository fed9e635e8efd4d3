import ArgumentParser
import Comparison
import Training

/// The options for seeds as needed.
struct UntilClearArguments: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Add seeds until every comparison is clear, or has --max-seeds. You may look at the result after every seed."
        ))
    var untilClear = false

    @Option(
        help: ArgumentHelp(
            "Max number of seeds per arm with --until-clear (default: \(UntilClearOptions.defaultLimit), or more if more "
                + "seeds are listed). Choose it before you see results.",
            valueName: "n"))
    var maxSeeds: Int?

    func validate() throws {
        guard let maxSeeds else { return }
        let limits = UntilClearOptions.limits
        if !limits.contains(maxSeeds) {
            throw ValidationError(
                "--max-seeds \(maxSeeds) is not between \(limits.lowerBound) and \(limits.upperBound)")
        }
        if !untilClear { throw ValidationError("--max-seeds needs --until-clear") }
    }

    /// The options, with a metric and a baseline.
    /// - Parameter listed: the largest number of seeds that a spec or a table lists.
    func options(
        metric: ValidationMetric, baseline: ComparisonOptions.Baseline, listed: Int
    ) -> UntilClearOptions {
        let limits = UntilClearOptions.limits
        let limit = maxSeeds ?? min(limits.upperBound, max(UntilClearOptions.defaultLimit, listed))
        return UntilClearOptions(metric: metric, baseline: baseline, limit: limit)
    }
}
