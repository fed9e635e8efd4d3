public import Plotting

extension Figure {
    /// A schedule step by step: the learning rate on the left, the momentum on the right, as the first seed shows it.
    ///
    /// Without any momentum there is one panel. A constant is a line across the middle.
    /// - Parameters:
    ///   - lr: learning rate in force at each step, from step 0.
    ///   - momentum: momentum (or beta1) in force at each step; nil or empty where there is none.
    ///   - stepsPerEpoch: where faint rules show the epochs' ends; nil for none.
    ///   - name: the experiment's.
    ///   - detail: what the schedule is, for the caption; empty for none.
    ///   - momentumName: what the optimizer calls it: "momentum", "β₁".
    ///   - theme: colours, sizes, line widths.
    public static func schedule(
        lr: [Double], momentum: [Double?] = [], stepsPerEpoch: Int? = nil, name: String, detail: String = "",
        momentumName: String = "momentum", theme: Theme = .light
    ) -> Figure {
        let steps = lr.count
        let label = epochs(steps, stepsPerEpoch).map { "step  (\($0) epochs)" } ?? "step"
        var panels = [
            schedulePanel(
                lr, theme.first, rateAxis("learning rate", lr), label,
                stepsPerEpoch, theme)
        ]
        panels[0].annotations = peak(lr, theme)
        let values = momentum.map { $0 ?? .nan }
        if values.contains(where: \.isFinite) {
            let axis = momentumAxis(momentumName, values, color: nil)
            panels.append(schedulePanel(values, theme.second, axis, label, stepsPerEpoch, theme))
        }
        return Figure(
            title: "\(name): schedule", caption: detail.isEmpty ? "values in force at each step" : detail,
            rows: [PanelRow(panels)],
            preferredSize: panels.count == 1 ? Size(600, 320) : Size(900, 320), theme: theme)
    }

    /// Several schedules step by step: learning rates on the left, momenta on the right, a colour each.
    /// - Parameters:
    ///   - schedules: name, learning rate and momentum in force at each step, from step 0; at least one.
    ///   - theme: colours, sizes, line widths.
    public static func schedules(
        _ schedules: [(name: String, lr: [Double], momentum: [Double?])], theme: Theme = .light
    ) -> Figure {
        func panel(_ axis: Axis, _ values: [(name: String, values: [Double])]) -> Panel {
            let marks = values.enumerated().map { index, line in
                Mark(
                    .line(
                        x: line.values.indices.map(Double.init), y: line.values,
                        pen: theme.arm(index).pen(width: theme.averageWidth)), label: line.name)
            }
            return Panel(x: Axis("step", wholeNumbers: true, padding: 0.02), y: axis, marks: marks)
        }
        let rates = schedules.map { (name: $0.name, values: $0.lr) }
        let momenta = schedules.map { (name: $0.name, values: $0.momentum.map { $0 ?? .nan }) }
        var panels = [panel(rateAxis("learning rate", rates.flatMap(\.values)), rates)]
        if momenta.contains(where: { $0.values.contains(where: \.isFinite) }) {
            panels.append(panel(momentumAxis("momentum", momenta.flatMap(\.values), color: nil), momenta))
        }
        return Figure(
            title: "schedules", caption: "values in force at each step", rows: [PanelRow(panels)],
            preferredSize: panels.count == 1 ? Size(600, 360) : Size(900, 360), theme: theme)
    }

    /// The axis of learning rates: from zero, with room for the line on it.
    static func rateAxis(_ name: String, _ values: [Double], color: Color? = nil) -> Axis {
        var axis = Axis(name, color: color, padding: 0.07)
        let finite = values.filter(\.isFinite)
        if let low = finite.min(), let high = finite.max(), low >= 0, high > 0 {
            axis.lower = -0.04 * high
            axis.upper = high == low ? 1.5 * high : 1.16 * high
            axis.tickLimits = 0...Double.infinity
        }
        return axis
    }

    /// The axis of a momentum: its range, or a twentieth to both sides of a constant.
    static func momentumAxis(_ name: String, _ values: [Double], color: Color?) -> Axis {
        let finite = values.filter(\.isFinite)
        var axis = Axis(name, color: color, tickLimits: 0...1, padding: 0.08)
        if let low = finite.min(), let high = finite.max(), high - low < 0.01 {
            axis.lower = low - 0.05
            axis.upper = high + 0.05
        }
        return axis
    }

    private static func epochs(_ steps: Int, _ stepsPerEpoch: Int?) -> Int? {
        guard let stepsPerEpoch, stepsPerEpoch > 0, steps > stepsPerEpoch else { return nil }
        return (steps + stepsPerEpoch - 1) / stepsPerEpoch
    }

    private static func schedulePanel(
        _ values: [Double], _ color: Color, _ axis: Axis, _ label: String, _ stepsPerEpoch: Int?, _ theme: Theme
    ) -> Panel {
        let steps = values.indices.map(Double.init)
        var marks: [Mark] = []
        if let count = epochs(values.count, stepsPerEpoch), count <= 40, let stepsPerEpoch {
            let pen = Pen(theme.faintInk.opacity(0.45), width: 0.8)
            marks += (1..<count).map { Mark(.verticalRule(x: Double($0 * stepsPerEpoch), pen: pen)) }
        }
        marks.append(Mark(.line(x: steps, y: values, pen: Pen(color, width: theme.averageWidth))))
        return Panel(x: Axis(label, wholeNumbers: true, padding: 0.02), y: axis, marks: marks)
    }

    /// Names the highest learning rate, where the schedule has a peak.
    private static func peak(_ lr: [Double], _ theme: Theme) -> [Annotation] {
        guard let high = lr.filter(\.isFinite).max(), let low = lr.filter(\.isFinite).min(), high > low * 1.01,
            let step = lr.firstIndex(of: high)
        else { return [] }
        let text = "peak \(TickFormatter.number(high, digits: 3).short) at step \(step)"
        return [
            Annotation(
                RichText(text), at: .point(x: Double(step), y: high, side: .left), color: theme.faintInk,
                swatch: Pen(theme.first, width: theme.averageWidth))
        ]
    }
}
