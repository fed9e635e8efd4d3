public import Statistics
import Text
public import Training

/// The best of several arms by its mean, and the arms that cannot be told from it.
///
/// Each other arm is tested against the best one by the sign-flip test, with Bonferroni's correction over these tests.
/// An arm is worse if p is below 0.05. With a probability of 95 %, the truly best arm is the best one or one that is
/// not worse. This holds although the same results chose the best. To exclude the truly best arm, one of its own
/// comparisons must be wrong (Hsu, 1984).
public struct Leader: Sendable, Equatable, Codable {
    /// The arm with the best mean; of equal ones the first.
    public let arm: String
    /// The metric that arms are compared by.
    public let metric: ValidationMetric
    /// Of the best arm. It was chosen by this mean, which therefore flatters it.
    public let mean: Double
    /// The 95 % interval of the mean, which takes no account of the choice.
    public let interval: MeanInterval?
    /// Number of tests that p is corrected over.
    public let tests: Int
    /// Arms that cannot be told from the best one, in the order of their means.
    public let alike: [String]
    /// Arms that are worse, in the order of their means.
    public let worse: [String]
    /// Arms without a test: infinite losses, or no seed in common.
    public let untested: [String]
    /// All of this in words.
    public let sentence: String

    /// - Returns: nil for fewer than three arms, or if no arm has a mean.
    init?(_ arms: [ComparedArm], options: ComparisonOptions) {
        let metric = options.metric
        let summaries = arms.map { arm in MetricSummary(arm.runs.map { $0[metric] }, of: metric) }
        let ranked = metric.ranking(summaries.map(\.mean)).map { (arms[$0], summaries[$0]) }
        guard arms.count > 2, let (best, summary) = ranked.first, let mean = summary.mean else { return nil }
        let pairs = ranked.dropFirst().map { PairMeasurement(best, $0.0, options: options) }
        let tested = pairs.filter { $0.test != nil }
        let worse = tested.filter { pair in
            let p = min(1, (pair.test?.p ?? 1) * Double(tested.count))
            return p < ComparisonOptions.alpha && (Moments(pair.differences)?.mean ?? 0) > 0
        }.map(\.second.name)
        self.metric = metric
        arm = best.name
        self.mean = mean
        interval = summary.interval
        tests = tested.count
        self.worse = worse
        alike = tested.map(\.second.name).filter { !worse.contains($0) }
        untested = pairs.filter { $0.test == nil }.map(\.second.name)
        sentence = Self.sentence(best.name, alike: alike, worse: worse, untested: untested)
    }

    /// "best: a; these 2 cannot be told from it: b and c"
    private static func sentence(_ best: String, alike: [String], worse: [String], untested: [String]) -> String {
        func list(_ names: [String]) -> String {
            let shown = names.prefix(8).map { Printable.text($0) }
            return names.count > 8
                ? shown.joined(separator: ", ") + " and \(names.count - 8) more" : Printable.inWords(Array(shown))
        }
        var parts = ["best: \(Printable.text(best))"]
        if !alike.isEmpty {
            let which = alike.count == 1 ? "this one" : "these \(alike.count)"
            parts.append("\(which) cannot be told from it: " + list(alike))
        }
        if !worse.isEmpty { parts.append(alike.isEmpty ? "all others are worse" : "\(worse.count) are worse") }
        if !untested.isEmpty { parts.append("not tested against it: " + list(untested)) }
        return parts.joined(separator: "; ")
    }
}

extension ValidationMetric {
    /// Indices of means, the best first; equal ones and missing ones in their order.
    func ranking(_ means: [Double?]) -> [Int] {
        means.indices.sorted { one, other in
            guard let left = means[one] else { return means[other] == nil && one < other }
            guard let right = means[other] else { return true }
            return left == right ? one < other : advantage(of: left, over: right) > 0
        }
    }
}

extension ComparisonReport {
    /// Indices of the arms, the best mean of the compared metric first.
    package var ranking: [Int] { metric.ranking(arms.map { $0[metric].mean }) }
}
