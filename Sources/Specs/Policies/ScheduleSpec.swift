package import JSON
import Schedules

/// `schedule`. `ExperimentSpec.makeSchedule` makes the schedule itself.
public struct ScheduleSpec: Sendable, Equatable {
    /// `type`: "one_cycle".
    public let type: String
    /// Of `one_cycle`: "documented".
    public let flavor: String?
    /// The highest learning rate that is given, `lr_max` or `lr`; nil if a range test has yet to give it.
    public let lr: Double?
    /// Rates that a range test has yet to give.
    public let unknownRates: [FinderRate]
    let values: SpecDecoder
    /// Every key with its value.
    package var keys: [JSONValue.Member] { values.members }

    init(_ values: SpecDecoder) throws {
        self.values = values
        type = try PolicyList.learningRate.type.choice(in: values).name
        flavor =
            try values.value(of: OneCycleKeys.flavor.name) == nil ? nil : OneCycleKeys.flavor.choice(in: values).name
        lr = try [PolicyKeys.maxRate, PolicyKeys.rate].lazy.compactMap { try RateKeys.known(values.value(of: $0)) }
            .first
        unknownRates = try values.unknownRates()
    }
}

/// An invalid parameter of a schedule, and its place in the spec.
package struct PolicyIssue: Sendable {
    var place: SpecKeyPath
    var parameter: InvalidParameter
}

/// Everything that is wrong with a schedule. Reading the spec finds it first.
package struct PolicyError: Error, CustomStringConvertible {
    var issues: [PolicyIssue]

    package var description: String {
        issues.map { "\($0.place): \($0.parameter.issue)" }.joined(separator: "; ")
    }
}

extension InvalidParameter {
    /// "0.3 is not at least 1".
    var issue: String {
        guard let value else { return requirement }
        return (value.isFinite ? JSONWriter.text(of: value) : "\(value)") + " is not " + requirement
    }
}
