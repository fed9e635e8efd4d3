import Plotting
import TestSupport

extension Figure {
    /// All texts of the figure at a size.
    func words(_ size: Size? = nil) -> [String] {
        plan(size: size, measuring: PlainMeasurer()).texts.map(\.text.flattened)
    }

    /// The line with a label in the first panel of a row, or nil.
    func line(_ label: String, row: Int = 0) -> [Double]? {
        for mark in rows[row].panels[0].marks where mark.label == label {
            if case .line(_, let y, _) = mark.shape { return y }
        }
        return nil
    }
}
