import JSON
import Schedules
import Training

/// Whether what `schedule` describes is a schedule, and how it lies in the training.
extension SpecResolver {
    /// What depends on a rate that a range test is still to give is checked when the rate is known.
    /// - Returns: what is not wrong, but worth a word.
    mutating func checkSchedule(of spec: ExperimentSpec) -> [SpecProblem] {
        let place = SpecKeyPath("schedule")
        guard let steps = try? spec.nominalSteps(), let stepsPerEpoch = try? spec.nominalStepsPerEpoch() else {
            return []
        }
        let factory = ScheduleFactory(stepsPerEpoch: stepsPerEpoch, supposesRates: true)
        guard let (schedule, found) = try? factory.makeWhatIsGood(spec.schedule.values) else {
            problems.add(.schemaMismatch, at: place, origins[place])
            return []
        }
        for problem in found {
            problems.add(.schedule(problem.parameter), at: problem.place, origin(of: problem.place))
        }
        if found.isEmpty { checkNesterov(schedule, of: spec, in: steps) }
        var warnings: [SpecProblem] = []
        for misfit in schedule.issues(over: steps) {
            let path = place.appending(written: misfit.key)
            if misfit.isError {
                problems.add(.misfit(misfit), at: path, origin(of: path))
            } else {
                warnings.append(SpecProblem(.misfit(misfit), at: path, origin(of: path), in: problems.file))
            }
        }
        return warnings
    }

    /// Nesterov's momentum where a schedule of its own, or one in a sequence, decides momentum; `CrossCheck` has the rest.
    private mutating func checkNesterov(_ schedule: any Schedule, of spec: ExperimentSpec, in steps: Int) {
        let place = SpecKeyPath("optimizer.nesterov")
        guard let sgd = spec.optimizer as? SGD, sgd.nesterov,
            spec.schedule.type == "sequence" || (schedule as? Hyperparameters)?.momentum != nil
        else { return }
        let hasMomentum = schedule.over(steps: steps).contains { ($0.momentum ?? sgd.momentum) > 0 }
        if !hasMomentum { problems.add(.conflict(.nesterovWithIdleSchedule), at: place, origins[place]) }
    }
}
