import Plotting
import TestSupport

extension Figure {
    /// All texts of the figure at a size.
    func words(_ size: Size? = nil) -> [String] {
        plan(size: size, measuring: PlainMeasurer()).texts.map(\.text.flattened)
    }

    /// The line of its first panel with a label, or nil.
    func line(_ label: String, _ side: AxisSide = .left) -> [Double]? {
        for mark in rows[0].panels[0].marks where mark.label == label && mark.side == side {
            if case .line(_, let y, _) = mark.shape { return y }
        }
        return nil
    }
}
