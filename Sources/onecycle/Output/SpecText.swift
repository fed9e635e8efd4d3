import Datasets
import Experiments

/// A spec in a few words.
enum SpecText {
    /// "1cycle (documented) to lr 0.05, 2 epochs, digits_sample, 10 seeds"
    static func summary(_ spec: ExperimentSpec) -> String {
        [schedule(spec.schedule), length(spec), spec.data.source.rawValue, counted(spec.seeds.count, "seed")]
            .joined(separator: ", ")
    }

    /// "2 epochs"
    static func length(_ spec: ExperimentSpec) -> String {
        switch spec.duration {
        case .epochs(let count): counted(count, "epoch")
        case .steps(let count): counted(count, "step")
        }
    }

    /// "1cycle (documented) to lr 0.05"
    static func schedule(_ schedule: ScheduleSpec) -> String {
        let rate =
            schedule.lr.map { "lr \($0)" } ?? (schedule.unknownRates.isEmpty ? "" : "an lr from the range test")
        let name =
            switch (schedule.type, schedule.flavor) {
            case ("one_cycle", let flavor?): "1cycle (\(flavor))" + (rate.isEmpty ? "" : " to")
            default: schedule.type.replacing("_", with: " ")
            }
        return rate.isEmpty ? name : "\(name) \(rate)"
    }

    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
