import Figures
import Schedules
package import Plotting
package import Specs
import Training

/// Figures of schedules, trained with or only planned.
package enum ScheduleFigures {
    /// A schedule with its phases.
    /// - Parameters:
    ///   - lr: in force at each step, as planned or as recorded; a run that ended early has fewer.
    ///   - stepsPerEpoch: nil: epochs are not marked.
    package static func figure(
        of spec: ExperimentSpec, lr: [Double], momentum: [Double?], weightDecay: [Double?], stepsPerEpoch: Int?,
        _ theme: Theme
    ) throws -> Figure {
        .schedule(
            lr: lr, momentum: momentum, weightDecay: weightDecay,
            phases: try spec.makeSchedule().phases(of: try spec.nominalSteps()), stepsPerEpoch: stepsPerEpoch,
            name: spec.name, detail: ScheduleText.text(spec.schedule), momentumName: spec.optimizer.momentumName,
            theme: theme)
    }

    /// What the momenta of several specs are called together: the one name that all have, else "momentum".
    package static func momentumName(of specs: [ExperimentSpec]) -> String {
        let names = Set(specs.map(\.optimizer.momentumName))
        return names.count == 1 ? names.first ?? "momentum" : "momentum"
    }
}
