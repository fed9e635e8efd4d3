import Datasets
import Experiments
import Plotting
import Report

/// Experiments of a report that are compared with each other; or one that has none to be compared with.
struct ReportedSet {
    private let comparison: Comparison
    private let experiments: [ReportedExperiment]
    /// What the names of its figures begin with.
    private let stem: String

    init(_ comparison: Comparison, _ experiments: [ReportedExperiment], stem: String) {
        self.comparison = comparison
        self.experiments = experiments
        self.stem = stem
    }

    private var isComparison: Bool { comparison.experiments.count > 1 }

    /// - Throws: `PictureError`.
    func content(_ drawing: inout ReportDrawing) throws -> ReportSet {
        let figures = isComparison ? try self.figures(&drawing) : []
        return ReportSet(
            title: title, facts: facts, verdicts: verdicts, tables: tables, figures: figures,
            experiments: try experiments.map { try $0.content(&drawing) })
    }

    /// "mnist_sample, 2 epochs, 10 seeds"
    private var title: String {
        guard let spec = comparison.experiments.first?.resolved.spec else { return "" }
        return [spec.data.source.rawValue, SpecText.length(spec), SpecText.counted(spec.seeds.count, "seed")]
            .joined(separator: ", ")
    }

    private var facts: [ReportFact] {
        comparison.experiments.first.map { Comparison.shared(of: $0).map { ReportFact($0.name, $0.value) } } ?? []
    }

    /// What was found first, the largest difference before the others.
    private var verdicts: [ReportVerdict] {
        guard isComparison else { return comparison.report.arms.map { ReportVerdict(alone($0), .undecided) } }
        let ordered = comparison.report.pairs.map(\.verdict).enumerated().sorted { one, other in
            let (first, second) = (one.element.strength, other.element.strength)
            if first != second { return first.order < second.order }
            let sizes = (abs(one.element.difference ?? 0), abs(other.element.difference ?? 0))
            return first == .shown && sizes.0 != sizes.1 ? sizes.0 > sizes.1 : one.offset < other.offset
        }
        return ordered.map { ReportVerdict($0.element.heading, $0.element.strength) }
    }

    private func alone(_ arm: ArmReport) -> String {
        let accuracy = arm.finalAccuracy
        let mean = accuracy.mean.map { "final accuracy \(ResultTables.decimals($0, 4))" } ?? "no accuracy recorded"
        let range = accuracy.interval.map {
            "\(ResultTables.decimals($0.low, 4)) to \(ResultTables.decimals($0.high, 4)), "
        }
        return "\(arm.name): \(mean) (\(range ?? "")n = \(arm.n)); nothing here to compare it with"
    }

    private var tables: [ReportTable] {
        let arms = Self.table(ComparisonText.arms(comparison.report))
        return isComparison ? [arms, Self.table(ComparisonText.pairs(comparison.report))] : [arms]
    }

    private static func table(_ table: ComparisonText.Table) -> ReportTable {
        ReportTable(
            caption: table.caption.prefix(1).uppercased() + table.caption.dropFirst(),
            columns: table.header.enumerated().map { .init($0.element, $0.offset == 0 ? .text : .number) },
            rows: table.rows)
    }

    private func figures(_ drawing: inout ReportDrawing) throws -> [ReportFigure] {
        let names = comparison.experiments.map(\.name).joined(separator: ", ")
        let light = ComparisonFigures.all(comparison, theme: .light)
        let dark = drawing.format == .html ? ComparisonFigures.all(comparison, theme: .dark) : light
        return try zip(light, dark).compactMap { one, other in
            try drawing.figure(
                "\(stem)-\(one.name)",
                alternative: "\(one.figure.title), for \(names): \(one.figure.caption). The tables have its numbers."
            ) { $0 == .light ? one.figure : other.figure }
        }
    }
}

extension Verdict {
    /// The sentence, with a capital letter unless it begins with an arm's name.
    fileprivate var heading: String {
        switch finding {
        case .noDifference, .infinite: sentence.prefix(1).uppercased() + sentence.dropFirst()
        case .beats, .tooFewSeeds, .noPairs: sentence
        }
    }

    fileprivate var strength: ReportVerdict.Strength {
        switch finding {
        case .beats: .shown
        case .noDifference: .notShown
        case .tooFewSeeds, .infinite, .noPairs: .undecided
        }
    }
}

extension ReportVerdict.Strength {
    fileprivate var order: Int {
        switch self {
        case .shown: 0
        case .notShown: 1
        case .undecided: 2
        }
    }
}
