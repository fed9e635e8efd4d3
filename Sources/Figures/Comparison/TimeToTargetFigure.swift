public import Plotting

/// The times to a target of one arm's runs.
public struct ArmTimes: Sendable, Equatable {
    /// The name of its row.
    public var name: String
    /// Epochs to the target, one per seed; nil if it was missed.
    public var epochs: [Double?]
    /// Seconds of training and validation to the target, likewise.
    public var seconds: [Double?]
    /// Medians over all seeds; nil if at least half of them missed.
    public var medianEpochs: Double?
    /// Median seconds, likewise.
    public var medianSeconds: Double?

    /// One arm's times.
    public init(
        name: String, epochs: [Double?], seconds: [Double?], medianEpochs: Double?, medianSeconds: Double?
    ) {
        self.name = name
        self.epochs = epochs
        self.seconds = seconds
        self.medianEpochs = medianEpochs
        self.medianSeconds = medianSeconds
    }
}

extension Figure {
    /// The time of arms to an accuracy, in epochs and in seconds, one row per arm. Seeds are pale points, the median is a
    /// strong marker. Runs that missed are crosses in a separate column, which has the median too if at least half of
    /// them missed.
    /// - Parameters:
    ///   - arms: from the top; their order sets the colours.
    ///   - target: validation accuracy, 0...1.
    ///   - theme: colours, sizes, line widths.
    public static func timeToTarget(_ arms: [ArmTimes], target: Double, theme: Theme = .light) -> Figure {
        let rows = RowPanel(names: arms.map(\.name), theme: theme)
        func panel(_ label: String, isNamed: Bool, _ times: (ArmTimes) -> ([Double?], Double?)) -> Panel {
            var panel = Panel(
                x: Axis(label, lower: 0, tickLimits: 0...Double.infinity, padding: 0.08),
                y: rows.axis(isNamed: isNamed), marks: rows.stripes)
            for (row, arm) in arms.enumerated() {
                panel.marks.append(
                    rows.seeds(times(arm).0.map { $0 ?? .nan }, row: row, color: theme.series(row).color))
            }
            for (row, arm) in arms.enumerated() {
                panel.marks += rows.estimate(times(arm).1, nil, row: row, sign: rows.sign(arm: row))
            }
            return panel
        }
        return Figure(
            title:
                "Time to \(TickFormatter.linear([target * 100]).labels.first?.flattened ?? "") % validation accuracy",
            caption: "pale: each seed; strong: median over all seeds, misses count as infinite; "
                + "linear between validations",
            rows: [
                PanelRow([
                    panel("epochs", isNamed: true) { ($0.epochs, $0.medianEpochs) },
                    panel("seconds", isNamed: false) { ($0.seconds, $0.medianSeconds) }, missed(arms, rows, theme),
                ])
            ], preferredSize: Size(860, rows.preferredHeight(width: 860, columns: 3)), theme: theme)
    }

    private static func missed(_ arms: [ArmTimes], _ rows: RowPanel, _ theme: Theme) -> Panel {
        let counts = arms.map { arm in
            RichText("\(arm.epochs.count { $0 == nil }) of \(arm.epochs.count)")
        }
        var panel = Panel(
            x: .names(["missed"]), y: rows.axis(isNamed: false), right: rows.texts(counts, label: ""),
            marks: rows.stripes, weight: 0.22)
        for (row, arm) in arms.enumerated() {
            let color = theme.series(row).color
            let heights = zip(arm.epochs, rows.heights(arm.epochs.count, row: row)).filter { $0.0 == nil }.map(\.1)
            let cross = Marker(.cross, size: theme.markerSize * 0.62, fill: color.opacity(0.7))
            panel.marks.append(Mark(.points(x: heights.map { _ in 0 }, y: heights, marker: cross)))
            if arm.medianEpochs == nil, !arm.epochs.isEmpty {
                panel.marks += rows.estimate(0, nil, row: row, sign: rows.sign(arm: row))
            }
        }
        return panel
    }
}
