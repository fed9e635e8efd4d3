public import Plotting
import Training

extension Figure {
    /// Losses of several arms: training batches by step, smoothed, and validations by epoch. Lines are means over seeds
    /// with bands. Losses that span a decade are logarithmic.
    ///
    /// With a layout there is a panel per group of arms, with training batches as lines and validations as signs.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - band: the span of the bands.
    ///   - layout: panels for many arms; nil: one panel for all.
    ///   - theme: colours, sizes, line widths.
    public static func comparedLosses(
        _ arms: [ArmHistories], band: Spread, layout: ArmLayout? = nil, theme: Theme = .light
    ) -> Figure {
        compared(arms, .loss, band, layout, theme)
    }

    /// Accuracies of several arms in percent, drawn as ``comparedLosses(_:band:layout:theme:)`` draws losses.
    ///
    /// If their errors span a decade, these are drawn, on a logarithmic axis.
    public static func comparedAccuracies(
        _ arms: [ArmHistories], band: Spread, layout: ArmLayout? = nil, theme: Theme = .light
    ) -> Figure {
        compared(arms, .accuracy, band, layout, theme)
    }

    private static func compared(
        _ arms: [ArmHistories], _ quantity: ComparedCurves.Quantity, _ band: Spread, _ layout: ArmLayout?,
        _ theme: Theme
    ) -> Figure {
        let curves = ComparedCurves(arms, quantity, band: band, layout: layout, theme: theme)
        let title = "Training and validation \(curves.word)"
        if let layout {
            let axis = CurveAxis(curves, curves.training + curves.validation, label: curves.label)
            let grid = PanelsOfArms(layout, theme: theme)
            let rows = grid.rows { group, names in
                curves.panel(
                    of: group.arms, axis, title: group.title, legend: names,
                    ground: layout.showsOthers ? Array(arms.indices) : [])
            }
            let signs = "line: training; signs: validation"
            let notes = [layout.showsOthers ? signs + "; grey: training of the other arms" : signs] + curves.notes(axis)
            return Figure(
                title: title, caption: CurveCaption(arms, band, of: curves, notes: notes).text,
                rows: rows, sharesX: true, preferredSize: grid.preferredSize, theme: theme)
        }
        return Figure(
            title: title, caption: CurveCaption(arms, band, of: curves, notes: curves.notes()).text,
            rows: [PanelRow([curves.trainingPanel(isNamed: true), curves.validationPanel()])], stacksIfNarrow: true,
            preferredSize: Size(900, 380 + LegendRoom.height(of: curves.names, width: 880, theme)), theme: theme)
    }
}
