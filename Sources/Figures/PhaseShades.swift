import Plotting
import Schedules

/// Phases of a schedule as a figure shows them: shaded in turn, named where they are few.
struct PhaseShades {
    let marks: [Mark]
    let annotations: [Annotation]

    /// More than so many are shaded without names.
    private static let mostNamed = 6
    /// More than so many are a grey surface, and not shaded at all.
    private static let mostShaded = 60

    /// - Parameter steps: what is drawn; phases that begin later are left out.
    init(_ phases: [Phase], steps: Int, _ theme: Theme) {
        let shown = phases.filter { $0.steps.lowerBound < steps }
        // A phase alone parts nothing.
        guard shown.count > 1, shown.count <= Self.mostShaded else {
            (marks, annotations) = ([], [])
            return
        }
        let spans = shown.enumerated().map { index, phase in
            let end = min(phase.steps.upperBound, steps)
            let opacity = theme.spanOpacity * (index % 2 == 0 ? 1.2 : 0.4)
            return (
                name: phase.name, from: Double(phase.steps.lowerBound) - 0.5, to: Double(end) - 0.5,
                color: theme.faintInk.opacity(opacity)
            )
        }
        marks = spans.map { Mark(.verticalSpan(from: $0.from, to: $0.to, color: $0.color)) }
        let isNamed = shown.count <= Self.mostNamed
        annotations = (isNamed ? spans : []).map {
            Annotation(
                RichText($0.name), at: .verticalSpan(from: $0.from, to: $0.to), color: theme.faintInk,
                swatch: Pen($0.color, width: theme.legendSize * 0.8))
        }
    }
}
