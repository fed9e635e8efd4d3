public import Plotting
import Training

extension Figure {
    /// Losses of several arms: of training batches by step, averaged, and of validations by epoch; the mean over an
    /// arm's seeds, and a band.
    /// - Parameters:
    ///   - arms: in the order that gives their colours.
    ///   - band: what the bands span.
    ///   - theme: colours, sizes, line widths.
    public static func comparedLosses(_ arms: [ArmHistories], band: CurveBand, theme: Theme = .light) -> Figure {
        compared(arms, .loss, band, theme)
    }

    /// Accuracies of several arms, in percent, as ``comparedLosses(_:band:theme:)`` shows losses.
    public static func comparedAccuracies(_ arms: [ArmHistories], band: CurveBand, theme: Theme = .light) -> Figure {
        compared(arms, .accuracy, band, theme)
    }

    private static func compared(
        _ arms: [ArmHistories], _ quantity: ComparedCurves.Quantity, _ band: CurveBand, _ theme: Theme
    ) -> Figure {
        let curves = ComparedCurves(arms, quantity, band: band, theme: theme)
        return Figure(
            title: quantity == .loss ? "Training and validation loss" : "Training and validation accuracy",
            caption: CurveCaption(arms, band, notes: curves.notes).text,
            rows: [PanelRow([curves.trainingPanel(isNamed: true), curves.validationPanel()])], stacksIfNarrow: true,
            preferredSize: Size(900, 380 + LegendRoom.height(of: curves.names, width: 880, theme)), theme: theme)
    }
}

/// What stands below the title of compared curves.
struct CurveCaption {
    let text: String

    /// - Parameter notes: what else there is to say.
    init(_ arms: [ArmHistories], _ band: CurveBand, notes: [String] = []) {
        let counts = arms.map(\.histories.count)
        let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
        var parts: [String] = []
        if most <= 1 {
            parts.append("one seed an arm")
        } else {
            parts.append("mean over \(fewest == most ? "\(most)" : "\(fewest) to \(most)") seeds")
            parts.append(
                arms.count <= ComparedCurves.mostBands
                    ? band.label : "without bands, which would cover each other")
        }
        let smoothings = Set(arms.map(\.smoothing.label))
        if let only = smoothings.first, smoothings.count == 1 {
            parts.append("training \(only)")
        } else if !smoothings.isEmpty {
            parts.append("training smoothed as each spec says")
        }
        let diverged = arms.reduce(0) { $0 + $1.diverged }
        if diverged > 0 {
            parts.append(
                "\(diverged) run\(diverged == 1 ? "" : "s") diverged, which count\(diverged == 1 ? "s" : "") as far "
                    + "as the loss is finite")
        }
        text = (parts + notes).joined(separator: "; ")
    }
}

/// The height that a legend takes above the panels, beyond what a figure's size has room for.
enum LegendRoom {
    /// - Parameters:
    ///   - names: the legend's lines.
    ///   - width: of the page, in points.
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
