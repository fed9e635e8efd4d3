import Plotting

/// One colour a quantity, in every figure of a run.
extension Theme {
    /// Loss.
    var lossColor: Color { first }
    /// Accuracy, and error.
    var accuracyColor: Color { second }
    /// Learning rate.
    var rateColor: Color { neutral }
    /// Momentum, Adam's beta1.
    var momentumColor: Color { seriesColors.count > 3 ? seriesColors[3] : highlight }
    /// Weight decay.
    var decayColor: Color { highlight }

    /// A pen for raw data in a colour: thin and pale, but visible on the page.
    func rawPen(_ color: Color, width: Double = 1) -> Pen {
        Pen(
            color.combined(with: background) { color, ground in
                // Light on dark looks fainter than the same contrast on white.
                let isDark = ground.luminance < 0.18
                let minContrast = isDark ? 1.9 : 1.45
                var opacity = isDark ? rawOpacity.onDark ?? rawOpacity.value : rawOpacity.value
                while opacity < 1, ground.mixed(with: color, opacity).contrast(with: ground) < minContrast {
                    opacity += 0.05
                }
                return color.opacity(min(opacity, 1))
            }, width: rawWidth * width)
    }

    /// A pen for the casing below an averaged line, so that it stands out from raw data in its colour.
    var casing: Pen { Pen(background.opacity(0.75), width: averageWidth * 2) }
}
