public import Plotting

extension Figure {
    /// Several schedules step by step: learning rates on the left, momenta on the right, a colour each.
    /// - Parameters:
    ///   - schedules: name, learning rate and momentum in force at each step, from step 0; at least one.
    ///   - theme: colours, sizes, line widths.
    public static func schedules(
        _ schedules: [(name: String, lr: [Double], momentum: [Double?])], theme: Theme = .light
    ) -> Figure {
        // The legend of the first panel holds for both.
        func panel(_ axis: Axis, _ values: [(name: String?, values: [Double])]) -> Panel {
            let marks = values.enumerated().map { index, line in
                Mark(
                    .line(
                        x: line.values.indices.map(Double.init), y: line.values,
                        pen: theme.arm(index).pen(width: theme.averageWidth)), label: line.name)
            }
            return Panel(x: Axis("step", wholeNumbers: true, padding: 0.02), y: axis, marks: marks)
        }
        let rates = schedules.map { (name: String?.some($0.name), values: $0.lr) }
        let momenta = schedules.map { (name: String?.none, values: $0.momentum.map { $0 ?? .nan }) }
        var panels = [panel(rateAxis("learning rate", rates.flatMap(\.values)), rates)]
        if momenta.contains(where: { $0.values.contains(where: \.isFinite) }) {
            panels.append(panel(momentumAxis("momentum", momenta.flatMap(\.values), color: nil), momenta))
        }
        return Figure(
            title: "schedules", caption: "values in force at each step", rows: [PanelRow(panels)],
            stacksWhereNarrow: true, preferredSize: panels.count == 1 ? Size(600, 360) : Size(900, 360), theme: theme)
    }
}
