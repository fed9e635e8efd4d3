import Plotting
import Schedules

/// The phases of a schedule in a figure: shaded with a tint for each name, and labelled if there are few.
struct PhaseShades {
    let marks: [Mark]
    let annotations: [Annotation]

    /// Max number of labelled phases; more are only shaded.
    private static let maxNamed = 8
    /// Max number of shaded phases; more would look like a grey area.
    private static let maxShaded = 60

    /// - Parameter steps: the number of steps in the figure; later phases are left out.
    init(_ phases: [Phase], steps: Int, _ theme: Theme) {
        let shown = phases.filter { $0.steps.lowerBound < steps }
        // A single phase needs no shade.
        guard shown.count > 1, shown.count <= Self.maxShaded else {
            (marks, annotations) = ([], [])
            return
        }
        let tints = Self.tints(shown, theme)
        let spans = zip(shown, tints).map { phase, color in
            (
                name: phase.name, from: StepAxis.end(phase.steps.lowerBound),
                to: StepAxis.end(min(phase.steps.upperBound, steps)), color: color
            )
        }
        let isNamed = shown.count <= Self.maxNamed
        let hasKey = !isNamed && Set(shown.map(\.name)).count <= Self.hues.count
        marks = spans.map {
            Mark(.verticalSpan(from: $0.from, to: $0.to, color: $0.color), label: hasKey ? $0.name : nil)
        }
        annotations = (isNamed ? spans : []).map {
            Annotation(
                RichText($0.name), at: .verticalSpan(from: $0.from, to: $0.to), color: theme.ink,
                swatch: Pen($0.color, width: theme.legendSize * 0.8))
        }
    }

    /// The tints, and how much more than other spans they cover.
    private static let hues: [(color: Color, opacity: Double)] = [
        (OkabeIto.skyBlue, 1.7), (OkabeIto.orange, 1.1), (OkabeIto.green, 1.6), (OkabeIto.purple, 1.2),
    ]

    /// One tint per name; opacity tells them apart in grey print. More names than tints get two greys in turn.
    private static func tints(_ phases: [Phase], _ theme: Theme) -> [Color] {
        var names: [String] = []
        for phase in phases where !names.contains(phase.name) { names.append(phase.name) }
        return phases.enumerated().map { index, phase in
            guard names.count <= hues.count, let place = names.firstIndex(of: phase.name) else {
                return theme.faintInk.opacity(theme.spanOpacity * (index % 2 == 0 ? 1.7 : 0.7))
            }
            // A darker surface than 0.2 would count as data, which names keep away from.
            return hues[place].color.opacity(theme.spanOpacity.map { min(hues[place].opacity * $0, 0.2) })
        }
    }
}
