import Specs

/// A schedule of more steps than fit in memory for a figure.
package struct TooLongToDraw: Error, CustomStringConvertible {
    private let schedule: String

    /// - Parameter schedule: the schedule with its length.
    package init(schedule: String) { self.schedule = schedule }

    package var description: String {
        "\(schedule) is longer than the max of \(DurationSpec.maxSteps) steps in a figure; set a length with --steps, or "
            + "write the values with --csv"
    }
}

/// Two schedules of different lengths.
package struct DifferentLengths: Error, CustomStringConvertible {
    private let first: String
    private let second: String

    /// - Parameters:
    ///   - first: the first schedule with its length.
    ///   - second: the second schedule with its length.
    package init(first: String, second: String) {
        self.first = first
        self.second = second
    }

    package var description: String {
        "\(first) and \(second) differ in length and cannot be compared step by step; set one length with --steps"
    }
}
