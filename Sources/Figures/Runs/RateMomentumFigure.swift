import Text
public import Plotting
public import Training

extension Figure {
    /// Learning rate and momentum as a path through their plane, from the first step to the last. A dot marks the end
    /// of every epoch.
    /// - Parameters:
    ///   - history: its steps.
    ///   - name: the name of the experiment.
    ///   - momentumName: the name of the momentum: "momentum", "β₁".
    ///   - theme: colours, sizes, line widths.
    /// - Returns: nil if no step has a momentum.
    public static func rateMomentum(
        _ history: History, name: String, momentumName: String = "momentum", theme: Theme = .light
    ) -> Figure? {
        let columns = StepColumns(history.steps)
        guard columns.momentum.contains(where: \.isFinite) else { return nil }
        let color = theme.rateColor
        var panel = Panel(
            x: rateAxis("learning rate", columns.lr), y: momentumAxis(momentumName, columns.momentum, color: nil),
            marks: [Mark(.line(x: columns.lr, y: columns.momentum, pen: Pen(color, width: theme.averageWidth * 0.6)))])
        let ends = columns.epochEnds.values.sorted().filter { $0 + 1 < columns.step.count }
        if !ends.isEmpty, ends.count <= 50 {
            let dot = Marker(
                .diamond, size: theme.markerSize * 0.8, fill: theme.momentumColor,
                outline: Pen(theme.background, width: theme.weight))
            panel.marks.append(
                Mark(
                    .points(x: ends.map { columns.lr[$0] }, y: ends.map { columns.momentum[$0] }, marker: dot),
                    label: "end of an epoch"))
        }
        let path = CurveEnds(
            x: columns.lr, y: columns.momentum, color: color, names: ("first step", "last step"), theme)
        panel.marks += path.marks
        panel.annotations = path.annotations
        return Figure(
            title: "\(name): learning rate and momentum",
            caption: "values applied at each of \(Plural.counted(columns.step.count, "step"))",
            rows: [PanelRow([panel])], preferredSize: Size(560, 420), theme: theme)
    }
}
