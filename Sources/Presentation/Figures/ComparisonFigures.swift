import Specs
import Statistics
import Training
import Runs
import Figures
package import Comparison
package import Plotting

/// The figures of a comparison.
package enum ComparisonFigures {
    /// All figures of a comparison by file name, drawn but not written.
    package static func all(_ comparison: ExperimentComparison, theme: Theme) -> [(name: String, figure: Figure)] {
        let report = comparison.report
        let styles = ArmStyles(comparison.experiments)
        let theme = styles.theme(theme)
        let arms = zip(comparison.experiments, styles.names).map(histories)
        var curves: [(name: String, figure: Figure)] = [
            ("loss", .comparedLosses(arms, band: .meanInterval(in: .positive), theme: theme)),
            ("accuracy", .comparedAccuracies(arms, band: .meanInterval(in: .percent), theme: theme)),
            (
                "schedules",
                .schedulesAndLosses(
                    arms, band: .meanInterval(in: .positive),
                    momentumName: ScheduleFigures.momentumName(of: comparison.experiments.map(\.resolved.spec)),
                    theme: theme)
            ),
        ]
        if let legend = styles.legend { for index in curves.indices { curves[index].figure.caption += "; " + legend } }
        var figures = curves.prefix(2) + results(report, names: styles.names, theme: theme) + curves.suffix(1)
        if let target = report.arms.first?.timeToTarget?.target {
            figures.append(
                (
                    "time_to_target",
                    .timeToTarget(zip(report.arms, styles.names).map(times), target: target, theme: theme)
                ))
        }
        let samples = zip(report.arms, styles.names).map { Self.samples($0, named: $1, report.metric) }
        if let figure = sensitivity(comparison.experiments, samples, report.metric, theme) {
            figures.append(("sensitivity", figure))
        }
        return Array(figures)
    }

    /// The figures that need only the report.
    /// - Parameter names: names of the arms; nil: those in the report.
    package static func results(
        _ report: ComparisonReport, names: [String]? = nil, theme: Theme
    ) -> [(name: String, figure: Figure)] {
        let names = names ?? report.arms.map(\.name)
        let metric = report.metric
        let samples = zip(report.arms, names).map { Self.samples($0, named: $1, report.metric) }
        return [
            ("final", .finalMetric(samples, metric: metric, theme: theme)),
            (
                "differences",
                .pairedDifferences(
                    differences(report), arms: names, metric: metric, alpha: report.alpha, theme: theme)
            ),
        ]
    }

    /// The names of all possible figures.
    package static let names = [
        "loss", "accuracy", "final", "differences", "schedules", "time_to_target", "sensitivity",
    ]

    private static func histories(_ experiment: RecordedExperiment, named name: String) -> ArmHistories {
        ArmHistories(
            name: name, histories: experiment.runs.map(\.history), smoothing: experiment.resolved.spec.smoothing,
            diverged: experiment.runs.count { $0.summary.status == .diverged })
    }

    private static func samples(_ arm: ArmReport, named name: String, _ metric: ValidationMetric) -> ArmSamples {
        let summary = arm[metric]
        let scale = metric.scale
        return ArmSamples(
            name: name, values: arm.runs.map { $0[metric] * scale }, mean: summary.mean.map { $0 * scale },
            interval: summary.interval?.range(scale), diverged: arm.diverged)
    }

    private static func differences(_ report: ComparisonReport) -> [PairedDifferences] {
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
                interval: pair.interval?.range(scale), p: pair.pHolm)
        }
    }

    private static func times(_ arm: ArmReport, named name: String) -> ArmTimes {
        ArmTimes(
            name: name, epochs: arm.runs.map(\.epochsToTarget), seconds: arm.runs.map(\.secondsToTarget),
            medianEpochs: arm.timeToTarget?.medianEpochs, medianSeconds: arm.timeToTarget?.medianSeconds)
    }

    /// A line or a map over the grid of the arms; nil if they are not a grid.
    private static func sensitivity(
        _ experiments: [RecordedExperiment], _ samples: [ArmSamples], _ metric: ValidationMetric, _ theme: Theme
    ) -> Figure? {
        func key(_ key: Sensitivity.Key) -> StudyKey {
            StudyKey(name: key.name, labels: key.labels, numbers: key.numbers)
        }
        if let grid = StudyGrid(experiments), let lines = grid.lines {
            return .sensitivity(
                samples, arms: grid.arms, key: key(grid.keys[0]), places: lines, metric: metric, theme: theme)
        }
        guard let sensitivity = Sensitivity(experiments) else { return nil }
        let keys = sensitivity.keys.map(key)
        if keys.count == 2 {
            return .sensitivity(
                samples, columns: keys[0], rows: keys[1], places: sensitivity.arms, metric: metric, theme: theme)
        }
        return .sensitivity(samples, key: keys[0], places: sensitivity.arms[0], metric: metric, theme: theme)
    }
}

extension ValidationMetric {
    /// The factor from recorded to drawn values: accuracies are drawn in percent.
    fileprivate var scale: Double { isAccuracy ? 100 : 1 }
}

extension MeanInterval {
    fileprivate func range(_ scale: Double) -> ClosedRange<Double> { low * scale...max(low, high) * scale }
}
