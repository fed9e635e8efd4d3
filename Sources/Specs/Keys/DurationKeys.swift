import Schedules

extension SpecSchema {
    /// How long a part of a schedule takes: a number of steps, `{"epochs": x}` or `{"fraction": x}`.
    ///
    /// - Parameter least: the least number of steps: 1 for what repeats, 0 for what may be left out.
    static func duration(least: Int) -> Shape {
        .either([
            .integer(least...1_000_000_000),
            .object(durationObject(least: least)),
        ])
    }

    /// A duration that is not told in steps.
    static func durationObject(least: Int) -> Table {
        Table([
            .exactlyOne(
                Group(
                    fields: [
                        Field(
                            key: "epochs", shape: .number(least > 0 ? .above(0, upTo: 1e6) : .between(0, 1e6)),
                            presence: .required, documentation: "In epochs, which need not be whole."),
                        Field(
                            key: "fraction", shape: .number(least > 0 ? .above(0, upTo: 1) : .between(0, 1)),
                            presence: .required,
                            documentation: "As a share of the schedule's steps; of a part of a sequence: of its own."),
                    ], fallback: "epochs"))
        ])
    }
}

extension CheckedObject {
    /// A duration.
    /// - Parameter stepsPerEpoch: at least 1.
    package func length(_ key: String, stepsPerEpoch: Int) throws -> Length {
        if let steps = try? int(key) { return .steps(steps) }
        return try Self.length(try object(key), stepsPerEpoch: stepsPerEpoch)
    }

    /// nil: null.
    package func optionalLength(_ key: String, stepsPerEpoch: Int) throws -> Length? {
        isNull(key) ? nil : try length(key, stepsPerEpoch: stepsPerEpoch)
    }

    /// A list of durations.
    package func lengths(_ key: String, stepsPerEpoch: Int) throws -> [Length] {
        try elements(key).map { element in
            switch element {
            case .steps(let steps): .steps(steps)
            case .object(let object): try Self.length(object, stepsPerEpoch: stepsPerEpoch)
            }
        }
    }

    private static func length(_ values: CheckedObject, stepsPerEpoch: Int) throws -> Length {
        values.has("epochs")
            ? try .epochs(try values.double("epochs"), stepsPerEpoch: stepsPerEpoch)
            : .fraction(try values.double("fraction"))
    }
}
