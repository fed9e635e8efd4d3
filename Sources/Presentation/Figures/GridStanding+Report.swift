package import Comparison
package import Figures
import Statistics
import Text

extension GridStanding {
    /// The best arm of a comparison, and the arms that cannot be told from it, as `Leader` defines them.
    package init(_ report: ComparisonReport) {
        let names = report.arms.map(\.name)
        guard let leader = report.best, let best = names.firstIndex(of: leader.arm) else {
            self = .unknown
            return
        }
        let seeds = report.arms.map(\.runs.count)
        let smallest = SignFlipTest.smallestP(pairs: seeds.max() ?? 0) * Double(max(1, leader.tests))
        let isTooSmall = leader.tests > 0 && smallest >= report.alpha
        self.init(
            best: best, near: Set(leader.alike.compactMap(names.firstIndex)),
            note: "not shown to be worse than the best (sign-flip test"
                + (leader.tests > 1 ? ", Bonferroni over \(leader.tests) cells)" : ")"),
            limit: isTooSmall ? "\(Self.seeds(seeds)) cannot tell cells apart" : nil)
    }

    /// "3 seeds", "3 to 5 seeds"
    private static func seeds(_ counts: [Int]) -> String {
        let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
        return (fewest == most ? "" : "\(fewest) to ") + Plural.counted(most, "seed")
    }
}
