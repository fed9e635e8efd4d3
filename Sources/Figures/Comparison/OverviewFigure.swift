public import Plotting
public import Training

extension Figure {
    /// A comparison of a few arms on one page. Its panels are losses by step, training loss against the learning rate,
    /// and the final values of all seeds.
    ///
    /// Lines are training batches, smoothed; signs are validations with their intervals.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - samples: the final values of the same arms.
    ///   - metric: the metric of the samples.
    ///   - band: the span of bands and bars.
    ///   - theme: colours, sizes, line widths.
    public static func overview(
        _ arms: [ArmHistories], _ samples: [ArmSamples], metric: ValidationMetric, band: Spread,
        theme: Theme = .light
    ) -> Figure {
        let curves = ComparedCurves(arms, .loss, band: band, theme: theme)
        let axis = CurveAxis(curves, curves.training + curves.validation, label: curves.label)
        let legend = Dictionary(uniqueKeysWithValues: arms.enumerated().map { ($0.offset, $0.element.name) })
        let rates = RateLines(arms, theme: theme)
        let final = FinalMetric(samples, metric, theme: theme)
        var loss = curves.panel(of: Array(arms.indices), axis, legend: legend)
        loss.title = "Losses"
        var rate = rates.panel(of: Array(arms.indices))
        rate.title = "Against the rate"
        rate.y.label = "training loss"
        var values = final.panel
        values.title = ComparisonLabels.sentence(final.scale.name)
        // A slide has room for two panels.
        let isWide = theme.labelSize < 15
        let notesOfLosses = curves.notes(axis)
        let notesOfRates = isWide ? rates.notes(nil).filter { !notesOfLosses.contains($0) } : []
        let notes =
            ["line: training; signs: validation"] + notesOfLosses + notesOfRates
            + ["right: \(final.caption)"]
        return Figure(
            title: "Comparison", caption: CurveCaption(arms, band, of: curves, notes: notes).text,
            rows: [PanelRow(isWide ? [loss, rate, values] : [loss, values])], stacksIfNarrow: true,
            preferredSize: Size(1180, 400 + LegendRoom.height(of: curves.names, width: 1160, theme)), theme: theme)
    }
}
