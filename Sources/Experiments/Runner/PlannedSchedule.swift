import Datasets
public import Schedules
import Training

/// A spec's schedule before anything is loaded or trained.
extension ExperimentSpec {
    /// Steps of an epoch, by the number of images the source is known to have.
    /// - Throws: `DatasetError` where an epoch has no step.
    public func nominalStepsPerEpoch() throws -> Int {
        try BatchOrder(
            imageCount: data.facts.trainCount - (data.validSplit?.count(of: data.facts.trainCount) ?? 0),
            batchSize: data.batchSize, seed: 0,
            shuffle: data.shuffle,
            dropLast: data.dropLast, limit: data.trainLimit
        ).stepsPerEpoch
    }

    /// Steps of the whole training, likewise.
    public func nominalSteps() throws -> Int { totalSteps(stepsPerEpoch: try nominalStepsPerEpoch()) }

    /// The values in force at each of `steps` steps: the schedule's, and the optimizer's own momentum where that is left
    /// alone.
    public func scheduledValues(steps: Int) throws(ScheduleError) -> [ScheduledValues] {
        let schedule = try makeSchedule()
        let own = makeOptimizer().momentum
        var values: [ScheduledValues] = []
        values.reserveCapacity(steps)
        for step in 0..<steps {
            var row = try schedule.values(at: step, of: steps)
            row.momentum = row.momentum ?? own
            values.append(row)
        }
        return values
    }
}
