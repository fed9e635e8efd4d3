import Plotting

/// One colour a quantity, in every figure of a run.
extension Theme {
    /// Learning rate.
    var rateColor: Color { neutral }
    /// Momentum, Adam's beta1.
    var momentumColor: Color { first }
    /// Weight decay.
    var decayColor: Color { highlight }

    /// The pen of raw data of a colour: thin and pale, but to be seen on the page.
    func rawPen(_ color: Color, width: Double = 1) -> Pen {
        var opacity = rawOpacity
        // Light on dark looks fainter than the same contrast on white.
        let least = background.luminance < 0.18 ? 1.9 : 1.45
        while opacity < 1, background.mixed(with: color, opacity).contrast(with: background) < least {
            opacity += 0.05
        }
        return Pen(color.opacity(min(opacity, 1)), width: rawWidth * width)
    }

    /// What lies below an averaged line, so that it stands out from raw data of its colour.
    var casing: Pen { Pen(background.opacity(0.75), width: averageWidth * 2) }
}
