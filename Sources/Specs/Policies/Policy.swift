import Schedules

/// A type of schedule: its name, its keys, and how its schedule is made of their values.
typealias Policy = Choice<PolicyMaker>

struct PolicyMaker: Sendable {
    /// How a spec keeps the policy from moving momentum; nil: it never does, or its parts may.
    let leavingMomentum: String?
    let schedule: @Sendable (PolicyValues) throws -> any Schedule
}

extension Policy {
    init(
        _ name: String, _ documentation: String, _ entries: [any TableEntry], leavingMomentum: String? = nil,
        schedule: @escaping @Sendable (PolicyValues) throws -> any Schedule
    ) {
        self.init(
            name, documentation, entries, make: PolicyMaker(leavingMomentum: leavingMomentum, schedule: schedule))
    }
}

/// The values of a policy's keys. Rates become numbers, and spans become lengths.
struct PolicyValues {
    let decoder: SpecDecoder
    let builder: ScheduleBuilder

    subscript<Value>(key: Key<Value>) -> Value {
        get throws { try decoder[key] }
    }

    /// - Throws: `UnknownRate` if a range test has yet to give the rate, unless the builder supposes rates.
    subscript(key: Key<Rate>) -> Double {
        get throws {
            switch try decoder[key] {
            case .known(let rate): rate
            case .unknown(let rate, let supposed):
                if builder.supposesRates { supposed } else { throw UnknownRate(rate: rate) }
            }
        }
    }

    subscript(key: Key<Span>) -> Length {
        get throws { try builder.length(try decoder[key]) }
    }

    subscript(key: Key<Span?>) -> Length? {
        get throws { try decoder[key].map(builder.length) }
    }

    subscript(key: Key<[Span]>) -> [Length] {
        get throws { try decoder[key].map(builder.length) }
    }
}
