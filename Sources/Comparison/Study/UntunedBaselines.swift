import Runs
import Specs

/// Arms of a constant, untuned learning rate: another arm may beat them by the rate alone.
enum UntunedBaselines {
    /// The constant arms with a single rate, if there are arms of other kinds. A rate of a range test counts as tuned, and
    /// so do different rates of arms that are otherwise equal.
    static func names(_ experiments: [RecordedExperiment]) -> Set<String> {
        let constants = experiments.filter { $0.resolved.spec.schedule.type == "constant" }
        guard constants.count < experiments.count else { return [] }
        var rates: [[String: String]: Set<String>] = [:]
        for arm in constants { rates[withoutRate(arm), default: []].insert(rate(of: arm)) }
        let untuned = constants.filter { arm in
            !leaves(of: arm).keys.contains(rateKey + ".from_finder") && rates[withoutRate(arm)]?.count == 1
        }
        return Set(untuned.map(\.name))
    }

    private static let rateKey = "schedule.lr"

    private static func leaves(of arm: RecordedExperiment) -> [String: String] {
        arm.resolved.leaves(under: ["data", "model", "optimizer", "schedule", "epochs", "steps"])
    }

    private static func isOfRate(_ key: String) -> Bool { key == rateKey || key.hasPrefix(rateKey + ".") }

    private static func withoutRate(_ arm: RecordedExperiment) -> [String: String] {
        leaves(of: arm).filter { !isOfRate($0.key) }
    }

    private static func rate(of arm: RecordedExperiment) -> String {
        leaves(of: arm).filter { isOfRate($0.key) }.sorted { $0.key < $1.key }.map(\.value).joined(separator: " ")
    }
}
