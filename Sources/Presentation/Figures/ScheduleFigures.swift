import Optimizers
import Figures
package import Plotting
package import Runs
import Schedules
package import Specs

/// Figures of schedules, planned or recorded.
package enum ScheduleFigures {
    /// A schedule with its phases.
    /// - Parameters:
    ///   - lr: the value at each step, planned or recorded; a run that ended early has fewer steps.
    ///   - stepsPerEpoch: nil: epochs are not marked.
    /// - Throws: `ScheduleError`.
    package static func figure(
        of spec: ExperimentSpec, lr: [Double], momentum: [Double?], weightDecay: [Double?], stepsPerEpoch: Int?,
        _ theme: Theme
    ) throws -> Figure {
        .schedule(
            lr: lr, momentum: momentum, weightDecay: weightDecay,
            phases: try spec.makeSchedule().phases(of: try spec.nominalSteps()), stepsPerEpoch: stepsPerEpoch,
            name: spec.name, detail: SpecText.scheduleKeys(spec.schedule), momentumName: spec.optimizer.momentumName,
            theme: theme
        )
    }

    /// A schedule as it is planned.
    /// - Parameter stepsPerEpoch: nil: epochs are not marked.
    /// - Throws: `ScheduleError`.
    package static func figure(of planned: PlannedSchedule, stepsPerEpoch: Int?, _ theme: Theme) throws -> Figure {
        let values = planned.values
        return try figure(
            of: planned.spec, lr: values.map(\.lr), momentum: values.map(\.momentum),
            weightDecay: values.map(\.weightDecay), stepsPerEpoch: stepsPerEpoch, theme)
    }

    /// Several planned schedules in one figure.
    package static func figure(of schedules: [PlannedSchedule], _ theme: Theme) -> Figure {
        .schedules(
            schedules.map { planned in
                let values = planned.values
                return Figure.NamedSchedule(
                    name: planned.spec.name, lr: values.map(\.lr), momentum: values.map(\.momentum),
                    weightDecay: values.map(\.weightDecay))
            }, momentumName: momentumName(of: schedules.map(\.spec)), theme: theme)
    }

    /// The name of the momentum if all specs agree on it, else "momentum".
    static func momentumName(of specs: [ExperimentSpec]) -> String {
        let names = Set(specs.map(\.optimizer.momentumName))
        return names.count == 1 ? names.first ?? "momentum" : "momentum"
    }
}
