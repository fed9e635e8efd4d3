public import Plotting
public import Schedules

extension Figure {
    /// A schedule step by step: the learning rate on the left, the momentum on the right, as the first seed shows it;
    /// above each other where the page is narrow.
    ///
    /// Without any momentum there is one panel. A constant is a line across the middle. Phases are shaded in turn and
    /// named.
    /// - Parameters:
    ///   - lr: learning rate in force at each step, from step 0.
    ///   - momentum: momentum (or beta1) in force at each step; nil or empty where there is none.
    ///   - phases: the schedule's parts, in order; those beyond the last step are cut.
    ///   - stepsPerEpoch: where faint rules show the epochs' ends; nil for none.
    ///   - name: the experiment's.
    ///   - detail: what the schedule is, for the caption; empty for none.
    ///   - momentumName: what the optimizer calls it: "momentum", "β₁".
    ///   - theme: colours, sizes, line widths.
    public static func schedule(
        lr: [Double], momentum: [Double?] = [], phases: [Phase] = [], stepsPerEpoch: Int? = nil, name: String,
        detail: String = "", momentumName: String = "momentum", theme: Theme = .light
    ) -> Figure {
        let epochs = EpochRules(steps: lr.count, stepsPerEpoch: stepsPerEpoch)
        let shades = PhaseShades(phases, steps: lr.count, theme)
        func panel(_ values: [Double], _ color: Color, _ axis: Axis) -> Panel {
            let line = Mark(
                .line(x: values.indices.map(Double.init), y: values, pen: Pen(color, width: theme.averageWidth)))
            return Panel(x: epochs.axis, y: axis, marks: shades.marks + epochs.marks(theme) + [line])
        }
        var rates = rateAxis("learning rate", lr)
        // Room for the phases' names above the peak's.
        if !shades.annotations.isEmpty { rates.upper = rates.upper.map { $0 * 1.12 } }
        var panels = [panel(lr, theme.first, rates)]
        panels[0].annotations = shades.annotations + peak(lr, theme)
        let values = momentum.map { $0 ?? .nan }
        if values.contains(where: \.isFinite) {
            panels.append(panel(values, theme.second, momentumAxis(momentumName, values, color: nil)))
        }
        return Figure(
            title: "\(name): schedule", caption: detail.isEmpty ? "values in force at each step" : detail,
            rows: [PanelRow(panels)], stacksWhereNarrow: true,
            preferredSize: panels.count == 1 ? Size(600, 320) : Size(900, 320), theme: theme)
    }

    /// The axis of learning rates: from zero, with room for the line on it.
    static func rateAxis(_ name: String, _ values: [Double], color: Color? = nil) -> Axis {
        var axis = Axis(name, color: color, padding: 0.07)
        if let (low, high) = RobustRange.extremes(values), low >= 0, high > 0 {
            axis.lower = -0.04 * high
            axis.upper = high == low ? 1.5 * high : 1.16 * high
            axis.tickLimits = 0...Double.infinity
        }
        return axis
    }

    /// The axis of a momentum: its range, or a twentieth to both sides of a constant.
    static func momentumAxis(_ name: String, _ values: [Double], color: Color?) -> Axis {
        var axis = Axis(name, color: color, tickLimits: 0...1, padding: 0.08)
        if let (low, high) = RobustRange.extremes(values), high - low < 0.01 {
            axis.lower = low - 0.05
            axis.upper = high + 0.05
        }
        return axis
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

/// Faint rules at the ends of a schedule's epochs, where there are not too many of them.
private struct EpochRules {
    let stepsPerEpoch: Int
    /// 0: they are not known, or one holds all steps.
    let count: Int

    init(steps: Int, stepsPerEpoch: Int?) {
        self.stepsPerEpoch = stepsPerEpoch ?? 0
        count =
            if let stepsPerEpoch, stepsPerEpoch > 0, steps > stepsPerEpoch {
                (steps + stepsPerEpoch - 1) / stepsPerEpoch
            } else {
                0
            }
    }

    var axis: Axis { Axis(count > 0 ? "step  (\(count) epochs)" : "step", wholeNumbers: true, padding: 0.02) }

    func marks(_ theme: Theme) -> [Mark] {
        guard count > 1, count <= 40 else { return [] }
        let pen = Pen(theme.faintInk.opacity(0.45), width: 0.8)
        return (1..<count).map { Mark(.verticalRule(x: Double($0 * stepsPerEpoch), pen: pen)) }
    }
}
