import Text
public import Plotting
import Training

extension Figure {
    /// Losses of several arms: training batches by step, smoothed, and validations by epoch. Lines are means over seeds
    /// with bands.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - band: the span of the bands.
    ///   - theme: colours, sizes, line widths.
    public static func comparedLosses(_ arms: [ArmHistories], band: Spread, theme: Theme = .light) -> Figure {
        compared(arms, .loss, band, theme)
    }

    /// Accuracies of several arms in percent, drawn as ``comparedLosses(_:band:theme:)`` draws losses.
    public static func comparedAccuracies(_ arms: [ArmHistories], band: Spread, theme: Theme = .light) -> Figure {
        compared(arms, .accuracy, band, theme)
    }

    private static func compared(
        _ arms: [ArmHistories], _ quantity: ComparedCurves.Quantity, _ band: Spread, _ theme: Theme
    ) -> Figure {
        let curves = ComparedCurves(arms, quantity, band: band, theme: theme)
        return Figure(
            title: quantity == .loss ? "Training and validation loss" : "Training and validation accuracy",
            caption: CurveCaption(arms, band, notes: curves.notes).text,
            rows: [PanelRow([curves.trainingPanel(isNamed: true), curves.validationPanel()])], stacksIfNarrow: true,
            preferredSize: Size(900, 380 + LegendRoom.height(of: curves.names, width: 880, theme)), theme: theme)
    }
}

/// The caption of compared curves.
struct CurveCaption {
    let text: String

    /// - Parameter notes: further parts.
    init(_ arms: [ArmHistories], _ band: Spread, notes: [String] = []) {
        let counts = arms.map(\.histories.count)
        let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
        var parts: [String] = []
        if most <= 1 {
            parts.append("one seed per arm")
        } else {
            parts.append("mean over \(fewest == most ? "\(most)" : "\(fewest) to \(most)") seeds")
            parts.append(
                arms.count <= ComparedCurves.maxBands
                    ? band.caption : "bands omitted, since they would overlap")
        }
        let smoothings = Set(arms.map(\.smoothingLabel))
        if let only = smoothings.first, smoothings.count == 1 {
            parts.append("training \(only)")
        } else if !smoothings.isEmpty {
            parts.append("training smoothed as in each spec")
        }
        let diverged = arms.reduce(0) { $0 + $1.diverged }
        if diverged > 0 {
            parts.append(
                "\(Plural.counted(diverged, "run")) diverged, included while the loss is finite")
        }
        text = (parts + notes).joined(separator: "; ")
    }
}

/// The extra height of a legend above the panels, beyond two lines.
enum LegendRoom {
    /// - Parameters:
    ///   - names: the entries of the legend.
    ///   - width: width of the page in points.
    static func height(of names: [String], width: Double, _ theme: Theme) -> Double {
        let size = theme.legendSize
        var (lines, place) = (1.0, 0.0)
        for name in names {
            let needed = min(width, size * (4 + 0.6 * Double(name.count)))
            if place > 0, place + needed > width {
                lines += 1
                place = 0
            }
            place += needed
        }
        return lines <= 2 ? 0 : (lines - 2) * size * 1.5
    }
}
