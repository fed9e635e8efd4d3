import Plotting
import RangeTest
import Text

/// The data of a figure of range tests: the centred curves and the recommended rate, with their marks and texts.
struct BasinData {
    let curves: [LRFinderCurve]
    /// nil if the tests have too few points.
    let centred: CentredCurve?
    let recommended: RecommendedRate?
    private let reason: LRSuggestionError?

    init(_ curves: [LRFinderCurve]) {
        self.curves = curves
        centred = try? CentredCurve(curves)
        switch SuggestedRates(curves).recommended {
        case .success(let rate): (recommended, reason) = (rate, nil)
        case .failure(let error): (recommended, reason) = (nil, error)
        }
    }

    private var isOfSeveral: Bool { curves.count > 1 }

    /// The mean curve up to the first seed's end: a seed that stopped counts as twice the start, above all others.
    private var mean: (rates: [Double], losses: [Double]) {
        guard let centred else { return ([], []) }
        let count = centred.seeds.map(\.count).min() ?? centred.rates.count
        return (Array(centred.rates.prefix(count)), Array(centred.losses.prefix(count)))
    }

    /// How seeds count that stopped before others; nil without such seeds.
    private var stopNote: String? {
        guard let centred, mean.rates.count < centred.rates.count else { return nil }
        return "the mean ends with the first seed; for the rate, a stopped seed counts as twice its start"
    }

    var lossName: String { curves.first?.loss == .validation ? "validation loss" : "loss" }

    /// Losses of single steps: of one seed, or of seeds with too few points for a curve.
    private var raw: [(lr: [Double], loss: [Double])] {
        guard !isOfSeveral || centred == nil else { return [] }
        return curves.map { ($0.points.map(\.lr), $0.points.map(\.loss)) }
    }

    /// The part of the losses that is drawn: everything up to twice the start, and room above. A curve that exploded counts
    /// as that, and single steps beyond it leave the panel at the top. nil without losses.
    var lossRange: (lower: Double, upper: Double)? {
        let steps = raw.flatMap(\.loss).filter { $0.isFinite && $0 > 0 }
        let averages = mean.losses + (centred?.seeds.flatMap { $0 } ?? [])
        let limit = centred.map { $0.start * 2 } ?? .infinity
        let values = averages + steps.filter { $0 <= limit }
        guard let low = values.min(), let high = values.max(), low > 0, high.isFinite else { return nil }
        return (low / 1.12, max(high * 1.12, low * 1.3))
    }

    func marks(_ theme: Theme) -> [Mark] {
        var marks: [Mark] = []
        if let recommended {
            marks.append(
                Mark(
                    .verticalSpan(
                        from: recommended.low, to: recommended.high,
                        color: theme.highlight.opacity(theme.spanOpacity * 1.4)), label: rangeLabel(recommended)))
        }
        for (lr, loss) in raw {
            marks.append(
                Mark(.line(x: lr, y: loss, pen: theme.rawPen(theme.first, width: 1.25)), label: "each step"))
        }
        guard let centred else { return marks }
        if isOfSeveral {
            for seed in centred.seeds {
                let pen = theme.rawPen(theme.first, width: 1.25)
                marks.append(Mark(.line(x: centred.rates, y: seed, pen: pen), label: "each of \(curves.count) seeds"))
            }
        }
        marks.append(
            Mark(
                .line(x: mean.rates, y: mean.losses, pen: Pen(theme.first, width: theme.averageWidth)),
                label:
                    "\(isOfSeveral ? "their mean, " : "")centred over \(NumberText.significant(CentredCurve.width)) decades"
            ))
        return marks
    }

    private func rangeLabel(_ rate: RecommendedRate) -> String {
        "range: \(Self.number(rate.low))–\(Self.number(rate.high))"
    }

    /// The recommended rate, or the reason why it is missing; then the measurement.
    var caption: String {
        let measured =
            curves.first?.loss == .validation ? "validation loss after each step" : "training loss of single batches"
        guard let recommended else {
            let reason = reason.map { "no recommended rate: \($0)" }
            let hasSteps = curves.contains { !$0.points.isEmpty }
            return [hasSteps ? nil : "no step was recorded", reason, hasSteps ? measured : nil].compactMap { $0 }
                .joined(separator: "; ")
        }
        let rate = "recommended learning rate \(Self.number(recommended.lr))"
        let parts = [rate, recommended.agreement ?? "one seed", measured, stopNote]
        return parts.compactMap { $0 }.joined(separator: "; ")
    }

    static func number(_ value: Double) -> String { TickFormatter.number(value).flattened }
}
