import Text
public import Plotting
public import Schedules

extension Figure {
    /// A schedule by step: the learning rate on the left, the momentum on the right. A scheduled weight decay follows.
    /// On narrow pages the panels are stacked.
    ///
    /// Without momentum there is one panel. A constant is near the middle. Phases are shaded and named.
    /// - Parameters:
    ///   - lr: learning rate applied at each step, from step 0.
    ///   - momentum: momentum (or beta1) applied at each step; nil or empty without momentum.
    ///   - weightDecay: applied at each step; nil or empty if it is not scheduled.
    ///   - phases: the parts of the schedule, in order; they are cut at the last step.
    ///   - stepsPerEpoch: for faint rules at the ends of epochs; nil for no rules.
    ///   - name: the name of the experiment.
    ///   - detail: the schedule in words, for the caption; may be empty.
    ///   - momentumName: the name of the momentum: "momentum", "β₁".
    ///   - theme: colours, sizes, line widths.
    public static func schedule(
        lr: [Double], momentum: [Double?] = [], weightDecay: [Double?] = [], phases: [Phase] = [],
        stepsPerEpoch: Int? = nil, name: String, detail: String = "", momentumName: String = "momentum",
        theme: Theme = .light
    ) -> Figure {
        let epochs = EpochRules(steps: lr.count, stepsPerEpoch: stepsPerEpoch)
        let shades = PhaseShades(phases, steps: lr.count, theme)
        func panel(_ values: [Double], _ color: Color, _ axis: Axis) -> Panel {
            let pen = Pen(color, width: theme.averageWidth)
            return Panel(
                x: epochs.axis, y: axis,
                marks: shades.marks + epochs.marks(theme) + [Mark(ScheduleLine(values).shape(pen))])
        }
        var rates = ratesAxis("learning rate", [lr])
        // Room for the phases' names above the peak's.
        if !shades.annotations.isEmpty { rates.upper = rates.upper.map { $0 * (rates.scale == .log ? 2 : 1.12) } }
        var panels = [panel(lr, theme.rateColor, rates)]
        panels[0].annotations = shades.annotations + peak(lr, theme)
        let momenta = momentum.map { $0 ?? .nan }
        if momenta.contains(where: \.isFinite) {
            panels.append(panel(momenta, theme.momentumColor, momentumAxis(momentumName, momenta, color: nil)))
        }
        let decays = weightDecay.map { $0 ?? .nan }
        if decays.contains(where: \.isFinite) {
            panels.append(panel(decays, theme.decayColor, ratesAxis("weight decay", [decays])))
        }
        let captions = [detail.isEmpty ? "values applied at each step" : detail, RateSpan([lr]).note]
        return Figure(
            title: "\(name): schedule", caption: captions.compactMap { $0 }.joined(separator: "; "),
            rows: [PanelRow(panels)], stacksIfNarrow: true, preferredSize: page(panels.count, height: 320),
            theme: theme)
    }

    /// A page for panels side by side.
    static func page(_ panels: Int, height: Double) -> Size {
        Size([600, 900, 1200][min(max(panels, 1), 3) - 1], height)
    }

    /// Names the highest learning rate if the schedule has a peak and the panel has room for the name.
    private static func peak(_ lr: [Double], _ theme: Theme) -> [Annotation] {
        guard let high = lr.filter(\.isFinite).max(), let low = lr.filter(\.isFinite).min(), high > low * 1.01,
            let step = lr.firstIndex(of: high), step > 0
        else { return [] }
        return [
            Annotation(
                RichText("peak \(NumberText.short(high)) at step \(step)"),
                at: .point(x: Double(step), y: high, side: .left), color: theme.faintInk,
                swatch: Pen(theme.rateColor, width: theme.averageWidth), isOptional: true)
        ]
    }
}
