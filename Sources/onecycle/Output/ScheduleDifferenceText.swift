import Schedules

/// How two schedules differ, in words.
enum ScheduleDifferenceText {
    static func lines(_ difference: ScheduleDifference, _ first: String, _ second: String) -> [String] {
        guard let step = difference.firstStep else {
            return [
                "\(first) and \(second) are the same over \(difference.total) steps", area(difference, first, second),
            ]
        }
        var lines = ["\(first) and \(second) differ, on step \(step) first, of \(difference.total)"]
        let rows = [
            ("lr", difference.lr), ("momentum", difference.momentum), ("weight_decay", difference.weightDecay),
        ]
        for (name, comparison) in rows {
            if let largest = comparison.largest, let from = comparison.firstStep {
                lines.append(
                    "\(name): from step \(from); most at step \(largest.step), \(largest.first) and \(largest.second)")
            } else if comparison.firstStep != nil {
                lines.append("\(name): moved by one of them alone")
            } else {
                lines.append("\(name): the same")
            }
        }
        return lines + [area(difference, first, second)]
    }

    /// The sum of the learning rates over all steps: how far the parameters may go.
    private static func area(_ difference: ScheduleDifference, _ first: String, _ second: String) -> String {
        "area under lr: \(difference.areas.first) (\(first)), \(difference.areas.second) (\(second))"
    }
}
