import Figures
import Plotting
import RangeTest
import Schedules
import Testing
import Training

/// Whatever is drawn is seen, on either ground.
@Suite struct ContrastTests {
    private static func figures(_ theme: Theme) -> [Figure] {
        let runs = [history(seed: 1), history(seed: 2, divergesAt: 100), history(seed: 3)]
        let steps = runs[0].steps
        let phases = ["a", "b", "c", "d"].enumerated().map { Phase(name: $1, steps: $0 * 90..<$0 * 90 + 90) }
        return [
            .loss(runs, name: "x", theme: theme), .accuracy(runs, name: "x", theme: theme),
            .lrFinder([curve(.diverged(factor: 4))], name: "x", theme: theme),
            .lrFinder([curve(.completed), curve(.nonFinite, shift: 0.02)], name: "x", theme: theme),
            .schedule(
                lr: steps.map(\.lr), momentum: steps.map(\.momentum), weightDecay: steps.map { $0.lr / 5 },
                phases: phases,
                stepsPerEpoch: 100, name: "x", theme: theme),
            .schedules((0..<7).map { .init(name: "\($0)", lr: steps.map(\.lr)) }, theme: theme),
        ]
    }

    /// Colours of a mark's lines and signs; bands and spans are grounds.
    private static func colors(_ mark: Mark) -> [Color] {
        switch mark.shape {
        case .line(_, _, let pen), .step(_, _, let pen), .intervals(_, _, _, let pen, _, _),
            .horizontalRule(_, let pen),
            .verticalRule(_, let pen):
            [pen.color]
        case .points(_, _, let marker): [marker.fill]
        case .bars(_, _, _, _, let color, _): [color]
        default: []
        }
    }

    @Test(arguments: Theme.Ground.allCases, Theme.Medium.allCases)
    func everyLineAndSignStandsOut(_ ground: Theme.Ground, _ medium: Theme.Medium) {
        let theme = Theme.of(ground, for: medium)
        for figure in Self.figures(theme) {
            for mark in figure.rows.flatMap(\.panels).flatMap(\.marks) {
                for color in Self.colors(mark) where color.opacity(1) != theme.background {
                    let seen = theme.background.mixed(with: color.opacity(1), color.alpha)
                    let least = color.alpha == 1 ? 2.2 : 1.4
                    #expect(
                        seen.contrast(with: theme.background) >= least,
                        "\(figure.title), \(mark.label ?? "without a label"): \(color)")
                }
            }
        }
    }
}
