import Schedules

/// Whether what `schedule` describes is a schedule, and how it lies in the training.
extension SpecResolver {
    /// Of a schedule with a rate that a range test is still to give, how it lies in the training is checked alone: the rest
    /// when the rate is known.
    /// - Returns: what is not wrong, but worth a word.
    mutating func checkSchedule(of spec: ExperimentSpec) -> [SpecProblem] {
        let place = SpecKeyPath("schedule")
        guard let steps = try? spec.nominalSteps(), let stepsPerEpoch = try? spec.nominalStepsPerEpoch() else {
            return []
        }
        let awaits = !spec.schedule.unknownRates.isEmpty
        do {
            let factory = ScheduleFactory(stepsPerEpoch: stepsPerEpoch, placeholder: awaits ? 1e6 : nil)
            let fit = try factory.make(spec.schedule.values).fit(in: steps)
            if fit.isError { problems.add(.fit(fit), at: place, origins[place]) }
            guard fit.isWarning else { return [] }
            return [SpecProblem(.fit(fit), at: place, origins[place], in: problems.file)]
        } catch let error as ScheduleProblems {
            if awaits { return [] }
            for problem in error.problems {
                problems.add(.schedule(problem.parameter), at: problem.place, origins[problem.place] ?? origins[place])
            }
        } catch {
            problems.add(.schemaMismatch, at: place, origins[place])
        }
        return []
    }
}
