import Plotting
import Text

/// Labels, and parts of captions, that several figures of a comparison share.
enum ComparisonLabels {
    /// A value in a column: four significant digits, five from 10 on.
    static func value(_ value: Double) -> String {
        TickFormatter.number(value, digits: abs(value) >= 10 ? 4 : 3).flattened
    }

    /// A difference in a cell: two significant digits, whole from 10 on.
    static func difference(_ value: Double) -> String { TickFormatter.number(value, digits: 2).flattened }

    /// The text for an arm without a mean.
    static func noMean(_ values: [Double]) -> String {
        let infinite = values.count { !$0.isFinite }
        return infinite > 0 ? "\(infinite) of \(values.count) infinite" : "none"
    }

    /// "; diverged and included: 2 of 5 runs of constant-high", or the total over many arms; empty for none.
    static func diverged(_ arms: [ArmSamples]) -> String {
        let found = arms.filter { $0.diverged > 0 }
        if found.count > 3 {
            let (runs, all) = (found.reduce(0) { $0 + $1.diverged }, arms.reduce(0) { $0 + $1.values.count })
            return "; \(runs) of \(all) runs in \(found.count) arms diverged and are included"
        }
        let parts = found.map { "\($0.diverged) of \($0.values.count) runs of \($0.name)" }
        return parts.isEmpty ? "" : "; diverged and included: " + parts.joined(separator: ", ")
    }

    /// "5 seeds", "1 seed", "3 to 5 seeds".
    static func seeds(_ counts: [Int]) -> String {
        let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
        return (fewest == most ? "\(most)" : "\(fewest) to \(most)") + (most == 1 ? " seed" : " seeds")
    }

    /// The text with a capital first letter.
    static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// p with as many digits as in a verdict.
    static func probability(_ p: Double, alpha: Double) -> String {
        TickFormatter.number(p, digits: NumberText.digits(ofP: p, alpha: alpha) ?? 2).flattened
    }
}
