import Foundation
import Plotting
import RangeTest

/// The signs of the methods of a range test's figure.
struct LRFinderSigns {
    let theme: Theme

    init(_ theme: Theme) { self.theme = theme }

    /// One sign per method, on the curve. Signs of the same rate stand one above the other.
    func marks(_ data: LRFinderData, _ labels: LRFinderLabels, _ panel: Panel) -> [Mark] {
        guard let low = panel.x.lower, let high = panel.x.upper, low < high else { return [] }
        func place(_ lr: Double) -> Double {
            panel.x.scale == .linear ? (lr - low) / (high - low) : log(lr / low) / log(high / low)
        }
        // A sign's width and height, in shares of a panel of the preferred size.
        let (width, height) = (theme.markerSize * 0.9 / 600, theme.markerSize * 1.5 / 330)
        let tall = (panel.y.upper ?? 1) - (panel.y.lower ?? 0)
        var placed: [Double] = []
        return data.found.map { method, found in
            let own = place(found.lr)
            let below = placed.count { abs($0 - own) < width }
            placed.append(own)
            let loss = data.loss(at: found.lr) + Double(below) * height * tall
            return Mark(
                .points(x: [found.lr], y: [loss], marker: sign(method)), label: labels.method(method, found))
        }
    }

    /// The sign itself.
    func sign(_ method: SuggestionMethod) -> Marker {
        let shape: Marker.Shape =
            switch method {
            case .minimum: .circle
            case .steep: .triangle
            case .valley: .diamond
            case .slide: .square
            case .minGrad: .cross
            }
        return Marker(
            shape, size: theme.markerSize * 1.15, fill: color(of: method),
            outline: Pen(theme.ink, width: (shape == .cross ? 1.6 : 0.8) * theme.weight))
    }

    /// Its colour.
    func color(of method: SuggestionMethod) -> Color {
        switch method {
        case .minimum: OkabeIto.orange
        case .steep: OkabeIto.green
        case .valley: OkabeIto.purple
        case .slide: OkabeIto.skyBlue
        case .minGrad: theme.neutral
        }
    }
}
