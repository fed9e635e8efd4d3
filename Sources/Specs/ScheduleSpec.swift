package import JSON
import Schedules
import Training

/// `schedule`: what the tables have checked and completed. `ExperimentSpec.makeSchedule` makes it.
public struct ScheduleSpec: Sendable, Equatable {
    /// `type`: "one_cycle".
    public let type: String
    /// Of `one_cycle`: "documented".
    public let flavor: String?
    /// The highest learning rate that is named, `lr_max` or `lr`, where it is a number.
    public let lr: Double?
    /// Rates that a range test is still to give.
    public let unknownRates: [FinderRate]
    let values: CheckedObject
    /// Every key with its value.
    package var keys: [JSONValue.Member] { values.members }

    init(_ values: CheckedObject) throws(SchemaMismatch) {
        self.values = values
        type = try values.string("type")
        flavor = values.has("flavor") ? try values.string("flavor") : nil
        lr = ["lr_max", "lr"].lazy.compactMap { try? values.rate($0) }.first
        unknownRates = try values.unknownRates()
    }
}

/// What is wrong with a schedule, and where in the spec.
package struct ScheduleProblem: Error {
    package var place: SpecKeyPath
    var parameter: InvalidParameter
}

/// All of it.
package struct ScheduleProblems: Error {
    package var problems: [ScheduleProblem]
}

extension ScheduleProblems: CustomStringConvertible {
    package var description: String {
        problems.map { "\($0.place): \($0.parameter.problem)" }.joined(separator: "; ")
    }
}

extension InvalidParameter {
    /// "0.3 is not at least 1".
    var problem: String {
        guard let value else { return requirement }
        return (value.isFinite ? JSONWriter.text(of: value) : "\(value)") + " is not " + requirement
    }
}
