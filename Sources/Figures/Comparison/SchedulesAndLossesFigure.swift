public import Plotting
import Training

extension Figure {
    /// Learning rate and momentum of arms by step, beside training and validation loss by step in the same colours.
    ///
    /// Rates and momenta are from the longest history of an arm. Without momentum the figure has one row.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - band: the span of the bands around the losses.
    ///   - momentumName: the name of the momentum: "momentum", "β₁".
    ///   - theme: colours, sizes, line widths.
    public static func schedulesAndLosses(
        _ arms: [ArmHistories], band: Spread, momentumName: String = "momentum", theme: Theme = .light
    ) -> Figure {
        let losses = ComparedCurves(arms, .loss, band: band, theme: theme)
        let longest = arms.map { arm in arm.histories.map(\.steps).max { $0.count < $1.count } ?? [] }
        let width = theme.averageWidth * (arms.count > 6 ? 0.75 : 1)
        func panel(_ axis: Axis, _ values: [[Double]], isNamed: Bool) -> Panel {
            let marks = values.enumerated().map { index, line in
                Mark(
                    .line(
                        x: longest[index].map { Double($0.step) }, y: line, pen: theme.series(index).pen(width: width)),
                    label: isNamed ? arms[index].name : nil)
            }
            return Panel(x: Axis("step", wholeNumbers: true, padding: 0.015), y: axis, marks: marks)
        }
        let rates = longest.map { $0.map(\.lr) }
        let momenta = longest.map { $0.map { $0.momentum ?? .nan } }
        var rows = [
            PanelRow([
                panel(rateAxis("learning rate", rates.flatMap { $0 }), rates, isNamed: true),
                losses.trainingPanel(isNamed: false),
            ])
        ]
        if momenta.contains(where: { $0.contains(where: \.isFinite) }) {
            let axis = momentumAxis(momentumName, momenta.flatMap { $0 }, color: nil)
            rows.append(PanelRow([panel(axis, momenta, isNamed: false), losses.validationPanelAtSteps()]))
        }
        let height = rows.count > 1 ? 520.0 : 360
        return Figure(
            title: "Schedules and losses",
            caption: CurveCaption(arms, band, notes: losses.notes).text,
            rows: rows, sharesX: true, stacksIfNarrow: true,
            preferredSize: Size(900, height + LegendRoom.height(of: losses.names, width: 880, theme)), theme: theme)
    }
}
