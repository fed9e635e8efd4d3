import Figures
package import Comparison
package import Plotting
import Runs
import Specs
import Statistics
import Training

/// The figures of a comparison.
package enum ComparisonFigures {
    /// All figures of a comparison by file name, drawn but not written. A grid's map comes first.
    package static func all(_ comparison: ExperimentComparison, theme: Theme) -> [(name: String, figure: Figure)] {
        named(names, comparison, theme: theme)
    }

    /// Those of a report: without figures that show the same in another form.
    package static func ofReport(_ comparison: ExperimentComparison, theme: Theme) -> [(name: String, figure: Figure)] {
        let isOfMany = comparison.experiments.count > maxArmsOfRates
        let omitted = ["overview", "seeds", "surface"] + (isOfMany ? ["rates"] : [])
        return named(names.filter { !omitted.contains($0) }, comparison, theme: theme)
    }

    /// With more arms a report, which is to stay short on paper, leaves out losses against rates.
    private static let maxArmsOfRates = 8

    /// The figures that need only the report.
    package static func results(_ report: ComparisonReport, theme: Theme) -> [(name: String, figure: Figure)] {
        let drawing = ResultDrawing(report, names: report.arms.map(\.name), theme: theme)
        return [("final", drawing.final), ("differences", drawing.differences)]
    }

    /// The names of all possible figures, in their order.
    package static let names = [
        "sensitivity", "surface", "overview", "loss", "accuracy", "final", "differences", "rates", "schedules", "seeds",
        "time_to_target",
    ]

    private static func named(
        _ names: [String], _ comparison: ExperimentComparison, theme: Theme
    ) -> [(name: String, figure: Figure)] {
        let drawing = ComparisonDrawing(comparison, theme: theme)
        return names.compactMap { name in drawing.figure(name).map { (name, $0) } }
    }
}

/// Draws the figures of a comparison by name.
struct ComparisonDrawing {
    private let experiments: [RecordedExperiment]
    private let report: ComparisonReport
    private let styles: ArmStyles
    private let theme: Theme
    private let arms: [ArmHistories]
    private let results: ResultDrawing

    init(_ comparison: ExperimentComparison, theme: Theme) {
        experiments = comparison.experiments
        report = comparison.report
        styles = ArmStyles(comparison.experiments)
        self.theme = styles.theme(theme)
        arms = zip(comparison.experiments, styles.names).map(Self.histories)
        results = ResultDrawing(
            comparison.report, names: styles.rowNames, rowLabel: styles.rowLabel, theme: self.theme)
    }

    /// nil if the comparison has no such figure.
    func figure(_ name: String) -> Figure? {
        switch name {
        case "sensitivity": sensitivity
        case "surface": surface
        case "overview": overview
        case "loss": styled(.comparedLosses(arms, band: .meanInterval, layout: styles.layout, theme: theme))
        case "accuracy": styled(.comparedAccuracies(arms, band: .meanInterval, layout: styles.layout, theme: theme))
        case "final": results.final
        case "differences": results.differences
        case "rates": styled(.lossAgainstRate(arms, layout: styles.layout, theme: theme))
        case "schedules": schedules
        case "seeds": seeds
        case "time_to_target": timeToTarget
        default: nil
        }
    }

    /// With more arms, a page for all of them is omitted: its panels are small.
    private static let maxOverview = 8

    /// With more arms, the figures of single arms are omitted.
    private static let maxArms = 30

    private static func histories(_ experiment: RecordedExperiment, named name: String) -> ArmHistories {
        // Curves are of the runs that did not diverge; of an arm without such runs, of all.
        let whole = experiment.runs.filter { $0.summary.status != .diverged }
        let runs = whole.isEmpty ? experiment.runs : whole
        return ArmHistories(
            name: name, histories: runs.map(\.history), smoothing: experiment.resolved.spec.smoothing,
            diverged: whole.isEmpty ? runs.count : 0, omitted: experiment.runs.count - runs.count)
    }

    /// The figure with the words about colours and dashes, unless its panels and keys show them.
    private func styled(_ figure: Figure) -> Figure {
        guard let legend = styles.legend, styles.layout == nil else { return figure }
        var figure = figure
        figure.caption += "; " + legend
        return figure
    }

    private var overview: Figure? {
        guard styles.layout == nil, arms.count > 1, arms.count <= Self.maxOverview else { return nil }
        return styled(.overview(arms, results.samples, metric: report.metric, band: .meanInterval, theme: theme))
    }

    private var schedules: Figure {
        styled(
            .schedulesAndLosses(
                arms, band: .meanInterval,
                momentumName: ScheduleFigures.momentumName(of: experiments.map(\.resolved.spec)),
                layout: styles.layout, theme: theme))
    }

    private var seeds: Figure? {
        guard arms.count <= Self.maxArms, arms.contains(where: { $0.histories.count > 1 }) else { return nil }
        return .seeds(arms, theme: theme)
    }

    private var timeToTarget: Figure? {
        guard let target = report.arms.first?.timeToTarget?.target else { return nil }
        let times = zip(report.arms, styles.rowNames).map { arm, name in
            ArmTimes(
                name: name, epochs: arm.runs.map(\.epochsToTarget), seconds: arm.runs.map(\.secondsToTarget),
                medianEpochs: arm.timeToTarget?.medianEpochs, medianSeconds: arm.timeToTarget?.medianSeconds)
        }
        return .timeToTarget(times, target: target, theme: theme)
    }

    /// A line or a map over the grid of the arms; nil if they are not a grid.
    private var sensitivity: Figure? {
        if let grid = StudyGrid(experiments), let lines = grid.lines {
            return .sensitivity(
                results.samples, arms: grid.arms, key: key(grid.keys[0]), places: lines, metric: report.metric,
                theme: theme)
        }
        guard let grid = Sensitivity(experiments) else { return nil }
        let keys = grid.keys.map(key)
        guard keys.count == 2 else {
            return .sensitivity(
                results.samples, key: keys[0], places: grid.arms[0], metric: report.metric, theme: theme)
        }
        return .sensitivity(
            results.samples, columns: keys[0], rows: keys[1], places: grid.arms, metric: report.metric,
            standing: GridStanding(report), theme: theme)
    }

    private var surface: Figure? {
        guard StudyGrid(experiments)?.lines == nil, let grid = Sensitivity(experiments), grid.keys.count == 2 else {
            return nil
        }
        return .surface(
            results.samples, columns: key(grid.keys[0]), rows: key(grid.keys[1]), places: grid.arms,
            metric: report.metric, standing: GridStanding(report), theme: theme)
    }

    private func key(_ key: Sensitivity.Key) -> StudyKey {
        let labels = key.numbers.map { ArmSides.Side.shortened(key.labels, $0) } ?? key.labels
        return StudyKey(name: key.name, labels: labels, numbers: key.numbers)
    }
}
