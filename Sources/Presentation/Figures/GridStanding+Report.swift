package import Comparison
package import Figures

extension GridStanding {
    /// The best arm of a comparison, and the arms that cannot be told from it, as `Leader` defines them.
    package init(_ report: ComparisonReport) {
        let names = report.arms.map(\.name)
        guard let leader = report.best, let best = names.firstIndex(of: leader.arm) else {
            self = .unknown
            return
        }
        self.init(
            best: best, near: Set(leader.alike.compactMap(names.firstIndex)),
            note: "not shown to be worse than the best (sign-flip test"
                + (leader.tests > 1 ? ", Bonferroni over \(leader.tests) cells)" : ")"))
    }
}
