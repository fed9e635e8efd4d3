import Comparison
import Figures
import Plotting
import Statistics
import Training

/// Draws the results of a report's arms and pairs.
struct ResultDrawing {
    /// The values of each arm, in percent or nats.
    let samples: [ArmSamples]
    private let report: ComparisonReport
    private let names: [String]
    private let rowLabel: String
    private let theme: Theme

    /// - Parameters:
    ///   - names: of the arms' rows.
    ///   - rowLabel: the label of the names; empty for whole names.
    init(_ report: ComparisonReport, names: [String], rowLabel: String = "", theme: Theme) {
        self.report = report
        self.names = names
        self.rowLabel = rowLabel
        self.theme = theme
        let (metric, scale) = (report.metric, report.metric.scale)
        samples = zip(report.arms, names).map { arm, name in
            let summary = arm[metric]
            return ArmSamples(
                name: name, values: arm.runs.map { $0[metric] * scale }, mean: summary.mean.map { $0 * scale },
                interval: summary.interval?.range(scale), diverged: arm.diverged)
        }
    }

    var final: Figure {
        .finalMetric(samples, metric: report.metric, rowLabel: rowLabel, theme: theme)
    }

    var differences: Figure {
        .pairedDifferences(
            pairs, arms: names, metric: report.metric, alpha: report.alpha, rowLabel: rowLabel, theme: theme)
    }

    private var pairs: [PairedDifferences] {
        let places = Dictionary(
            report.arms.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let values = report.arms.map { arm in
            Dictionary(arm.runs.map { ($0.seed, $0[report.metric]) }, uniquingKeysWith: { first, _ in first })
        }
        let scale = report.metric.scale
        return report.pairs.compactMap { pair in
            guard let first = places[pair.first], let second = places[pair.second] else { return nil }
            let differences = pair.seeds.map { seed in
                report.metric.advantage(
                    of: values[first][seed] ?? .nan, over: values[second][seed] ?? .nan) * scale
            }
            return PairedDifferences(
                first: first, second: second, values: differences, mean: pair.meanDifference.map { $0 * scale },
                interval: pair.interval?.range(scale), p: pair.pHolm,
                smallestP: pair.pHolm.map { _ in min(1, pair.smallestP * Double(max(1, report.family.tests))) })
        }
    }
}

extension ValidationMetric {
    /// The factor from recorded to drawn values: accuracies are drawn in percent.
    fileprivate var scale: Double { isAccuracy ? 100 : 1 }
}

extension MeanInterval {
    fileprivate func range(_ scale: Double) -> ClosedRange<Double> { low * scale...max(low, high) * scale }
}
