import Text
package import Schedules

/// How two schedules differ, in words.
package enum ScheduleDifferenceText {
    /// A warning that values are shown as planned.
    package static let plateauWarning = "plateau acts on validation losses; the values are those before it acts"

    /// - Parameter observeValidations: whether validations change one of them, which the difference does not include.
    package static func lines(
        _ difference: ScheduleDifference, _ first: String, _ second: String, observeValidations: Bool
    ) -> [String] {
        let end = (observeValidations ? [plateauWarning] : []) + [area(difference, first, second)]
        guard let step = difference.firstStep else {
            let extent = observeValidations ? "begin the same" : "are the same over \(difference.total) steps"
            return ["\(first) and \(second) \(extent)"] + end
        }
        let rows = [
            ("lr", difference.lr), ("momentum", difference.momentum), ("weight_decay", difference.weightDecay),
        ]
        return ["\(first) and \(second) differ from step \(step) of \(difference.total)"]
            + rows.map { "\($0): \(text($1))" } + end
    }

    /// "from step 1; largest difference 0.048 at step 3 (0.05 and 0.002)"
    private static func text(_ comparison: ScheduleDifference.Comparison) -> String {
        guard let from = comparison.firstStep else { return "the same" }
        guard let largest = comparison.largest else { return "scheduled by only one of them" }
        let numbers = [largest.size, largest.first, largest.second].map { NumberText.significant($0, digits: 4) }
        return "from step \(from); largest difference \(numbers[0]) at step \(largest.step) "
            + "(\(numbers[1]) and \(numbers[2]))"
    }

    /// The sum of the learning rates over all steps, which bounds how far the parameters can move.
    private static func area(_ difference: ScheduleDifference, _ first: String, _ second: String) -> String {
        let areas = [difference.areas.first, difference.areas.second].map { NumberText.significant($0, digits: 4) }
        return "area under lr: \(areas[0]) (\(first)), \(areas[1]) (\(second))"
    }
}
