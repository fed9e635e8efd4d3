import Statistics
import Text
import Training

/// The wording of verdicts: the answer in plain words, then the numbers behind it.
struct VerdictWording {
    let finding: Verdict.Finding
    let first: String
    let second: String
    let metric: ValidationMetric
    let difference: Double?
    let interval: MeanInterval?
    let equivalence: Equivalence?
    let p: Double?
    let family: ComparisonFamily
    let n: Int
    let smallestDetectable: Double?
    let seedsNeeded: Int?
    let untunedBaselines: [String]
    let diverged: [Verdict.Diverged]
    let mismatches: [String]

    var sentence: String {
        ([head] + numbers + remarks).joined(separator: "; ")
            + (mismatches.isEmpty ? "" : " (forced: they differ in \(mismatches.joined(separator: ", ")))")
    }

    private var head: String {
        let (first, second) = (Printable.text(first), Printable.text(second))
        switch finding {
        case .beats: return "\(first) is better than \(second) by \(amount)\(range)"
        case .equal: return "\(first) and \(second) are equal within \(margin)\(equalRange)"
        case .noDifference, .tooFewSeeds:
            if difference == 0 { return "\(first) and \(second) have the same mean\(range)" }
            let looks =
                metric == .finalAccuracy ? "\(amount) better than \(second)" : "better than \(second) by \(amount)"
            return "\(first) looks \(looks)\(range), but \(seeds)"
        case .infinite:
            return "\(first) and \(second) cannot be compared by \(metric.name): not every loss is a finite number"
        case .noPairs: return "\(first) and \(second) have no seed in common"
        }
    }

    /// "5 seeds cannot prove it: 9 would, with 80 % probability"
    private var seeds: String {
        let known = "\(Plural.counted(n, "seed")) cannot prove it"
        let power = "with \(NumberText.decimals(100 * ComparisonOptions.power, 0)) % probability"
        if n < MeanInterval.minCount {
            guard let least = ComparisonFamily.seedsNeeded(tests: family.tests) else { return known }
            return known + ": at least \(least) are needed"
        }
        if let seedsNeeded { return known + ": \(seedsNeeded) would, \(power)" }
        let limit = SignFlipTest.exactLimit
        let reach = smallestDetectable.map { " (n = \(n) shows \(text.amount($0)) \(power))" } ?? ""
        return known + (n < limit ? ", and \(limit) would not either" : "") + reach
    }

    /// p and n; n alone without a test.
    private var numbers: [String] {
        let probability = p.map { Self.probability($0) + (family.correction.map { " by \($0)" } ?? "") }
        return notEqual + [([probability].compactMap { $0 } + ["n = \(n)"]).joined(separator: ", ")]
    }

    private var notEqual: [String] {
        guard equivalence?.isShown == false, finding == .noDifference || finding == .tooFewSeeds else { return [] }
        return ["equality within \(margin) is not shown either\(equalRange)"]
    }

    /// "0.1 points"
    private var margin: String {
        equivalence.map { "\(NumberText.significant($0.margin * (metric.isAccuracy ? 100 : 1))) \(text.unit)" } ?? ""
    }

    /// " (-0.04 to 0.07, with 90 %)"; "" without an interval.
    private var equalRange: String {
        guard let equivalence, let interval = equivalence.interval else { return "" }
        let confidence = NumberText.significant(100 * equivalence.confidence)
        return " (\(text.range(interval.low, interval.high)), with \(confidence) %)"
    }

    private var remarks: [String] {
        diverged.map { "\($0.runs) of \($0.of) runs of \(Printable.text($0.arm)) diverged" }
            + untunedBaselines.map { "baseline untuned: \(Printable.text($0)) tried a single rate" }
    }

    private var amount: String { difference.map(text.amount) ?? "" }

    /// " (1.40 to 2.13)"; " in every seed" if all differences are equal.
    private var range: String {
        if let interval { return " (\(text.range(interval.low, interval.high)))" }
        return n >= MeanInterval.minCount ? " in every seed" : ""
    }

    private var text: DifferenceText {
        DifferenceText(metric, width: interval.map { $0.high - $0.low } ?? difference ?? 0)
    }

    private static func probability(_ p: Double) -> String {
        let digits = NumberText.digits(ofP: p, alpha: ComparisonOptions.alpha)
        return "p = \(digits.map { NumberText.significant(p, digits: $0) } ?? "\(p)")"
    }
}
