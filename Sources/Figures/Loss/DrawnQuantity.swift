import Plotting
import Statistics

/// One of the quantities that a training is judged by, as a figure draws it.
enum DrawnQuantity {
    case loss
    /// Share of right answers, in percent.
    case accuracy
    /// Share of wrong answers, in percent: accuracies near 100 % on a logarithmic axis.
    case error

    /// The axis' label.
    var label: String {
        switch self {
        case .loss: "loss"
        case .accuracy: "accuracy (%)"
        case .error: "error (%)"
        }
    }

    /// The possible values.
    var bounds: ValueBounds { self == .loss ? .positive : .percent }

    /// The colour in every figure of a run. Errors and accuracies are one quantity.
    func color(_ theme: Theme) -> Color { self == .loss ? theme.lossColor : theme.accuracyColor }

    /// The sign of validations.
    var marker: Marker.Shape { self == .loss ? .circle : .diamond }

    /// Axes are logarithmic from this ratio of the highest to the lowest value on.
    static let decade = 10.0
}
