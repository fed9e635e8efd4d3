import Plotting
import Statistics
import Training

/// The curves of all arms for one quantity. ``CurveMarks`` draws them.
struct ComparedCurves {
    /// A quantity measured at steps and at the ends of epochs.
    enum Quantity {
        case loss, accuracy

        func step(_ record: StepRecord) -> Double { self == .loss ? record.loss : record.accuracy * 100 }
        func epoch(_ record: EpochRecord) -> Double { self == .loss ? record.validLoss : record.accuracy * 100 }
        var bounds: ValueBounds { self == .loss ? .positive : .percent }
    }

    /// A line with its band: places and values.
    struct Line {
        var places: [Double]
        var curve: SeedCurve
        /// Values by place, one row per seed.
        var seeds: [[Double]]
    }

    /// With more arms only means are drawn: bands would overlap.
    static let maxBands = 8

    /// The same in each of several panels, which are smaller.
    static let maxBandsInMultiples = 4

    /// With more validations, bands replace bars.
    static let maxBars = 10

    /// With more seeds, bands and bars stand for them.
    static let maxSeeds = 10

    let quantity: Quantity
    let names: [String]
    let theme: Theme
    /// Whether accuracies are drawn as errors, 100 less the accuracy in percent.
    let isError: Bool
    /// Training batches, smoothed, at every step; one line per arm.
    let training: [Line]
    /// Validations at the end of every epoch, counted from 1.
    let validation: [Line]
    /// The same at the end of the last step of each epoch.
    let validationAtSteps: [Line]
    /// Number of arms in one panel.
    let perPanel: Int
    /// Whether a panel has too many arms for bands, bars and seeds.
    let isCrowded: Bool

    /// - Parameter layout: the panels of many arms; nil: one panel holds all arms.
    init(_ arms: [ArmHistories], _ quantity: Quantity, band: Spread, layout: ArmLayout? = nil, theme: Theme) {
        self.quantity = quantity
        perPanel = layout?.groups.map(\.arms.count).max() ?? arms.count
        isCrowded = perPanel > (layout == nil ? Self.maxBands : Self.maxBandsInMultiples)
        self.theme = theme
        names = arms.map(\.name)
        let training = arms.map { arm in
            let steps = arm.histories.map(\.steps).max { $0.count < $1.count } ?? []
            let rows = arm.histories.map { arm.smoothed($0.steps.map(quantity.step), areLosses: quantity == .loss) }
            return Line(rows, at: steps.map { Double($0.step) }, quantity, band)
        }
        let validation = arms.map { arm in
            let epochs = arm.histories.map(\.epochs).max { $0.count < $1.count } ?? []
            return Line(
                arm.histories.map { $0.epochs.map(quantity.epoch) }, at: epochs.map { Double($0.epoch + 1) }, quantity,
                band)
        }
        isError = quantity == .accuracy && CurveAxis.errorsSpanADecade(training + validation)
        self.training = isError ? training.map(\.mirrored) : training
        self.validation = isError ? validation.map(\.mirrored) : validation
        validationAtSteps = zip(arms, self.validation).map { arm, line in
            var ends: [Double: Double] = [:]
            let steps = arm.histories.map(\.steps).max { $0.count < $1.count } ?? []
            for record in steps { ends[Double(record.epoch + 1)] = StepAxis.end(record.step + 1) }
            var line = line
            line.places = line.places.map { ends[$0] ?? .nan }
            return line
        }
    }

    /// "loss", "error", "accuracy"
    var word: String { quantity == .loss ? "loss" : isError ? "error" : "accuracy" }
    private var unit: String { quantity == .loss ? "" : " (%)" }
    var trainingLabel: String { "training \(word), smoothed\(unit)" }
    var validationLabel: String { "validation \(word)\(unit)" }
    /// Label of an axis for both.
    var label: String { "\(word)\(unit)" }

    var trainingAxis: CurveAxis { CurveAxis(self, training, label: trainingLabel) }
    var validationAxis: CurveAxis { CurveAxis(self, validation, label: validationLabel) }

    /// A panel of smoothed training batches by step.
    /// - Parameter isNamed: whether the legend names its arms.
    func trainingPanel(isNamed: Bool) -> Panel {
        let axis = trainingAxis
        let marks = CurveMarks(self, axis)
        return Panel(
            x: Axis("step", wholeNumbers: true, padding: 0.015), y: axis.axis,
            marks: names.indices.reduce(into: CurveMarks.Layers()) { layers, arm in
                marks.add(training[arm], arm, label: isNamed ? names[arm] : nil, hasSigns: false, to: &layers)
                if isNamed, let end = marks.end(training[arm], arm, label: names[arm]) { layers.signs.append(end) }
            }.all)
    }

    /// A panel of validations by epoch.
    func validationPanel() -> Panel {
        panel(validation, validationAxis, x: Axis("epoch", wholeNumbers: true, padding: 0.04))
    }

    /// A panel of validations by step.
    func validationPanelAtSteps() -> Panel {
        panel(validationAtSteps, validationAxis, x: Axis("step", wholeNumbers: true, padding: 0.015))
    }

    private func panel(_ lines: [Line], _ axis: CurveAxis, x: Axis) -> Panel {
        let marks = CurveMarks(self, axis)
        return Panel(
            x: x, y: axis.axis,
            marks: names.indices.reduce(into: CurveMarks.Layers()) { layers, arm in
                marks.add(lines[arm], arm, label: nil, hasSigns: true, to: &layers)
            }.all)
    }

    /// A panel of some arms: training batches as lines, validations as signs, both by step.
    /// - Parameters:
    ///   - shown: places of the arms.
    ///   - legend: names for the legend, by the places of arms.
    ///   - ground: places of the arms drawn as pale lines behind them.
    func panel(
        of shown: [Int], _ axis: CurveAxis, title: String = "", legend: [Int: String] = [:], ground: [Int] = []
    ) -> Panel {
        let marks = CurveMarks(self, axis)
        var layers = CurveMarks.Layers()
        for arm in ground where !shown.contains(arm) { layers.ground.append(marks.pale(training[arm])) }
        for arm in shown {
            let label = legend[arm]
            marks.add(training[arm], arm, label: label, hasSigns: false, to: &layers)
            marks.addValidations(validationAtSteps[arm], arm, label: label, to: &layers)
        }
        return Panel(
            title: title, x: Axis("step", wholeNumbers: true, padding: 0.02), y: axis.axis, marks: layers.all)
    }

    /// Whether a line of validations has bars.
    func hasBars(_ line: Line) -> Bool {
        line.curve.hasBand && line.places.count <= Self.maxBars && !isCrowded
    }

    /// Whether the validations of all seeds are drawn as pale signs.
    func hasSeeds(_ line: Line) -> Bool {
        line.seeds.count > 1 && line.seeds.count <= Self.maxSeeds && line.places.count <= Self.maxBars
            && !isCrowded
    }

    /// Whether any line has a band or bars.
    var hasBands: Bool { (training + validation).contains(where: \.curve.hasBand) }

    /// Parts of a caption about the signs of averages that leave the panel.
    /// - Parameter averages: those of each arm; nil for the arms' means.
    func beyondNotes(_ lines: [Line], _ axis: CurveAxis, averages: ((Line) -> [[Double]])? = nil) -> [String] {
        let marks = CurveMarks(self, axis)
        var notes: [String] = []
        if let names = names(of: names.indices.filter { axis.exit(of: lines[$0].curve.mean) != nil }) {
            notes.append(CurveAxis.beyondNote(names))
        }
        let hasExits = names.indices.contains { arm in
            let averages = averages?(lines[arm])
            return !marks.exits(
                of: averages ?? [lines[arm].curve.mean], lines[arm], arm, markZeros: averages != nil
            ).isEmpty
        }
        if hasExits { notes.append("triangles: averages beyond the axis") }
        return notes
    }

    /// Names of arms, for a caption; nil without arms.
    func names(of arms: [Int]) -> String? { arms.isEmpty ? nil : arms.map { names[$0] }.joined(separator: ", ") }

    /// Notes for the caption about how the lines are drawn.
    /// - Parameter joint: the axis of training and validations, if they share one.
    func notes(_ joint: CurveAxis? = nil) -> [String] {
        var notes: [String] = []
        let axes = [(training, joint ?? trainingAxis), (validation, joint ?? validationAxis)]
        let isCut =
            !isCrowded
            && axes.contains { lines, axis in
                lines.contains { !hasBars($0) && $0.curve.isWider(than: axis.maxBand) }
            }
        if validation.contains(where: hasSeeds) { notes.append("pale: validations of each seed") }
        if axes.contains(where: \.1.hasZeros) { notes.append("at the lower end of an axis: 0") }
        if isCut { notes.append("bands that would cover the panel are omitted") }
        // Validations without a line have no cross.
        let lines = joint == nil ? axes : [axes[0]]
        notes += lines.map { beyondNotes($0, $1) }.reduce([]) { all, notes in all + notes.filter { !all.contains($0) } }
        if names.count > Theme.seriesStyles.colors * Theme.seriesStyles.dashes, theme.seriesPlaces.isEmpty {
            notes.append("more arms than styles: colours and dashes repeat")
        }
        return notes
    }
}

extension ComparedCurves.Line {
    /// - Parameters:
    ///   - rows: values by place, one row per seed.
    ///   - places: of the longest row.
    fileprivate init(
        _ rows: [[Double]], at places: [Double], _ quantity: ComparedCurves.Quantity, _ band: Spread
    ) {
        self.places = places
        seeds = rows
        // An interval of the mean does not reach beyond the possible values.
        curve = SeedCurve(rows, spread: band, in: quantity.bounds, gaps: .excluded)
    }

    /// Errors of accuracies, both in percent.
    fileprivate var mirrored: ComparedCurves.Line {
        ComparedCurves.Line(places: places, curve: curve.reflected(at: 100), seeds: seeds.map { $0.map { 100 - $0 } })
    }
}
