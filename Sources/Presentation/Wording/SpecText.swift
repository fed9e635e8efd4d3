import Datasets
import JSON
package import Specs
import Text

/// A spec in a few words.
package enum SpecText {
    /// "1cycle (documented) to lr 0.05, 2 epochs, digits_sample, 10 seeds"
    package static func summary(_ spec: ExperimentSpec) -> String {
        [schedule(spec.schedule), length(spec), spec.data.source.rawValue, Plural.counted(spec.seeds.count, "seed")]
            .joined(separator: ", ")
    }

    /// "2 epochs"
    package static func length(_ spec: ExperimentSpec) -> String {
        switch spec.duration {
        case .epochs(let count): Plural.counted(count, "epoch")
        case .steps(let count): Plural.counted(count, "step")
        }
    }

    /// "1cycle (documented) to lr 0.05", "cosine, lr 0.05", "sequence, lr from the range test"
    package static func schedule(_ schedule: ScheduleSpec) -> String {
        let rate =
            schedule.lr.map { "lr \(NumberText.significant($0, digits: 4))" }
            ?? (schedule.unknownRates.isEmpty ? nil : "lr from the range test")
        let separator = schedule.type == "one_cycle" && schedule.flavor != nil ? " to " : ", "
        return name(of: schedule) + (rate.map { separator + $0 } ?? "")
    }

    /// The schedule with its keys, for captions: "1cycle (documented): lr_max 0.05, div_factor 25, moms 0.95 / 0.85". A
    /// sequence lists its parts: "sequence: linear, lr 0.1; cosine, lr 0.1".
    package static func scheduleKeys(_ schedule: ScheduleSpec) -> String {
        if schedule.type == "sequence",
            case .array(let parts)? = schedule.keys.first(where: { $0.key == "parts" })?.value
        {
            let own = schedule.keys.filter { $0.key != "parts" }
            return (["sequence: " + parts.map(KeyText.part).joined(separator: "; ")] + KeyText.details(own))
                .joined(separator: "; ")
        }
        let details = KeyText.details(schedule.keys)
        return details.isEmpty ? name(of: schedule) : "\(name(of: schedule)): \(details.joined(separator: ", "))"
    }

    private static func name(of schedule: ScheduleSpec) -> String {
        schedule.type == "one_cycle"
            ? schedule.flavor.map { "1cycle (\($0))" } ?? "one cycle" : KeyText.words(schedule.type)
    }
}
