import Text
import Plotting
import RangeTest
import Statistics

/// The texts of the legend, caption and annotations of a range test's figure.
struct LRFinderLabels {
    let smooth: String
    let leftOut = "ends, left out by the methods"
    let lossAxis: String
    private let data: LRFinderData

    init(_ data: LRFinderData, beta: Double) {
        self.data = data
        let average = Smoothing.exponential(beta: beta).label()
        smooth =
            data.isOfSeveral
            ? "\(average), median and \(Spread.range.label(seeds: data.curves.count))" : average
        lossAxis = data.curves.first?.loss == .validation ? "validation loss" : "loss"
    }

    /// "minimum / 10: 0.13", of several seeds "minimum / 10: 0.13 (0.11–0.15)"
    func method(_ method: SuggestionMethod, _ found: SuggestedRates.Method) -> String {
        let (low, high) = (Self.number(found.low), Self.number(found.high))
        let spread = low != high ? " (\(low)–\(high))" : ""
        return "\(Self.name(method)): \(Self.number(found.lr))\(spread)"
    }

    /// The feature that a method uses, with its name in specs if that differs.
    private static func name(_ method: SuggestionMethod) -> String {
        switch method {
        case .minimum: "minimum / 10"
        case .steep: "steepest slope (steep)"
        case .valley, .slide: method.rawValue
        case .minGrad: "largest fall (min_grad)"
        }
    }

    func consensus(_ found: SuggestedRates.Consensus) -> String { "consensus: \(Self.number(found.lr))" }

    /// The rate that the methods agree on, or the reason for no suggestion; then the measurement.
    var caption: String {
        var parts: [String] = []
        switch data.suggestions.consensus {
        case .success(let found):
            let words = found.methods.map(\.rawValue).joined(separator: ", ")
            parts.append("suggested learning rate \(Self.number(found.lr)) (\(words))")
        case .failure(let reason): parts.append("no consensus: \(reason)")
        }
        guard let first = data.curves.first, data.curves.contains(where: { !$0.points.isEmpty }) else {
            return (["no step was recorded"] + parts).joined(separator: "; ")
        }
        parts.append(first.loss == .validation ? "validation loss after each step" : "training loss of single batches")
        return parts.joined(separator: "; ")
    }

    /// Why the tests ended.
    var stops: String {
        var kinds: [(words: String, count: Int)] = []
        for curve in data.curves {
            let words = Self.words(curve.stop, steps: curve.points.count)
            if let place = kinds.firstIndex(where: { $0.words == words }) {
                kinds[place].count += 1
            } else {
                kinds.append((words, 1))
            }
        }
        guard kinds.count > 1 else { return kinds.first?.words ?? "" }
        return kinds.map { "\($0.count) × \($0.words)" }.joined(separator: ", ")
    }

    private static func words(_ stop: LRFinderCurve.Stop, steps: Int) -> String {
        switch stop {
        case .completed: "all \(steps) steps made"
        case .diverged(let factor): "stopped: loss above \(short(factor)) × the lowest"
        case .aboveStart(let factor): "stopped: loss above \(short(factor)) × the start"
        case .nonFinite: "stopped: loss not finite"
        }
    }

    private static func number(_ value: Double) -> String { TickFormatter.number(value).flattened }

    /// Without trailing zeros.
    private static func short(_ value: Double) -> String { NumberText.short(value, digits: 2) }
}
