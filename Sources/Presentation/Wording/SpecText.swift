import Datasets
package import Specs

/// A spec in a few words.
package enum SpecText {
    /// "1cycle (documented) to lr 0.05, 2 epochs, digits_sample, 10 seeds"
    package static func summary(_ spec: ExperimentSpec) -> String {
        [schedule(spec.schedule), length(spec), spec.data.source.rawValue, counted(spec.seeds.count, "seed")]
            .joined(separator: ", ")
    }

    /// "2 epochs"
    package static func length(_ spec: ExperimentSpec) -> String {
        switch spec.duration {
        case .epochs(let count): counted(count, "epoch")
        case .steps(let count): counted(count, "step")
        }
    }

    /// "1cycle (documented) to lr 0.05", "cosine, lr 0.05", "sequence, lr from the range test"
    package static func schedule(_ schedule: ScheduleSpec) -> String {
        let rate =
            schedule.lr.map { "lr \(Rounded.value($0))" }
            ?? (schedule.unknownRates.isEmpty ? nil : "lr from the range test")
        if schedule.type == "one_cycle", let flavor = schedule.flavor {
            return "1cycle (\(flavor))" + (rate.map { " to \($0)" } ?? "")
        }
        return schedule.type.replacing("_", with: " ") + (rate.map { ", \($0)" } ?? "")
    }

    package static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
