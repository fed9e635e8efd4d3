import Plotting
import Training

/// The curves of all arms of one quantity, and the marks and axes that show them.
struct ComparedCurves {
    /// What is measured at steps and at the ends of epochs.
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
        var curve: ArmCurve
    }

    /// Of more arms the means alone are drawn: their bands would cover each other.
    static let mostBands = 8

    /// Of more validations than this, bands stand for bars.
    static let mostBars = 10

    let quantity: Quantity
    let names: [String]
    let theme: Theme
    /// Of training batches, averaged, at every step; one an arm.
    let training: [Line]
    /// At the end of every epoch, counted from 1.
    let validation: [Line]
    /// The same at the epochs' last steps.
    let validationAtSteps: [Line]

    init(_ arms: [ArmHistories], _ quantity: Quantity, band: CurveBand, theme: Theme) {
        self.quantity = quantity
        self.theme = theme
        names = arms.map(\.name)
        training = arms.map { arm in
            let steps = arm.histories.map(\.steps).max { $0.count < $1.count } ?? []
            let rows = arm.histories.map { arm.smoothing($0.steps.map(quantity.step)) }
            return Line(places: steps.map { Double($0.step) }, curve: ArmCurve(rows, band: band))
        }
        let validation = arms.map { arm in
            let epochs = arm.histories.map(\.epochs).max { $0.count < $1.count } ?? []
            let rows = arm.histories.map { $0.epochs.map(quantity.epoch) }
            return Line(places: epochs.map { Double($0.epoch + 1) }, curve: ArmCurve(rows, band: band))
        }
        self.validation = validation
        validationAtSteps = zip(arms, validation).map { arm, line in
            var ends: [Double: Double] = [:]
            let steps = arm.histories.map(\.steps).max { $0.count < $1.count } ?? []
            for record in steps { ends[Double(record.epoch + 1)] = Double(record.step) }
            return Line(places: line.places.map { ends[$0] ?? .nan }, curve: line.curve)
        }
    }

    /// A panel of averaged training batches by step.
    /// - Parameter isNamed: whether the legend names its arms.
    func trainingPanel(isNamed: Bool) -> Panel {
        Panel(
            x: Axis("step", wholeNumbers: true, padding: 0.015), y: axis(quantity.training, training),
            marks: marks(training, isNamed: isNamed, hasSigns: false))
    }

    /// A panel of validations by epoch.
    func validationPanel() -> Panel {
        Panel(
            x: Axis("epoch", wholeNumbers: true, padding: 0.04), y: axis(quantity.validation, validation),
            marks: marks(validation, isNamed: false, hasSigns: true))
    }

    /// A panel of validations by step.
    func validationPanelAtSteps() -> Panel {
        Panel(
            x: Axis("step", wholeNumbers: true, padding: 0.015), y: axis(quantity.validation, validation),
            marks: marks(validationAtSteps, isNamed: false, hasSigns: true))
    }

    /// Bands behind all lines, then lines, then the signs of validations.
    private func marks(_ lines: [Line], isNamed: Bool, hasSigns: Bool) -> [Mark] {
        var (bands, strokes, signs): ([Mark], [Mark], [Mark]) = ([], [], [])
        // Where many bands lie on each other they are paler, and lines thinner.
        let crowd = lines.count > 6 ? 0.6 : 1
        for (index, line) in lines.enumerated() {
            let style = theme.arm(index)
            let label = isNamed ? names[index] : nil
            let hasBars = hasSigns && line.places.count <= Self.mostBars
            let places = hasBars ? moved(line.places, arm: index, of: lines.count) : line.places
            if line.curve.hasBand, lines.count <= Self.mostBands, hasBars {
                // Nothing was measured between the ends of few epochs: a band would claim it.
                let pen = Pen(style.color, width: theme.averageWidth * 0.6)
                bands.append(
                    Mark(
                        .intervals(
                            at: places, lower: line.curve.lower, upper: line.curve.upper, pen: pen,
                            cap: theme.markerSize * 0.8)))
            } else if line.curve.hasBand, lines.count <= Self.mostBands {
                bands.append(
                    Mark(
                        .band(
                            x: line.places, lower: line.curve.lower, upper: line.curve.upper,
                            color: style.color.opacity(theme.bandOpacity * crowd)), label: label))
            }
            strokes.append(
                Mark(
                    .line(
                        x: places, y: line.curve.mean, pen: style.pen(width: theme.averageWidth * max(crowd, 0.75))
                    ), label: label))
            if hasSigns {
                let marker = Marker(
                    style.marker, size: theme.markerSize * 0.85, fill: style.color,
                    outline: Pen(theme.background, width: 0.8))
                signs.append(Mark(.points(x: places, y: line.curve.mean, marker: marker), label: label))
            }
        }
        return bands + strokes + signs
    }

    /// Places a little beside each other, so that the bars of arms do not lie on one line.
    private func moved(_ places: [Double], arm: Int, of count: Int) -> [Double] {
        let gap = places.count > 1 ? places[1] - places[0] : places.first ?? 1
        let offset = (Double(arm) - Double(count - 1) / 2) * min(0.04, 0.4 / Double(max(count, 1))) * gap
        return places.map { $0 + offset }
    }

    /// Losses from 0, or by ratio where they span much, without the heights that a diverging arm goes to; accuracies
    /// where they are.
    private func axis(_ label: String, _ lines: [Line]) -> Axis {
        let means = lines.flatMap(\.curve.mean)
        let ends = lines.flatMap { $0.curve.lower + $0.curve.upper }
        switch quantity {
        case .loss:
            let upper = RobustRange.loss(raw: lines.first?.curve.mean ?? [], averages: means + ends, validation: [])
            let low = means.filter { $0 > 0 && $0.isFinite }.min() ?? 0
            if let upper, low > 0, upper > 8 * low {
                return Axis(label, scale: .log(nonPositive: .clip), lower: low * 0.7, upper: upper * 1.15)
            }
            return Axis(label, lower: 0, upper: upper.map { $0 * 1.06 })
        case .accuracy:
            let lasts = lines.compactMap { $0.curve.mean.last { $0.isFinite } }
            let range = RobustRange.percent(raw: means + lasts, averages: ends, validation: [])
            return Axis(label, lower: range?.lower ?? 0, upper: range?.upper ?? 100, tickLimits: 0...100)
        }
    }
}
