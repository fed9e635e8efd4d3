import Plotting

extension Panel {
    /// The panel without the labels that a panel above it has: one legend stands for marks of one form.
    func withoutLabels(of other: Panel) -> Panel {
        let taken = Set(other.marks.compactMap(\.label))
        var panel = self
        for index in panel.marks.indices where panel.marks[index].label.map(taken.contains) == true {
            panel.marks[index].label = nil
        }
        return panel
    }
}
