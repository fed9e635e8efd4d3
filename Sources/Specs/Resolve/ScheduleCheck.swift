import JSON
import Schedules

/// Checks that `schedule` describes a schedule, and that it fits the training.
extension SpecResolver {
    /// Values that depend on a rate that a range test gives are checked when the rate is known.
    /// - Returns: warnings.
    mutating func checkSchedule(of spec: ExperimentSpec) -> [SpecIssue] {
        let place = RootKeys.schedule.place.path
        guard let steps = try? spec.nominalSteps(), let stepsPerEpoch = try? spec.nominalStepsPerEpoch() else {
            return []
        }
        let builder = ScheduleBuilder(stepsPerEpoch: stepsPerEpoch, supposesRates: true)
        guard let (schedule, found) = try? builder.makeReplacingInvalid(spec.schedule.values) else {
            issues.add(.schemaMismatch, at: place, origins[place])
            return []
        }
        for issue in found {
            issues.add(.parameter(issue.parameter), at: issue.place, origin(of: issue.place))
        }
        if found.isEmpty { checkNesterov(schedule, of: spec, in: steps) }
        var warnings: [SpecIssue] = []
        for issue in schedule.issues(over: steps) {
            let path = place.appending(written: issue.key)
            if issue.isError {
                issues.add(.ofSchedule(issue), at: path, origin(of: path))
            } else {
                warnings.append(SpecIssue(.ofSchedule(issue), at: path, origin(of: path), in: issues.file))
            }
        }
        return warnings
    }

    /// Nesterov momentum, if a separate schedule of momentum or a sequence decides momentum; `CrossCheck` has the other
    /// cases.
    private mutating func checkNesterov(_ schedule: any Schedule, of spec: ExperimentSpec, in steps: Int) {
        let place = OptimizerKeys.nesterov.of(RootKeys.optimizer)
        guard values[place] == true,
            spec.schedule.type == PolicyList.sequenceName || (schedule as? Hyperparameters)?.momentum != nil
        else { return }
        let own = values[OptimizerKeys.momentum.of(RootKeys.optimizer)] ?? 0
        let hasMomentum = schedule.over(steps: steps).contains { ($0.momentum ?? own) > 0 }
        if !hasMomentum {
            issues.add(.conflict(.nesterovWithIdleSchedule), at: place.path, origins[place.path])
        }
    }
}
