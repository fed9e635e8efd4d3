public import Specs
import Datasets
import Foundation
public import Schedules
import Training

/// A spec's schedule before anything is trained, made by the code that trains.
public struct PlannedSchedule: Sendable {
    /// With the rates of the recorded range test, where it takes any from it.
    public let spec: ExperimentSpec
    /// Steps of the training, by the number of images that the source is known to have.
    public let total: Int
    /// The schedule's values, with the optimizer's own momentum if the schedule moves none.
    public let schedule: any Schedule
    /// The same with the optimizer's own weight decay: every value that is applied.
    public let applied: any Schedule

    /// - Parameter output: where the run folder with the range test is, if a rate is to come of it.
    /// - Throws: `UnknownRate` where no range test is recorded, `RateTrouble` where it gives no rate, `DatasetError` where
    ///   an epoch has no step.
    public init(_ resolved: ResolvedSpec, output: String) throws {
        var resolved = resolved
        if let rate = resolved.spec.schedule.unknownRates.first {
            guard let record = RunFolder(output: output, name: resolved.spec.name).finderRecord(of: resolved) else {
                throw UnknownRate(rate: rate, place: resolved.place(of: rate))
            }
            resolved = try resolved.filled(from: record)
        }
        spec = resolved.spec
        total = try spec.nominalSteps()
        let (made, optimizer) = (try spec.makeSchedule(), spec.optimizer)
        schedule = AppliedSchedule(schedule: made, momentum: optimizer.defaultMomentum, weightDecay: nil)
        applied = AppliedSchedule(
            schedule: made, momentum: optimizer.defaultMomentum, weightDecay: optimizer.defaultWeightDecay)
    }

    /// `schedule` at each step; computed when it is read, since there may be millions.
    public var values: [ScheduledValues] { Array(schedule.over(steps: total)) }

    /// "one-cycle (386 steps)"
    public var lengthText: String { "\(spec.name) (\(total) steps)" }

    /// Whether validations will change what cannot be known before them.
    public var observesValidations: Bool { schedule.observesValidations }

    /// step,lr,momentum and, where a schedule moves it, weight_decay, with 17 significant digits: no bit is lost.
    /// - Parameter write: takes the text in pieces, so that no more of it than one is in memory.
    public func writeCSV(to write: (String) throws -> Void) throws {
        let hasDecay = schedule.moves.weightDecay
        var piece = Array(("step,lr,momentum" + (hasDecay ? ",weight_decay" : "") + "\n").utf8)
        for (step, row) in schedule.over(steps: total).enumerated() {
            Self.append([row.lr, row.momentum] + (hasDecay ? [row.weightDecay] : []), at: step, to: &piece)
            if piece.count > 1 << 16 {
                try write(String(decoding: piece, as: UTF8.self))
                piece.removeAll(keepingCapacity: true)
            }
        }
        try write(String(decoding: piece, as: UTF8.self))
    }

    /// A row; what is nil is empty.
    private static func append(_ values: [Double?], at step: Int, to text: inout [UInt8]) {
        let format = values.reduce(into: "%ld") { $0 += $1 == nil ? "," : ",%.17g" } + "\n"
        let arguments: [any CVarArg] = [step] + values.compactMap(\.self)
        withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let start else { return }
            let count = withVaList(arguments) { vsnprintf(start, buffer.count, format, $0) }
            text += buffer[..<max(0, min(Int(count), buffer.count - 1))]
        }
    }
}

/// A schedule with the optimizer's own values for the hyperparameters that it does not move.
private struct AppliedSchedule: ValidationObserving {
    var schedule: any Schedule
    let momentum: Double?
    let weightDecay: Double?

    func formula(at step: Int, of total: Int) -> ScheduledValues {
        var values = schedule.formula(at: step, of: total)
        values.momentum = values.momentum ?? momentum
        values.weightDecay = values.weightDecay ?? weightDecay
        return values
    }

    var moves: MovedHyperparameters { schedule.moves }

    var observesValidations: Bool { schedule.observesValidations }

    mutating func observe(loss: Double, after step: Int, of total: Int) {
        inform(&schedule, ofLoss: loss, after: step, of: total)
    }
}
