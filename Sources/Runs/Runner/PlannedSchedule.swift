public import Specs
import Datasets
import Foundation
public import Schedules
import Optimizers

/// A spec's schedule before training, made by the code that trains.
public struct PlannedSchedule: Sendable {
    /// The spec, with rates of the recorded range test filled in.
    public let spec: ExperimentSpec
    /// Steps of the training, by the number of images of the source.
    public let total: Int
    /// The schedule's values, with the optimizer's own momentum if the schedule moves none.
    public let schedule: any Schedule
    /// The same with the optimizer's own weight decay: every value that is applied.
    public let applied: any Schedule

    /// - Parameters:
    ///   - resolved: the spec.
    ///   - output: the folder of all runs, which holds the range test if a rate comes from it.
    /// - Throws: `UnknownRate` without a recorded range test, `RateError` if it gives no rate, `DatasetError` if an epoch
    ///   has no step.
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

    /// Whether the schedule depends on validations, so that its values are not known in advance.
    public var observesValidations: Bool { schedule.observesValidations }

    /// Columns step, lr and momentum; weight_decay if the schedule moves it. 17 significant digits keep every bit.
    /// - Parameter write: receives the text in pieces, one at a time.
    /// - Throws: the errors of `write`.
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

    /// Appends a row; nil is an empty field.
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
