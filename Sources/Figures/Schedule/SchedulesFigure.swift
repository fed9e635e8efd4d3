public import Plotting

extension Figure {
    /// One of several overlaid schedules.
    public struct NamedSchedule: Sendable {
        /// The name in the legend.
        public var name: String
        /// Learning rate applied at each step, from step 0.
        public var lr: [Double]
        /// Momentum (or beta1) likewise; nil or empty without momentum.
        public var momentum: [Double?]
        /// Weight decay likewise; nil or empty if it is not scheduled.
        public var weightDecay: [Double?]

        /// A schedule.
        public init(name: String, lr: [Double], momentum: [Double?] = [], weightDecay: [Double?] = []) {
            self.name = name
            self.lr = lr
            self.momentum = momentum
            self.weightDecay = weightDecay
        }
    }

    /// Several schedules step by step: learning rates on the left, momenta and weight decays on the right, a colour each.
    ///
    /// All lines have one width, so none looks more important. The first has no gaps, later ones have gaps of different
    /// lengths, so equal lines are all visible.
    /// - Parameters:
    ///   - schedules: at least one.
    ///   - momentumName: its name in the optimizers: "momentum", "β₁".
    ///   - theme: colours, sizes, line widths.
    public static func schedules(
        _ schedules: [NamedSchedule], momentumName: String = "momentum", theme: Theme = .light
    ) -> Figure {
        let longest = schedules.map(\.lr.count).max() ?? 0
        // The legend of the first panel holds for all.
        func panel(_ axis: Axis, _ values: [[Double]], isNamed: Bool) -> Panel {
            let marks = values.enumerated().map { index, line in
                Mark(
                    ScheduleLine(line).shape(overlaidPen(index, theme)),
                    label: isNamed ? schedules[index].name : nil)
            }
            return Panel(x: StepAxis.over(longest), y: axis, marks: marks)
        }
        func numbers(_ values: [Double?]) -> [Double] { values.map { $0 ?? .nan } }
        let rates = schedules.map(\.lr)
        let momenta = schedules.map { numbers($0.momentum) }
        let decays = schedules.map { numbers($0.weightDecay) }
        var panels = [panel(ratesAxis("learning rate", rates), rates, isNamed: true)]
        if momenta.joined().contains(where: \.isFinite) {
            panels.append(
                panel(momentumAxis(momentumName, momenta.flatMap(\.self), color: nil), momenta, isNamed: false))
        }
        if decays.joined().contains(where: \.isFinite) {
            panels.append(panel(ratesAxis("weight decay", decays), decays, isNamed: false))
        }
        return Figure(
            title: "Schedules",
            caption: ["values applied at each step", RateSpan(rates).note].compactMap { $0 }.joined(separator: "; "),
            rows: [PanelRow(panels)],
            stacksIfNarrow: true, preferredSize: page(panels.count, height: 360), theme: theme)
    }

    /// The pen of one of several lines that may lie on each other.
    private static func overlaidPen(_ index: Int, _ theme: Theme) -> Pen {
        let width = theme.averageWidth
        let pen = theme.series(index).pen(width: width)
        guard index > 0 else { return pen }
        return Pen(
            pen.color, width: width, dash: overlaidDashes[(index - 1) % overlaidDashes.count].map { $0 * theme.weight })
    }

    /// Of different lengths, so that no line hides below the dashes of all others.
    private static let overlaidDashes: [[Double]] = [
        [7, 3], [3, 3], [7, 3, 2, 3], [5, 2], [2, 2], [9, 4], [4, 2, 1.5, 2],
    ]
}
