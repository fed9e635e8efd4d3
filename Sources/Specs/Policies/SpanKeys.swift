import Schedules

/// How long a part of a schedule takes.
enum Span: Sendable {
    case steps(Int)
    case epochs(Double)
    /// A share of the schedule's steps.
    case fraction(Double)
}

/// The keys of a span that is not given in steps.
struct SpanKeys: Sendable {
    /// The name of the training's own length too.
    static let epochs = "epochs"

    let length: Alternatives<Span>

    init(min: Int) {
        func range(_ limit: Double) -> ValueRange { min > 0 ? .above(0, upTo: limit) : .between(0, limit) }
        let epochs = Key(Self.epochs, .number(range(1e6)), .required, "In epochs; need not be whole.")
        let fraction = Key(
            "fraction", .number(range(1)), .required,
            "As a share of the schedule's steps; in a part of a sequence, of the part's.")
        length = Alternatives(.init(epochs) { .epochs($0) }, .init(fraction) { .fraction($0) })
    }
}

extension Kind where Value == Span {
    /// A number of steps, `{"epochs": x}` or `{"fraction": x}`.
    /// - Parameter min: the lowest number of steps: 1 for something that repeats, 0 for something that may be left out.
    static func span(min: Int) -> Kind {
        let keys = SpanKeys(min: min)
        return either(
            Kind<Int>.integer(min...1_000_000_000).map { .steps($0) },
            .object(SpecSchema.Table([keys.length])) { try $0[keys.length] })
    }
}
