package import Comparison
package import Figures
import Statistics
import Training

/// The best arm of a comparison by its mean, and the arms that cannot be told from it.
package struct LeadingArm {
    package let standing: GridStanding

    /// An arm cannot be told from the best one if the 95 % interval (Student's t) of their paired differences contains
    /// 0. Arms without two seeds in common with it cannot be told from it either.
    package init(_ report: ComparisonReport) {
        let metric = report.metric
        let means = report.arms.map { $0[metric].mean }
        let best = means.indices.filter { means[$0] != nil }.max { one, other in
            metric.advantage(of: means[one] ?? .nan, over: means[other] ?? .nan) < 0
        }
        guard let best else {
            standing = .unknown
            return
        }
        let runs = Dictionary(
            report.arms[best].runs.map { ($0.seed, $0[metric]) }, uniquingKeysWith: { first, _ in first })
        let near = report.arms.indices.filter { arm in
            guard arm != best, means[arm] != nil else { return false }
            let differences = report.arms[arm].runs.compactMap { run in
                runs[run.seed].map { metric.advantage(of: $0, over: run[metric]) }
            }
            return Self.mayBeZero(differences)
        }
        standing = GridStanding(
            best: best, near: Set(near), note: "the 95 % interval of its difference from the best contains 0")
    }

    /// Whether the 95 % interval of the mean of these differences contains 0.
    private static func mayBeZero(_ differences: [Double]) -> Bool {
        guard let moments = Moments(differences), let deviation = moments.deviation,
            let t = StudentT.quantile(0.975, degrees: differences.count - 1)
        else { return true }
        return abs(moments.mean) <= t * deviation / Double(differences.count).squareRoot()
    }
}
