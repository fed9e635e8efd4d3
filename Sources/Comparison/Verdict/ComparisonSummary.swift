import Statistics
import Text

extension ComparisonReport {
    /// All verdicts in one line: "24 arms, 276 pairs: 3 differences shown, 12 not shown, n too small in 261".
    public var summary: String {
        func count(_ finding: Verdict.Finding) -> Int { pairs.count { $0.verdict.finding == finding } }
        let shown = count(.beats)
        var parts = [shown == 0 ? "no difference shown" : "\(shown) \(shown == 1 ? "difference" : "differences") shown"]
        if shown > 0, count(.noDifference) > 0 { parts.append("\(count(.noDifference)) not shown") }
        for (finding, words) in [
            (Verdict.Finding.equal, "equality shown"), (.tooFewSeeds, "n too small"), (.infinite, "a loss not finite"),
            (.noPairs, "no seed in common"),
        ] where count(finding) > 0 {
            parts.append("\(words) in \(count(finding))")
        }
        return "\(arms.count) arms, \(compared): \(parts.joined(separator: ", "))"
    }

    /// The smallest number of seeds with which a difference could be shown, if n is smaller; nil otherwise.
    public var seedsRemark: String? {
        let few = pairs.filter { $0.verdict.finding == .tooFewSeeds }
        guard let min = few.map(\.n).min(), let max = few.map(\.n).max() else { return nil }
        let counts = min == max ? "\(min)" : "\(min) to \(max)"
        let needed = ComparisonFamily.seedsNeeded(tests: family.tests)
        var text =
            "n = \(counts) is too small for p < \(alpha)\(family.correction.map { " by \($0)" } ?? ""): "
            + (needed.map { "at least \($0) seeds of each arm are needed" }
                ?? "\(SignFlipTest.exactLimit) seeds of each arm do not suffice")
        let planned = ComparisonFamily.seedsNeeded(tests: arms.count - 1)
        if family.baseline == nil, let planned, planned < needed ?? .max {
            text += ", or \(planned) with a baseline (--baseline)"
        }
        return text
    }

    /// "276 pairs", "3 comparisons with one-cycle"
    private var compared: String {
        let count = pairs.count
        guard let baseline = family.baseline else { return "\(count) \(count == 1 ? "pair" : "pairs")" }
        return "\(count) \(count == 1 ? "comparison" : "comparisons") with \(Printable.text(baseline))"
    }
}
