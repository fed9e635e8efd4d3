import Schedules

/// Makes the schedule that a spec describes.
struct ScheduleBuilder {
    /// Converts durations in epochs, at least 1.
    let stepsPerEpoch: Int
    /// Whether extreme rates replace those that a range test has yet to give. They serve to check the other values.
    var supposesRates = false
    private let issues = PolicyIssueList()

    init(stepsPerEpoch: Int, supposesRates: Bool = false) {
        self.stepsPerEpoch = stepsPerEpoch
        self.supposesRates = supposesRates
    }

    /// The schedule of learning rate, momentum and weight decay.
    /// - Throws: `UnknownRate` if a range test has yet to give a rate; `PolicyError`.
    func make(_ values: SpecDecoder) throws -> any Schedule {
        let (schedule, issues) = try makeReplacingInvalid(values)
        guard issues.isEmpty else { throw PolicyError(issues: issues) }
        return schedule
    }

    /// The schedule with a constant in the place of each invalid policy, and all that is wrong.
    /// - Throws: `UnknownRate`.
    func makeReplacingInvalid(_ values: SpecDecoder) throws -> (schedule: any Schedule, issues: [PolicyIssue]) {
        issues.list = []
        let lr = try policy(values, .learningRate)
        var momentum = try values[ScheduleKeys.momentum].map { try policy($0, .momentum) }
        let weightDecay = try values[ScheduleKeys.weightDecay].map { try policy($0, .weightDecay) }
        if momentum != nil, lr.moves.momentum {
            momentum = nil
            let parameter = InvalidParameter(
                name: ScheduleKeys.momentum.name, value: nil, requirement: try movedTwice(values))
            issues.list.append(PolicyIssue(place: values.place(of: ScheduleKeys.momentum.name), parameter: parameter))
        }
        if momentum == nil, weightDecay == nil { return (lr, issues.list) }
        let all = try placing(values, .learningRate) {
            try Hyperparameters(lr: lr, momentum: momentum, weightDecay: weightDecay)
        }
        return (all ?? lr, issues.list)
    }

    /// The schedule of one quantity; a constant if it is invalid, which is noted.
    func policy(_ values: SpecDecoder, _ quantity: ScheduledQuantity) throws -> any Schedule {
        let policy = try PolicyList.of(quantity).type.choice(in: values)
        let schedule = try placing(values, quantity) {
            try policy.make.schedule(PolicyValues(decoder: values, builder: self))
        }
        return try schedule ?? Constant(lr: 0)
    }

    /// A duration by the length of an epoch.
    func length(_ span: Span) throws -> Length {
        switch span {
        case .steps(let steps): .steps(steps)
        case .epochs(let epochs): try .epochs(epochs, stepsPerEpoch: stepsPerEpoch)
        case .fraction(let fraction): .fraction(fraction)
        }
    }

    /// Notes a schedule's error at the keys of the spec that it is about.
    /// - Returns: nil if there was an error.
    private func placing(
        _ values: SpecDecoder, _ quantity: ScheduledQuantity, _ make: () throws -> any Schedule
    ) throws -> (any Schedule)? {
        do {
            return try make()
        } catch ScheduleError.invalid(let parameters) {
            issues.list += parameters.map { parameter in
                let name =
                    parameter.name.hasPrefix(PolicyKeys.rate) ? quantity.key(parameter.name) : parameter.name
                return PolicyIssue(place: values.path.appending(written: name), parameter: parameter)
            }
            return nil
        }
    }

    /// The issue if a policy of the learning rate moves momentum, and momentum has its own schedule.
    private func movedTwice(_ values: SpecDecoder) throws -> String {
        let policy = try PolicyList.learningRate.type.choice(in: values)
        let remedy =
            policy.make.leavingMomentum
            ?? "let the parts of the \(policy.name) leave momentum alone (\(OneCycleKeys.cycleMomentum.name) false, "
            + "no \(OneCycleKeys.moms.name))"
        return "momentum is moved by \(policy.name), too: drop this key, or \(remedy)"
    }
}

/// The issues of one schedule and of its parts.
private final class PolicyIssueList {
    var list: [PolicyIssue] = []
}
