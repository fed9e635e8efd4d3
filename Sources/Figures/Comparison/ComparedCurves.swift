import Plotting
import Training

/// The curves of all arms for one quantity, with the marks and axes that show them.
struct ComparedCurves {
    /// A quantity measured at steps and at the ends of epochs.
    enum Quantity {
        case loss, accuracy

        func step(_ record: StepRecord) -> Double { self == .loss ? record.loss : record.accuracy * 100 }
        func epoch(_ record: EpochRecord) -> Double { self == .loss ? record.validLoss : record.accuracy * 100 }
        var training: String { self == .loss ? "training loss, smoothed" : "training accuracy, smoothed (%)" }
        var validation: String { self == .loss ? "validation loss" : "validation accuracy (%)" }
    }

    /// A line with its band: places and values.
    struct Line {
        var places: [Double]
        var curve: SeedCurve
    }

    /// With more arms only means are drawn: bands would overlap.
    static let maxBands = 8

    /// With more validations, bands replace bars.
    static let maxBars = 10

    let quantity: Quantity
    let names: [String]
    let theme: Theme
    /// Training batches, smoothed, at every step; one line per arm.
    let training: [Line]
    /// Validations at the end of every epoch, counted from 1.
    let validation: [Line]
    /// The same at the last step of each epoch.
    let validationAtSteps: [Line]

    init(_ arms: [ArmHistories], _ quantity: Quantity, band: Spread, theme: Theme) {
        self.quantity = quantity
        self.theme = theme
        names = arms.map(\.name)
        training = arms.map { arm in
            let steps = arm.histories.map(\.steps).max { $0.count < $1.count } ?? []
            let rows = arm.histories.map { arm.smoothed($0.steps.map(quantity.step), areLosses: quantity == .loss) }
            return Line(places: steps.map { Double($0.step) }, curve: SeedCurve(rows, spread: band, gaps: .excluded))
        }
        let validation = arms.map { arm in
            let epochs = arm.histories.map(\.epochs).max { $0.count < $1.count } ?? []
            let rows = arm.histories.map { $0.epochs.map(quantity.epoch) }
            return Line(
                places: epochs.map { Double($0.epoch + 1) }, curve: SeedCurve(rows, spread: band, gaps: .excluded))
        }
        self.validation = validation
        validationAtSteps = zip(arms, validation).map { arm, line in
            var ends: [Double: Double] = [:]
            let steps = arm.histories.map(\.steps).max { $0.count < $1.count } ?? []
            for record in steps { ends[Double(record.epoch + 1)] = Double(record.step) }
            return Line(places: line.places.map { ends[$0] ?? .nan }, curve: line.curve)
        }
    }

    /// A panel of smoothed training batches by step.
    /// - Parameter isNamed: whether the legend names its arms.
    func trainingPanel(isNamed: Bool) -> Panel {
        let axis = CurveAxis(quantity, training, label: quantity.training)
        return Panel(
            x: Axis("step", wholeNumbers: true, padding: 0.015), y: axis.axis,
            marks: marks(training, axis, isNamed: isNamed, hasSigns: false))
    }

    /// A panel of validations by epoch.
    func validationPanel() -> Panel {
        let axis = CurveAxis(quantity, validation, label: quantity.validation)
        return Panel(
            x: Axis("epoch", wholeNumbers: true, padding: 0.04), y: axis.axis,
            marks: marks(validation, axis, isNamed: false, hasSigns: true))
    }

    /// A panel of validations by step.
    func validationPanelAtSteps() -> Panel {
        let axis = CurveAxis(quantity, validation, label: quantity.validation)
        return Panel(
            x: Axis("step", wholeNumbers: true, padding: 0.015), y: axis.axis,
            marks: marks(validationAtSteps, axis, isNamed: false, hasSigns: true))
    }

    /// Notes for the caption about how the lines are drawn.
    var notes: [String] {
        var notes: [String] = []
        if validation.contains(where: hasBars) { notes.append("bars of one epoch stand side by side") }
        let axes = [
            (training, CurveAxis(quantity, training, label: "")),
            (validation, CurveAxis(quantity, validation, label: "")),
        ]
        let beyond = Set(axes.flatMap(\.1.beyond).map { names[$0] })
        let isCut =
            names.count <= Self.maxBands
            && axes.contains { lines, axis in
                lines.contains { !hasBars($0) && $0.curve.isWider(than: axis.maxBand) }
            }
        if isCut { notes.append("bands that would cover the panel are omitted") }
        if !beyond.isEmpty {
            notes.append(
                "beyond the axis (a cross at its end): \(names.filter(beyond.contains).joined(separator: ", "))")
        }
        if names.count > Theme.seriesStyles.colors * Theme.seriesStyles.dashes, theme.seriesPlaces.isEmpty {
            notes.append("more arms than styles: colours and dashes repeat")
        }
        return notes
    }

    /// Bands, then lines above them, then the markers of validations.
    private func marks(_ lines: [Line], _ axis: CurveAxis, isNamed: Bool, hasSigns: Bool) -> [Mark] {
        var (bands, strokes, signs): ([Mark], [Mark], [Mark]) = ([], [], [])
        // Many overlapping bands are paler, and their lines thinner.
        let crowd = lines.count > 6 ? 0.6 : 1
        for (index, line) in lines.enumerated() {
            let style = theme.series(index)
            let label = isNamed ? names[index] : nil
            let isBarred = hasSigns && hasBars(line)
            let places = isBarred ? moved(line.places, arm: index, of: lines.count) : line.places
            let curve = isBarred ? line.curve : line.curve.withoutBands(widerThan: axis.maxBand)
            if isBarred {
                // A band would suggest measurements between the ends of few epochs.
                let pen = Pen(style.color, width: theme.averageWidth * 0.6)
                bands.append(
                    Mark(
                        .intervals(
                            at: places, lower: curve.lower, upper: curve.upper, pen: pen, cap: theme.markerSize * 0.8)))
            } else if curve.hasBand, lines.count <= Self.maxBands {
                bands.append(
                    Mark(
                        .band(
                            x: line.places, lower: curve.lower, upper: curve.upper,
                            color: style.color.opacity(theme.bandOpacity * crowd)), label: label))
            }
            strokes.append(
                Mark(
                    .line(x: places, y: curve.mean, pen: style.pen(width: theme.averageWidth * max(crowd, 0.75))),
                    label: label))
            if hasSigns {
                let marker = Marker(
                    style.marker, size: theme.markerSize * 0.85, fill: style.color,
                    outline: Pen(theme.background, width: 0.8))
                signs.append(Mark(.points(x: places, y: curve.mean, marker: marker), label: label))
            }
            if axis.beyond.contains(index), let end = axis.axis.upper,
                let first = curve.mean.firstIndex(where: { $0 > end })
            {
                let cross = Marker(.cross, size: theme.markerSize, fill: style.color)
                signs.append(Mark(.points(x: [places[first]], y: [end], marker: cross)))
            }
        }
        return bands + strokes + signs
    }

    /// Whether a line of validations has bars.
    private func hasBars(_ line: Line) -> Bool {
        line.curve.hasBand && line.places.count <= Self.maxBars && names.count <= Self.maxBands
    }

    /// Shifts places to the left by arm, so that the bars of arms are side by side.
    private func moved(_ places: [Double], arm: Int, of count: Int) -> [Double] {
        let gap = places.count > 1 ? places[1] - places[0] : places.first ?? 1
        let offset = Double(arm - (count - 1)) * min(0.03, 0.16 / Double(max(count, 1))) * gap
        return places.map { $0 + offset }
    }
}
