public import Plotting

extension Figure {
    /// The smoothed training loss against the learning rate in force, both logarithmic: a path from the first step to the
    /// last. Dots are validations, at the rate of the last step before them.
    ///
    /// The way up to the highest rate is dashed if the rate falls afterwards. Steps with a rate of 0 have no place on the
    /// axis and are omitted. Seeds that diverged are excluded from the mean; a cross marks the rate at their end.
    /// - Parameters:
    ///   - run: a history per seed; rates are those of the longest.
    ///   - name: the name of the experiment.
    ///   - theme: colours, sizes, line widths.
    public static func lossByRate(_ run: RunCurves, name: String, theme: Theme = .light) -> Figure {
        let data = LossData(run, spread: .meanInterval)
        let rates = data.lr.map { $0 > 0 ? $0 : .nan }
        let losses = data.loss.average.mean
        let color = data.loss.quantity.color(theme)
        func line(_ range: Range<Int>, _ label: String?, dash: [Double]) -> Mark {
            let pen = Pen(color, width: theme.averageWidth, dash: dash.map { $0 * theme.weight })
            return Mark(.line(x: Array(rates[range]), y: Array(losses[range]), pen: pen), label: label)
        }
        let count = min(rates.count, losses.count)
        let peak = rates.indices.filter { rates[$0].isFinite }.max { rates[$0] < rates[$1] } ?? 0
        let isCycle =
            peak > 0 && peak + 1 < count && (data.lr.first ?? 0) < rates[peak] && (data.lr.last ?? 0) < rates[peak]
        let axis = LossAxes.axis(data.loss.withoutRaw(), limit: data.limit, theme)
        var panel = Panel(x: Axis("learning rate in force", scale: .log), y: axis)
        if isCycle {
            panel.marks = [
                line(0..<peak + 1, "up to the highest rate", dash: [5, 2.5]), line(peak..<count, "after it", dash: []),
            ]
        } else {
            panel.marks = [line(0..<count, nil, dash: [])]
        }
        let ends = CurveEnds(x: rates, y: losses, color: color, names: ("first step", "last step"), theme)
        panel.marks += ends.marks
        panel.annotations = ends.annotations
        // A validation's place is half a step behind the last step before it.
        let places = data.epochEnds.map { end -> Double in
            guard end.isFinite, let step = data.steps.firstIndex(where: { $0 == end - 0.5 }) else { return .nan }
            return rates[step]
        }
        let labels = LossLabels(outcomes: data.outcomes, firstSeed: 0, curve: "", spread: .meanInterval)
        panel.marks += data.loss.validationMarks(places, theme, labels)
        panel.marks += data.loss.endMarks(rates, axis, theme, data.outcomes, hasLines: false)
        panel.marks += data.loss.exitMarks(rates, of: [losses], axis, scale: .log, theme)
        var parts = [run.words, data.outcomes.average()]
        parts += [data.outcomes.remark, data.blowUpNote].compactMap { $0 }
        if rates.contains(where: \.isNaN) { parts.append("steps with rate 0 omitted") }
        return Figure(
            title: "\(name): loss by learning rate", caption: parts.joined(separator: "; "), rows: [PanelRow([panel])],
            preferredSize: Size(600, 420), theme: theme)
    }
}
