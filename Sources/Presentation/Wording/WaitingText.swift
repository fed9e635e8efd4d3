import Runs
import Specs
import Text

/// The calls that a call waits for, in words.
enum WaitingText {
    /// "tiny: waiting for seeds 3, 4, which process 4711 computes; taken over if it ends"
    static func line(_ work: WaitingWork) -> String {
        let takeover = work.holder.isHere ? "" : ", or has given no sign of life for \(LeaseHolder.patience) s"
        if work.isOfOtherSettings {
            return "\(work.name): waiting until \(holder(work.holder)) has ended\(takeover); "
                + "it trains other settings in this folder"
        }
        return "\(work.name): waiting for \(units(work)), which \(holder(work.holder)) computes; "
            + "taken over if it ends\(takeover)"
    }

    /// "process 4711", "process 12 on node7", "another call"
    static func holder(_ holder: LeaseHolder) -> String {
        guard let pid = holder.pid else { return "another call" }
        guard !holder.isHere, let host = holder.host else { return "process \(pid)" }
        return "process \(pid) on \(Printable.text(host, limit: 60))"
    }

    /// "the range test and seeds 3, 4"
    private static func units(_ work: WaitingWork) -> String {
        let seeds = "\(Plural.noun("seed", work.seeds.count)) \(SeedList.text(work.seeds))"
        if !work.hasRangeTest { return seeds }
        return work.seeds.isEmpty ? "the range test" : "the range test and \(seeds)"
    }
}
