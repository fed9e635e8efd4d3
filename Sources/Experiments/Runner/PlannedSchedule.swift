import Datasets
import Foundation
public import Schedules
import Training

/// A spec's schedule before anything is trained, made by the code that trains.
public struct PlannedSchedule: Sendable {
    /// With the rates of the recorded range test, where it takes any from it.
    public let spec: ExperimentSpec
    /// What is in force: the schedule's values, and the optimizer's own momentum where that is left alone.
    public let inForce: any Schedule
    /// Its values at each step of the training, by the number of images that the source is known to have.
    public let values: [ScheduledValues]

    /// - Parameter output: where the run folder with the range test is, if a rate is to come of it.
    /// - Throws: `UnknownRate` where no range test is recorded, `RateTrouble` where it gives no rate, `DatasetError` where
    ///   an epoch has no step.
    public init(_ resolved: ResolvedSpec, output: String) throws {
        var resolved = resolved
        if resolved.awaitsRangeTest,
            let record = RunFolder(output: output, name: resolved.spec.name).finderRecord(of: resolved)
        {
            resolved = try resolved.filled(from: record)
        }
        spec = resolved.spec
        let schedule: any Schedule
        do {
            schedule = try spec.makeSchedule()
        } catch var unknown as UnknownRate {
            unknown.file = resolved.path
            throw unknown
        }
        let total = try spec.nominalSteps()
        inForce = ScheduleInForce(schedule: schedule, momentum: spec.makeOptimizer().momentum)
        var values: [ScheduledValues] = []
        values.reserveCapacity(total)
        for step in 0..<total { values.append(try inForce.values(at: step, of: total)) }
        self.values = values
    }

    /// "one-cycle (386 steps)"
    public var lengthText: String { "\(spec.name) (\(values.count) steps)" }

    /// step,lr,momentum and, where a schedule moves it, weight_decay, with 17 significant digits: no bit is lost.
    public var csv: String {
        func digits(_ value: Double?) -> String { value.map { String(format: "%.17g", $0) } ?? "" }
        let hasDecay = values.contains { $0.weightDecay != nil }
        var text = "step,lr,momentum" + (hasDecay ? ",weight_decay" : "") + "\n"
        for (step, row) in values.enumerated() {
            text += "\(step),\(digits(row.lr)),\(digits(row.momentum))"
            text += (hasDecay ? "," + digits(row.weightDecay) : "") + "\n"
        }
        return text
    }
}

/// A schedule with the momentum of the optimizer where it moves none.
private struct ScheduleInForce: Schedule {
    let schedule: any Schedule
    let momentum: Double?

    func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        var values = try schedule.values(at: step, of: total)
        values.momentum = values.momentum ?? momentum
        return values
    }
}

extension ExperimentSpec {
    /// Steps of an epoch, by the number of images the source is known to have.
    /// - Throws: `DatasetError` where an epoch has no step.
    public func nominalStepsPerEpoch() throws -> Int {
        let images = data.facts.trainCount
        let held = data.validSplit?.count(of: images) ?? 0
        guard images > held else { throw DatasetError.cannotHoldOut(count: held, images: images) }
        return try BatchOrder(
            imageCount: min(images - held, data.trainLimit ?? .max), batchSize: data.batchSize, seed: 0,
            shuffle: data.shuffle, dropLast: data.dropLast
        ).stepsPerEpoch
    }

    /// Steps of the whole training, likewise.
    public func nominalSteps() throws -> Int { totalSteps(stepsPerEpoch: try nominalStepsPerEpoch()) }
}
