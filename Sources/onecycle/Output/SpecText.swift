import Datasets
import Experiments

/// A spec in a few words.
enum SpecText {
    /// "1cycle (documented) to lr 0.05, 2 epochs, digits_sample, 10 seeds"
    static func summary(_ spec: ExperimentSpec) -> String {
        let length =
            switch spec.duration {
            case .epochs(let count): counted(count, "epoch")
            case .steps(let count): counted(count, "step")
            }
        return [schedule(spec.schedule), length, spec.data.source.rawValue, counted(spec.seeds.count, "seed")]
            .joined(separator: ", ")
    }

    /// "1cycle (documented) to lr 0.05"
    static func schedule(_ schedule: ScheduleSpec) -> String {
        switch schedule {
        case .constant(let lr): "constant lr \(lr)"
        case .oneCycle(let flavor, let lrMax, _, _, _, _, _, _, _): "1cycle (\(flavor.rawValue)) to lr \(lrMax)"
        }
    }

    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
