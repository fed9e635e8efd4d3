package import Schedules

/// How two schedules differ, in words.
package enum ScheduleDifferenceText {
    /// - Parameter hearValidations: one of them is changed by validations, which the difference does not know.
    package static func lines(
        _ difference: ScheduleDifference, _ first: String, _ second: String, hearValidations: Bool
    ) -> [String] {
        let plateau = "plateau acts on the losses of validations: this is before it has acted"
        let end = (hearValidations ? [plateau] : []) + [area(difference, first, second)]
        guard let step = difference.firstStep else {
            let extent = hearValidations ? "begin the same" : "are the same over \(difference.total) steps"
            return ["\(first) and \(second) \(extent)"] + end
        }
        let rows = [
            ("lr", difference.lr), ("momentum", difference.momentum), ("weight_decay", difference.weightDecay),
        ]
        return ["\(first) and \(second) differ, on step \(step) first, of \(difference.total)"]
            + rows.map { "\($0): \(text($1))" } + end
    }

    /// "from step 1; most at step 3, by 0.048 (0.05 and 0.002)"
    private static func text(_ comparison: ScheduleDifference.Comparison) -> String {
        guard let from = comparison.firstStep else { return "the same" }
        guard let largest = comparison.largest else { return "moved by one of them alone" }
        return "from step \(from); most at step \(largest.step), by \(Rounded.value(largest.size)) "
            + "(\(Rounded.value(largest.first)) and \(Rounded.value(largest.second)))"
    }

    /// The sum of the learning rates over all steps: how far the parameters may go.
    private static func area(_ difference: ScheduleDifference, _ first: String, _ second: String) -> String {
        let areas = difference.areas
        return "area under lr: \(Rounded.value(areas.first)) (\(first)), \(Rounded.value(areas.second)) (\(second))"
    }
}
