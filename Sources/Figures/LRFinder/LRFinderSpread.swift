import Plotting
import RangeTest

/// The panel below the curves of several range tests: how far the seeds' suggestions lie apart.
extension Figure {
    /// One line per method: its seeds, from the lowest to the highest, and their median.
    static func spreadPanel(_ data: LRFinderData, _ x: Axis, _ theme: Theme) -> Panel {
        let count = Double(data.found.count)
        // Its heights mean nothing, so they have no ticks.
        let y = Axis("methods", lower: -count + 0.15, upper: 0.85, tickLimits: 1e9...1e9)
        let signs = LRFinderSigns(theme)
        var panel = Panel(x: x, y: y)
        if let consensus = try? data.suggestions.consensus.get() {
            panel.marks.append(consensusRule(consensus, theme))
        }
        for (place, entry) in data.found.enumerated() {
            let height = -Double(place)
            let color = signs.color(of: entry.method)
            let seeds = (data.suggestions.bySeed[entry.method] ?? []).compactMap { try? $0.get().lr }
            panel.marks += [
                Mark(
                    .line(
                        x: [entry.found.low, entry.found.high], y: [height, height],
                        pen: Pen(color.opacity(0.55), width: 2.2 * theme.weight))),
                Mark(
                    .points(
                        x: seeds, y: seeds.map { _ in height },
                        marker: Marker(.circle, size: theme.markerSize * 0.5, fill: color))),
                Mark(.points(x: [entry.found.lr], y: [height], marker: signs.sign(entry.method))),
            ]
        }
        return panel
    }
}
