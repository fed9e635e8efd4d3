import Foundation
import Plotting
import RangeTest

/// The data of a figure of range tests: one curve, or the median and the range over several seeds.
struct LRFinderData {
    let curves: [LRFinderCurve]
    let suggestions: SuggestedRates
    /// The learning rate of each drawn step.
    private(set) var rates: [Double] = []
    /// Smoothed loss at each of them: the median, the lowest and the highest seed.
    private(set) var middle: [Double] = []
    private(set) var lower: [Double] = []
    private(set) var upper: [Double] = []

    init(_ curves: [LRFinderCurve]) {
        self.curves = curves
        suggestions = SuggestedRates(curves)
        // With few seeds left the median would jump.
        let counts = curves.map(\.points.count).sorted(by: >)
        let count = counts.isEmpty ? 0 : counts[counts.count / 2]
        for step in 0..<count {
            // A seed that stopped keeps its last loss, so that the band has no notch.
            let points = curves.compactMap { step < $0.points.count ? $0.points[step] : $0.points.last }
            let values = points.map(\.smooth).filter(\.isFinite).sorted()
            rates.append(curves.first { step < $0.points.count }?.points[step].lr ?? .nan)
            middle.append(values.isEmpty ? .nan : (values[(values.count - 1) / 2] + values[values.count / 2]) / 2)
            lower.append(values.first ?? .nan)
            upper.append(values.last ?? .nan)
        }
    }

    /// The methods with a suggestion.
    var found: [(method: SuggestionMethod, found: SuggestedRates.Method)] {
        SuggestionMethod.allCases.compactMap { method in
            guard case .success(let found)? = suggestions.methods[method] else { return nil }
            return (method, found)
        }
    }

    var isOfSeveral: Bool { curves.count > 1 }

    /// Losses of single steps, for one curve only.
    var raw: [Double] { isOfSeveral ? [] : curves.first?.points.map(\.loss) ?? [] }

    /// The part of `rates` that the methods use.
    var judged: Range<Int> {
        guard let first = curves.first else { return 0..<0 }
        if !isOfSeveral { return first.judged }
        let (start, end) = (max(0, first.plannedSteps) / 10, rates.count - 5)
        return start < end ? start..<end : 0..<0
    }

    /// The smoothed loss at a rate, interpolated on a logarithmic axis; beyond the ends that of the nearest rate.
    func loss(at lr: Double) -> Double {
        guard let first = rates.first, let last = rates.last else { return .nan }
        if lr <= first { return middle[0] }
        guard lr < last, let next = rates.firstIndex(where: { $0 > lr }), next > 0 else {
            return middle[middle.count - 1]
        }
        let way = (log(lr) - log(rates[next - 1])) / (log(rates[next]) - log(rates[next - 1]))
        return middle[next - 1] + (middle[next] - middle[next - 1]) * way
    }

    /// Ends of the axis of losses: from 0 to 1.5 times the highest loss before the minimum. A divergence leaves at the top. If the first loss was the lowest, up to ten times that. nil without losses.
    var lossRange: (lower: Double, upper: Double)? {
        let places = middle.indices.filter { middle[$0].isFinite }
        guard let lowest = places.min(by: { middle[$0] < middle[$1] }) else { return nil }
        let before = raw.prefix(lowest + 1).filter(\.isFinite)
        let finite = raw.filter(\.isFinite)
        let all = finite + places.map { lower[$0] }
        guard let low = all.min(), let highest = (finite + places.map { upper[$0] }).max() else { return nil }
        var high = max(
            upper[...lowest].filter(\.isFinite).max() ?? 0, RobustRange.quantile(Array(before), 0.98) ?? 0)
        if lowest < max(3, places.count / 20) { high = max(high, min(highest, 10 * middle[lowest])) }
        let span = max(high - low, abs(high) * 0.1)
        guard span > 0, span.isFinite else { return nil }
        return (low < 0 ? low - 0.08 * span : 0, max(min(high + 0.5 * span, highest), high) + 0.06 * span)
    }
}
